package dev.lanewise.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Clusters;
import dev.lanewise.LinearModel;
import dev.lanewise.LinearModel.Head;
import dev.lanewise.data.Dataset;
import dev.lanewise.json.JsonReader;
import dev.lanewise.optim.Sgd;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RaceTest {
  private final LinearModel model = LinearModel.create(Head.SQUARES, 6, 3, 1);
  private final Dataset train = Clusters.labelled(300, 6, 3, 2).oneHot(3);
  private final Dataset validation = Clusters.labelled(100, 6, 3, 3).oneHot(3);

  private static Race race() {
    return LearningRateSearch.race().batchSize(30).seed(1);
  }

  @Test
  void theBestThirdGoesOnUntilThreeAreLeft() {
    LearningRateReport report = race().candidates(18).run(model, train);
    assertEquals(Outcome.FOUND, report.outcome(), report.table());
    float rate = report.recommended().orElseThrow();
    assertTrue(rate > 0.01 && rate < 1, report.table());
    // the baseline, 18 of 25 steps, 6 of 75, 2 of 225; a candidate that diverges costs less
    assertTrue(report.costInSteps() <= 25 + 18 * 25 + 6 * 75 + 2 * 225 + 225, report.table());
    assertTrue(report.costInSteps() > 25 + 12 * 25 + 6 * 75 + 2 * 225, report.table());
    assertTrue(report.useful().orElseThrow().from() <= rate, report.table());
    assertEquals(18, report.curve().size());
  }

  @Test
  void aRangeThatIsTooLowIsWidenedAndSaidToBe() {
    LearningRateReport report = race().range(1e-6f, 1e-3f).candidates(8).run(model, train, validation);
    assertTrue(report.recommended().orElseThrow() > 0.01, report.table());
    assertTrue(report.advice().contains("The range asked for was too low: the best rates lay at its upper end, 0.001, "
        + "so it was widened to "), report.advice());
  }

  @Test
  void aRangeThatIsTooHighIsWidenedDownwards() {
    LearningRateReport report = race().range(0.4f, 40).candidates(8).run(model, train);
    assertTrue(report.recommended().isPresent(), report.table());
    assertTrue(report.advice().contains("too high"), report.advice());
  }

  @Test
  void aRangeFarTooLowEndsAtTheEdgeOrFlat() {
    LearningRateReport edge = race().range(1e-9f, 1e-8f).candidates(4).firstSteps(1_000).run(model, train);
    assertEquals(Outcome.EDGE_OF_RANGE, edge.outcome(), edge.table());
    assertTrue(edge.advice().endsWith("It still lies at the edge of the range: look further, beyond 0.001."),
        edge.advice());
    LearningRateReport flat = race().range(1e-14f, 1e-12f).candidates(4).run(model, train);
    assertEquals(Outcome.FLAT, flat.outcome(), flat.table());
    assertEquals(Optional.empty(), flat.recommended());
    assertEquals(Map.of(), flat.hyperparameters());
    LearningRateReport diverged = race().range(1e10f, 1e12f).candidates(4).run(model, train);
    assertEquals(Outcome.DIVERGED_AT_START, diverged.outcome(), diverged.table());
    assertEquals(Optional.empty(), diverged.useful());
  }

  @Test
  void otherSettingsRaceAlong() throws JsonReader.JsonException {
    LearningRateReport report = race().drawn().candidates(12)
        .also("weight decay", 1e-6f, 10, (optimizer, decay) -> Sgd.of(optimizer.learningRate()).weightDecay(decay))
        .run(model, train, validation);
    assertEquals(Set.of("weight decay"), report.hyperparameters().keySet());
    assertTrue(report.hyperparameters().get("weight decay") < 1, report.table());
    assertTrue(report.advice().contains(" with weight decay "), report.advice());
    Map<?, ?> json = (Map<?, ?>) JsonReader.read(report.toJson());
    Map<?, ?> heat = (Map<?, ?>) ((List<?>) json.get("heats")).getFirst();
    assertTrue(((List<?>) heat.get("candidates")).size() >= 12);
    assertTrue(report.table().contains("validation loss"), report.table());
  }

  @Test
  void givesTheSameReportOnSeveralThreadsAndLeavesTheModel() {
    float[] before = model.parameters().clone();
    String first = race().drawn().run(model, train).toJson();
    assertEquals(first, race().drawn().threads(3).run(model, train).toJson());
    assertArrayEquals(before, model.parameters());
  }

  @Test
  void theParabolaIsUsedOnlyWhereItHasABottomBetweenThePoints() {
    double[] x = {-2, -1, 1};
    assertEquals(0.25, Parabola.bottom(x, new double[] {2.25 * 2.25, 1.25 * 1.25, 0.75 * 0.75}), 1e-12);
    assertTrue(Double.isNaN(Parabola.bottom(x, new double[] {1, 2, 1})));
    assertTrue(Double.isNaN(Parabola.bottom(x, new double[] {9, 4, 0})));
    assertTrue(Double.isNaN(Parabola.bottom(x, new double[] {1, 1, 1})));
    assertTrue(Double.isNaN(Parabola.bottom(new double[] {1, 1, 2}, new double[] {3, 1, 2})));
    assertTrue(Double.isNaN(Parabola.bottom(new double[] {1, 2, 2}, new double[] {3, 1, 1})));
  }

  @Test
  void refusesWhatCannotWork() {
    assertThrows(IllegalArgumentException.class, () -> race().range(1, 1));
    assertThrows(IllegalArgumentException.class, () -> race().candidates(3));
    assertThrows(IllegalArgumentException.class, () -> race().firstSteps(1));
    Race two = race().also("decay", 1, 2, (optimizer, decay) -> optimizer);
    Exception twice = assertThrows(IllegalArgumentException.class, () -> two.also("decay", 1, 2, (o, d) -> o));
    assertEquals("two settings are named 'decay'", twice.getMessage());
  }
}
