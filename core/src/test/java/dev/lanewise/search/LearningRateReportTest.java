package dev.lanewise.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LearningRateReportTest {
  private static final Curve BASELINE = new Curve(0, new float[] {2, 2, 2, 2, 2, 2, 2, 2});
  private static final LearningRateReport REPORT = LadderFindings.report("TwoLayerNet", Judgement.of(BASELINE, List.of(
      new Curve(10, new float[] {2, 40, Float.NaN}),
      new Curve(0.1f, new float[] {2, 1.75f, 1.5f, 1.25f, 1, 0.75f, 0.5f, 0.25f}),
      new Curve(1e-10f, new float[] {2, 2, 2, 2, 2, 2, 2, 2}))), 8, 27);

  @Test
  void theTableShowsVerdictLossCurveAndReason() {
    assertEquals(
        """
        TwoLayerNet: 3 rates, 8 steps each from the same start, on the same mini-batches

        learning rate  verdict   loss           curve     why
        10             diverges  2.000 → NaN    ██x       loss became NaN at step 3
        0.1            best      2.000 → 0.750  █▇▆▅▄▃▂▁  loss fell from 2.000 to 0.750 in 8 steps
        1e-10          stuck     2.000 → 2.000  ████████  moved the loss by less than 0.1 % in 8 steps: too small \
        to learn in so many

        Take 0.1.
        """,
        REPORT.table());
  }

  @Test
  void aSingleRateIsComparedWithNoOther() {
    LearningRateReport report = LadderFindings.report(
        "Net", Judgement.of(BASELINE, List.of(new Curve(1, new float[] {2, 1}))), 2, 4);
    assertEquals("Net: 1 rate, 2 steps", report.table().lines().findFirst().orElseThrow());
  }

  @Test
  void theCsvHoldsEveryLoss() {
    List<String> lines = REPORT.lossesToCsv().lines().toList();
    assertEquals("learning_rate,step,loss", lines.getFirst());
    assertEquals(1 + 3 + 8 + 8, lines.size());
    assertEquals("10.0,3,NaN", lines.get(3));
    assertEquals("0.1,2,1.75", lines.get(5));
  }

  @Test
  void longCurvesAreDrawnInShortLines() {
    float[] falling = new float[1000];
    float[] flat = new float[1000];
    for (int i = 0; i < 1000; i++) {
      falling[i] = 1 - i / 1000f;
      flat[i] = 1;
    }
    LearningRateReport report = LadderFindings.report(
        "Net", Judgement.of(new Curve(0, flat), List.of(new Curve(1, falling))), 1000, 2000);
    assertTrue(report.table().contains("██▇▇▇▆▆▆▅▅▅▅▄▄▄▃▃▃▂▂▂▂▁▁"), report.table());
  }

  @Test
  void numbersAreWrittenAsPeopleWriteThem() {
    assertEquals("10", NumberText.rate(10));
    assertEquals("0.1", NumberText.rate(0.1f));
    assertEquals("1e-10", NumberText.rate(1e-10f));
    assertEquals("2.5e-5", NumberText.rate(2.5e-5f));
    assertEquals("0.000", NumberText.loss(0));
    assertEquals("6.1e-05", NumberText.loss(6.1e-5));
    assertEquals("3.2e+08", NumberText.loss(3.2e8));
    assertEquals("Infinity", NumberText.loss(Double.POSITIVE_INFINITY));
  }
}
