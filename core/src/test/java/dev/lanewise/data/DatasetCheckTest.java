package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.Link;
import dev.lanewise.Model;
import dev.lanewise.TargetKind;
import org.junit.jupiter.api.Test;

class DatasetCheckTest {
  private static final String START = "the data set does not fit Digits:";
  private final Model classifier = ModelShape.of(2, 3, TargetKind.LABELS);
  private final Model regression = ModelShape.of(2, 3, TargetKind.TARGETS);
  private final Dataset two = Dataset.of(new float[] {1, 2, 3, 4}, 2);

  @Test
  void acceptsWhatFits() {
    two.labels(0, 2).weights(0, 1).requireFits(classifier);
    two.targets(new float[6], 3).requireFits(regression);
    Dataset.ofBytes(new byte[2], 2, 1).labels(1).requireFits(classifier);
  }

  @Test
  void reportsSamplesOfAnotherWidth() {
    assertProblem(
        "a sample has 4 numbers, but the network takes 2; write @Network(input = 4) or give samples of width 2",
        Dataset.of(new float[4], 4).labels(0), classifier);
  }

  @Test
  void reportsTheFirstLabelOutOfRange() {
    assertProblem(
        "label 3 of sample 1 is out of range; a network of 3 outputs takes labels from 0 to 2; "
            + "give the last row at least 4 outputs or correct the label",
        two.labels(2, 3), classifier);
    assertProblem(
        "label -1 of sample 0 is out of range; a network of 3 outputs takes labels from 0 to 2; "
            + "number the classes from 0",
        two.labels(-1, 3), classifier);
  }

  @Test
  void reportsTargetsWhereTheLossTakesLabels() {
    assertProblem(
        "it has targets of width 3, but the loss compares outputs with class labels; add them with labels(...), "
            + "or choose a loss that takes targets, such as SoftTargetCrossEntropy or MeanSquaredError",
        two.targets(new float[6], 3), classifier);
  }

  @Test
  void reportsLabelsWhereTheLossTakesTargets() {
    assertProblem(
        "it has class labels, but the loss compares outputs with targets of width 3; add them with targets(values, 3), "
            + "make them from the labels with oneHot(3), or choose a loss that takes labels, such as "
            + "SoftmaxCrossEntropy",
        two.labels(0, 1), regression);
  }

  @Test
  void reportsThatThereIsNothingToCompareWith() {
    assertProblem(
        "it has neither labels nor targets, but the loss compares outputs with class labels; add them with labels(...)",
        two, classifier);
    assertProblem(
        "it has neither labels nor targets, but the loss compares outputs with targets of width 3; "
            + "add them with targets(values, 3)",
        two, regression);
  }

  @Test
  void reportsANetworkWithoutALoss() {
    assertProblem(
        "the network has no loss, so it can only predict; give its record one, such as "
            + "@Network(loss = SoftmaxCrossEntropy.class)",
        two.labels(0, 1), ModelShape.of(2, 3, TargetKind.NONE));
  }

  @Test
  void reportsTargetsOfAnotherWidth() {
    assertProblem(
        "a target row has 2 numbers, but the network has 3 outputs; the two must be equal",
        two.targets(new float[4], 2), regression);
  }

  @Test
  void targetsMayHaveAWidthOfTheirOwn() {
    Model forecast = ModelShape.of(2, 3, 1, TargetKind.TARGETS, Link.IDENTITY);
    two.targets(new float[2], 1).requireFits(forecast);
    assertProblem("a target row has 3 numbers, but the network takes rows of 1; write @Network(targets = 3) or give"
        + " targets of width 1", two.targets(new float[6], 3), forecast);
    assertProblem("it has class labels, but the loss compares outputs with targets of width 1; add them with"
        + " targets(values, 1), make them from the labels with oneHot(1), or choose a loss that takes labels, such as"
        + " SoftmaxCrossEntropy", two.labels(0, 1), forecast);
  }

  @Test
  void reportsTheFirstTargetThatIsNoProbability() {
    Model sigmoid = ModelShape.of(2, 3, TargetKind.TARGETS, Link.SIGMOID);
    two.targets(new float[] {0, 1, -0f, 0.5f, 1, Float.MIN_VALUE}, 3).requireFits(sigmoid);
    assertProblem(
        "target 1 of sample 1 is 1.0000001; the loss compares targets with probabilities, so they must lie between "
            + "0 and 1",
        two.targets(new float[] {0, 1, 1, 1, Math.nextUp(1f), -1}, 3), sigmoid);
    assertProblem(
        "target 2 of sample 0 is -1.0; the loss compares targets with probabilities, so they must lie between 0 and 1",
        two.targets(new float[] {0, 1, -1, 1, 2, 0}, 3), sigmoid);
  }

