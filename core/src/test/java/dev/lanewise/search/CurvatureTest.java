package dev.lanewise.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Clusters;
import dev.lanewise.LinearModel;
import dev.lanewise.LinearModel.Head;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.Sampling;
import dev.lanewise.json.JsonReader;
import dev.lanewise.optim.Momentum;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CurvatureTest {
  private static final Dataset DATA = Clusters.labelled(200, 6, 3, 2);
  private static final Dataset TARGETS = DATA.oneHot(3);

  private final LinearModel quadratic = LinearModel.create(Head.SQUARES, 6, 3, 1);

  private static Curvature curvature() {
    return LearningRateSearch.curvature().batchSize(200).sampling(Sampling.SEQUENTIAL).seed(1);
  }

  private static double detail(LearningRateReport report, String name) throws JsonReader.JsonException {
    return ((Number) ((Map<?, ?>) JsonReader.read(report.toJson())).get(name)).doubleValue();
  }

  /// Half the sum of squares of a linear model bends as the mean of `x x^T` does, with a 1 for the bias.
  private static double exact() {
    double[] vector = new double[7];
    Arrays.fill(vector, 1);
    double eigenvalue = 0;
    for (int iteration = 0; iteration < 2_000; iteration++) {
      double[] product = new double[7];
      for (int sample = 0; sample < DATA.size(); sample++) {
        double dot = vector[6];
        for (int column = 0; column < 6; column++) {
          dot += DATA.feature(sample, column) * vector[column];
        }
        for (int column = 0; column < 6; column++) {
          product[column] += dot * DATA.feature(sample, column) / DATA.size();
        }
        product[6] += dot / DATA.size();
      }
      eigenvalue = Math.sqrt(Arrays.stream(product).map(x -> x * x).sum());
      for (int i = 0; i < 7; i++) {
        vector[i] = product[i] / eigenvalue;
      }
    }
    return eigenvalue;
  }

  @Test
  void isExactToOnePercentOnAQuadraticAndSoIsTheMeasurement() throws JsonReader.JsonException {
    LearningRateReport report = curvature().run(quadratic, TARGETS);
    double limit = 2 / exact();
    assertEquals(limit, detail(report, "predicted_limit"), 0.01 * limit);
    // descent is measured in steps of 7 halvings of a range of 900: within 6 %
    assertEquals(limit, detail(report, "measured_limit"), 0.06 * limit);
    assertEquals(limit / 2, report.recommended().orElseThrow(), 0.06 * limit);
    assertEquals(Outcome.FOUND, report.outcome());
    assertTrue(report.table().contains("predicted limit"), report.table());
  }

  @Test
  void looksAtAnyLossAndLeavesTheModel() throws JsonReader.JsonException {
    LinearModel model = LinearModel.create(Head.LABELS, 6, 3, 1);
    float[] before = model.parameters().clone();
    LearningRateReport report = curvature().run(model, DATA);
    assertArrayEquals(before, model.parameters());
    assertTrue(detail(report, "largest_curvature") > 0);
    assertTrue(report.costInSteps() > 0 && report.curve().size() >= 2);
    assertEquals(report.toJson(), curvature().run(model, DATA).toJson());
    assertTrue(report.toSvg().contains("</svg>"));
  }

  @Test
  void aLossThatDoesNotBendHasNoLimit() {
    // with all inputs and targets 0 and no bias to learn, only the bias bends; saturated softmax bends nowhere
    LinearModel saturated = LinearModel.create(Head.LABELS, 6, 3, 1);
    saturated.setParameter("linear.bias", new float[] {500, 0, 0});
    LearningRateReport report = curvature().run(saturated, Dataset.of(new float[60], 6).labels(new int[10]));
    assertEquals(Outcome.FLAT, report.outcome(), report.table());
    assertTrue(report.recommended().isEmpty());
    assertTrue(report.advice().contains("use a range test"), report.advice());
    assertTrue(report.toSvg().contains("</svg>"));
    assertEquals("", report.sparkline());
  }

  @Test
  void refusesOtherOptimizersAndWhatIsNotFinite() {
    Exception other = assertThrows(IllegalArgumentException.class,
        () -> curvature().optimizer(Momentum.of(1, 0.9f)).run(quadratic, TARGETS));
    assertTrue(other.getMessage().startsWith("the curvature limits plain gradient descent and says nothing about "
        + "momentum("), other.getMessage());
    float[] huge = new float[18];
    Arrays.fill(huge, 1e38f);
    quadratic.setParameter("linear.weight", huge);
    Exception infinite = assertThrows(IllegalArgumentException.class, () -> curvature().run(quadratic, TARGETS));
    assertTrue(infinite.getMessage().contains("untrained Linear"), infinite.getMessage());
  }
}
