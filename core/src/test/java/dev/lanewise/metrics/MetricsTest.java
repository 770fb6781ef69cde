package dev.lanewise.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.LinearModel;
import dev.lanewise.LinearModel.Head;
import dev.lanewise.data.Dataset;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {
  /// Outputs are the inputs.
  private static LinearModel identity(Head head, int width) {
    LinearModel model = LinearModel.create(head, width, width, 1);
    float[] weights = new float[width * width];
    for (int i = 0; i < width; i++) {
      weights[i * width + i] = 1;
    }
    model.setParameter("linear.weight", weights);
    return model;
  }

  /// Six samples of three classes: 0 and 1 right, 1 taken for 0, 2 right twice, 2 taken for 1 with 2 second.
  private final Dataset data = Dataset.of(new float[] {
      3, 1, 0,
      0, 2, 1,
      2, 1, 0,
      0, 1, 2,
      0, 0, 4,
      0, 2, 1}, 3).labels(0, 1, 1, 2, 2, 2);

  @Test
  void countsWhatIsTakenForWhat() {
    ClassificationMetrics metrics = ClassificationMetrics.of(identity(Head.LABELS, 3), data);
    assertEquals(1, metrics.confusion(1, 0));
    assertEquals(1, metrics.confusion(2, 1));
    assertEquals(2, metrics.confusion(2, 2));
    assertEquals(4 / 6.0, metrics.accuracy());
    assertEquals(4 / 6.0, metrics.topK(1));
    assertEquals(1, metrics.topK(2));
    assertEquals(0.5, metrics.precision(0));
    assertEquals(1, metrics.recall(0));
    assertEquals(2 / 3.0, metrics.f1(0), 1e-12);
    assertEquals(2 / 3.0, metrics.recall(2), 1e-12);
    assertEquals((2 / 3.0 + 0.5 + 0.8) / 3, metrics.macroF1(), 1e-12);
  }

  /// By counting pairs, ties half.
  @Test
  void theAreaUnderTheRocCurveIsTheShareOfPairsInOrder() {
    float[] scores = {0.1f, 0.4f, 0.4f, 0.8f, 0.4f, 0.9f, 0.2f};
    float[] targets = {0, 0, 1, 1, 1, 0, 0};
    float[] logits = new float[7];
    for (int i = 0; i < 7; i++) {
      logits[i] = (float) Math.log(scores[i] / (1 - scores[i]));
    }
    Dataset binary = Dataset.of(logits, 1).targets(targets, 1);
    double pairs = 0;
    for (int positive = 0; positive < 7; positive++) {
      for (int negative = 0; negative < 7; negative++) {
        if (targets[positive] == 1 && targets[negative] == 0) {
          pairs += scores[positive] > scores[negative] ? 1 : scores[positive] == scores[negative] ? 0.5 : 0;
        }
      }
    }
    ClassificationMetrics metrics = ClassificationMetrics.of(identity(Head.PROBABILITIES, 1), binary);
    assertEquals(pairs / 12, metrics.rocAuc(1), 1e-12);
    assertEquals(pairs / 12, metrics.rocAuc(0), 1e-12);
    assertEquals(2, metrics.classes());
    Dataset onlyOnes = Dataset.of(new float[2], 1).targets(new float[] {1, 1}, 1);
    ClassificationMetrics half = ClassificationMetrics.of(identity(Head.PROBABILITIES, 1), onlyOnes);
    assertTrue(Double.isNaN(half.rocAuc(1)));
    // a probability of one half counts as 1
    assertEquals(1, half.accuracy());
    assertEquals(0, half.precision(0));
    assertEquals(0, half.f1(0));
  }

  @Test
  void theTableShowsItAll() {
    assertEquals("""
        6 samples, accuracy 0.6667, macro F1 0.6556

        class    precision    recall        F1   ROC AUC
        cat         0.5000    1.0000    0.6667    1.0000
        dog         0.5000    0.5000    0.5000    0.7500
        a zebra     1.0000    0.6667    0.8000    0.9444

        actual   taken for
                    cat    dog a zebra
        cat           1      0       0
        dog           1      1       0
        a zebra       0      1       2
        """, ClassificationMetrics.of(identity(Head.LABELS, 3), data).table(List.of("cat", "dog", "a zebra")));
  }

  @Test
  void measuresNumbers() {
    Dataset numbers = Dataset.of(new float[] {1, 10, 2, 20, 3, 30}, 2).targets(new float[] {1, 10, 3, 20, 5, 28}, 2);
    RegressionMetrics metrics = RegressionMetrics.of(identity(Head.SQUARES, 2), numbers);
    assertEquals((0 + 0 + 1 + 0 + 2 + 2) / 6.0, metrics.mae(), 1e-6);
    assertEquals(Math.sqrt((1 + 4 + 4) / 6.0), metrics.rmse(), 1e-6);
    double ofMean = 4 + 0 + 4 + Math.pow(28 / 3.0, 2) + Math.pow(2 / 3.0, 2) + Math.pow(26 / 3.0, 2);
    assertEquals(1 - 9 / ofMean, metrics.r2(), 1e-6);
    assertEquals("3 samples, mean absolute error 0.8333, root mean squared error 1.225, R² 0.9473", metrics.toString());
    Dataset constant = Dataset.of(new float[] {1, 2}, 1).targets(new float[] {1, 1}, 1);
    assertTrue(Double.isNaN(RegressionMetrics.of(identity(Head.SQUARES, 1), constant).r2()));
  }

  @Test
  void manySamplesAreMeasuredInTurns() {
    float[] values = new float[1_001];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    RegressionMetrics metrics = RegressionMetrics.of(
        identity(Head.SQUARES, 1), Dataset.of(values, 1).targets(values, 1));
    assertEquals(1, metrics.r2());
    assertEquals(1_001, metrics.samples());
  }

  @Test
  void refusesModelsOfTheOtherKind() {
    Dataset targets = Dataset.of(new float[3], 3).targets(new float[3], 3);
    Exception number = assertThrows(IllegalArgumentException.class,
        () -> ClassificationMetrics.of(identity(Head.SQUARES, 3), targets));
    assertTrue(number.getMessage().contains("RegressionMetrics measures"), number.getMessage());
    Exception label = assertThrows(IllegalArgumentException.class,
        () -> RegressionMetrics.of(identity(Head.LABELS, 3), data));
    assertTrue(label.getMessage().contains("ClassificationMetrics measures"), label.getMessage());
    LinearModel broken = identity(Head.SQUARES, 3);
    broken.setParameter("linear.bias", new float[] {0, Float.NaN, 0});
    Exception nan = assertThrows(IllegalArgumentException.class, () -> RegressionMetrics.of(broken, targets));
    assertTrue(nan.getMessage().startsWith("Linear predicts NaN for sample 0, "), nan.getMessage());
    ClassificationMetrics metrics = ClassificationMetrics.of(identity(Head.LABELS, 3), data);
    assertThrows(IllegalArgumentException.class, () -> metrics.topK(4));
    assertThrows(IllegalArgumentException.class, () -> metrics.table(List.of("a")));
    assertThrows(IndexOutOfBoundsException.class, () -> metrics.confusion(3, 0));
  }
}