  @Test
  void reportsTheFirstTargetBelowZeroOfASoftmax() {
    Model softmax = ModelShape.of(2, 3, TargetKind.TARGETS, Link.SOFTMAX);
    two.targets(new float[] {0, 0.25f, 7, 0, 0, 0}, 3).requireFits(softmax);
    assertProblem(
        "target 0 of sample 1 is -0.5; the loss compares targets with probabilities, so they must be at least 0",
        two.targets(new float[] {0, 1, 0, -0.5f, 1, 0.5f}, 3), softmax);
  }

  @Test
  void acceptsAnyFiniteTargetWhereOutputsAreNoProbabilities() {
    two.targets(new float[] {-1, 2, Float.MAX_VALUE, 0, 0, -Float.MAX_VALUE}, 3).requireFits(regression);
  }

  @Test
  void reportsATargetThatIsNoNumberOnceEvenForProbabilities() {
    assertProblem(
        "target 1 of sample 0 is NaN; replace it by a number or leave the sample out",
        two.targets(new float[] {0, Float.NaN, 1, 1, 0, 0}, 3),
        ModelShape.of(2, 3, TargetKind.TARGETS, Link.SIGMOID));
  }

  @Test
  void reportsTheFirstNumberThatIsNone() {
    assertProblem(
        "feature 1 of sample 1 is NaN; replace it by a number or leave the sample out",
        Dataset.of(new float[] {1, 2, 3, Float.NaN, Float.NaN, 0}, 2).labels(0, 0, 0), classifier);
    assertProblem(
        "target 2 of sample 0 is -Infinity; replace it by a number or leave the sample out",
        two.targets(new float[] {0, 0, Float.NEGATIVE_INFINITY, 0, 0, 0}, 3), regression);
  }

  @Test
  void looksOnlyAtItsOwnPartOfTheArray() {
    Dataset.Split split = Dataset.of(new float[] {Float.NaN, 2, 3, 4}, 2).labels(0, 0).splitAt(1);
    split.rest().requireFits(classifier);
    assertThrows(DatasetException.class, () -> split.first().requireFits(classifier));
  }

  @Test
  void reportsWeightsThatAreNone() {
    Dataset labeled = two.labels(0, 1);
    assertProblem(
        "the weight of sample 1, -1.0, must be finite and at least 0", labeled.weights(1, -1), classifier);
    assertProblem(
        "the weight of sample 0, NaN, must be finite and at least 0", labeled.weights(Float.NaN, 1), classifier);
    assertProblem(
        "every weight is 0, so no sample counts; give at least one a weight above 0",
        labeled.weights(0, 0), classifier);
  }

  @Test
  void reportsAnEmptyDataset() {
    assertProblem(
        "it holds no samples; give at least one", Dataset.of(new float[0], 2).labels(), classifier);
  }

  @Test
  void callsTheDatasetByItsRole() {
    Dataset empty = Dataset.of(new float[0], 2).labels();
    var thrown = assertThrows(DatasetException.class, () -> empty.requireFits(classifier, "validation set"));
    assertEquals("the validation set does not fit Digits: it holds no samples; give at least one", thrown.getMessage());
  }

  @Test
  void reportsIndependentProblemsTogether() {
    Dataset wrong = Dataset.of(new float[] {Float.NaN}, 1).labels(7);
    var thrown = assertThrows(DatasetException.class, () -> wrong.requireFits(classifier));
    assertEquals(
        """
        the data set does not fit Digits:
          a sample has 1 numbers, but the network takes 2; write @Network(input = 1) or give samples of width 2
          label 7 of sample 0 is out of range; a network of 3 outputs takes labels from 0 to 2; give the last row at \
        least 8 outputs or correct the label
          feature 0 of sample 0 is NaN; replace it by a number or leave the sample out""",
        thrown.getMessage());
  }

  private static void assertProblem(String problem, Dataset data, Model model) {
    var thrown = assertThrows(DatasetException.class, () -> data.requireFits(model));
    assertEquals(START + " " + problem, thrown.getMessage());
  }
}
