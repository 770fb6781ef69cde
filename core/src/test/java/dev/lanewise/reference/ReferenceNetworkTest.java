package dev.lanewise.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Link;
import dev.lanewise.MiniBatch;
import dev.lanewise.Reduction;
import dev.lanewise.TargetKind;
import dev.lanewise.Tensor;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceNetworkTest {
  private static final String CROSS_ENTROPY = "logSumExp(outputs) - outputs[label]";

  @Test
  void computesTheRowsInOrder() {
    ReferenceNetwork network = ReferenceNetwork.builder(2)
        .row("hidden").dense(2, new float[] {1, 2, 3, 4}, new float[] {10, -20}).activation("max(x, 0)")
        .row("result").dense(1, new float[] {0.5f, 100}).activation("x + 1").activation("2 * x")
        .build();
    assertEquals(Tensor.of(1, 2, 13, 0), network.layer("hidden").apply(Tensor.of(1, 2, 1, 1)));
    assertEquals("hidden, 2 to 2, in double precision", network.layer("hidden").toString());
    assertEquals(Tensor.of(2, 1, 15, 1227), network.outputs(Tensor.of(2, 2, 1, 1, -4, 9.5)));
  }

  @Test
  void predictAppliesTheLink() {
    float[] identity = {1, 0, 0, 1};
    Tensor samples = Tensor.of(2, 2, 0, 0, 1000, 999);
    Tensor softmax = ReferenceNetwork.builder(2).row("logits").dense(2, identity)
        .rowWiseLoss(CROSS_ENTROPY, TargetKind.LABELS, Link.SOFTMAX).build().predict(samples);
    double[] expected = {0.5, 0.5, 1 / (1 + StrictMath.exp(-1)), 1 / (1 + StrictMath.exp(1))};
    assertArrayEquals(expected, softmax.values(), 1e-15);
    Tensor sigmoid = ReferenceNetwork.builder(2).row("logits").dense(2, identity)
        .elementwiseLoss("prediction - target", Reduction.MEAN, Link.SIGMOID).build().predict(samples);
    assertArrayEquals(new double[] {0.5, 0.5, 1, 1}, sigmoid.values());
  }

  @Test
  void lossesFollowTheirReduction() {
    MiniBatch batch = new MiniBatch(3, 2, TargetKind.TARGETS, 2, false);
    System.arraycopy(new float[] {1, 2, 3, 4}, 0, batch.samples(), 0, 4);
    batch.setSize(2);
    assertEquals((1 + 4 + 9 + 16) / 4.0, squares(Reduction.MEAN).loss(batch));
    assertEquals((1 + 4 + 9 + 16) / 2.0, squares(Reduction.SUM_OUTPUTS).loss(batch));
  }

  @Test
  void sampleWeightsDivideByTheirSum() {
    MiniBatch batch = new MiniBatch(2, 2, TargetKind.TARGETS, 2, true);
    System.arraycopy(new float[] {1, 2, 3, 4}, 0, batch.samples(), 0, 4);
    batch.weights()[0] = 3;
    batch.weights()[1] = 1;
    batch.setSize(2);
    assertEquals((3 * 5 + 25) / 4.0, squares(Reduction.SUM_OUTPUTS).loss(batch));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "sigmoid(x)", "tanh(x)", "max(x, 0)", "where(x > 0, x, 0.01 * x)",
      "where(x > 0 && x < 1 || !(x > -1), x, expm1(x))",
      "0.5 * x * (1 + erf(x * 0.7071067811865476))", "x * sigmoid(x)", "softplus(x)",
      "log1p(exp(min(x, 3))) / (2 + abs(x))"
  })
  void gradientsOfActivationsAgreeWithDifferences(String activation) {
    assertGradient(activation, TargetKind.LABELS, parameters -> builderWith(parameters, activation)
        .rowWiseLoss(CROSS_ENTROPY, TargetKind.LABELS, Link.SOFTMAX).build());
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "(prediction - target) * (prediction - target)", "softplus(prediction) - target * prediction",
      "e = abs(prediction - target); where(e <= 1, 0.5 * e * e, e - 0.5)"
  })
  void gradientsOfElementwiseLossesAgreeWithDifferences(String loss) {
    for (Reduction reduction : Reduction.values()) {
      assertGradient(loss, TargetKind.TARGETS, parameters -> builderWith(parameters, "tanh(x)")
          .elementwiseLoss(loss, reduction, Link.IDENTITY).build());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "sum(targets) * logSumExp(outputs) - sum(targets * outputs)", "rowMax(outputs * targets) * sum(outputs)",
      "p = exp(outputs - logSumExp(outputs)); sum((p - targets) * (p - targets))"
  })
  void gradientsOfRowWiseLossesAgreeWithDifferences(String loss) {
    assertGradient(loss, TargetKind.TARGETS, parameters -> builderWith(parameters, "tanh(x)")
        .rowWiseLoss(loss, TargetKind.TARGETS, Link.IDENTITY).build());
  }

  @Test
  void aLargeBatchIsTheMeanOfItsSamples() {
    int width = 257;
    Random random = new Random(5);
    ReferenceNetwork network = ReferenceNetwork.builder(width)
        .row("a").dense(width, randomValues(random, width * width), new float[width]).activation("x * sigmoid(x)")
        .row("b").dense(width, randomValues(random, width * width), new float[width])
        .rowWiseLoss("sum(targets) * logSumExp(outputs) - sum(targets * outputs)", TargetKind.TARGETS, Link.SOFTMAX)
        .build();
    MiniBatch batch = new MiniBatch(130, width, TargetKind.TARGETS, width, false);
    batch.setSize(130);
    batch.targets()[0] = 1;
    ReferenceGradient gradient = network.lossAndGradient(batch);
    assertEquals(StrictMath.log(width) / 130, gradient.loss(), 1e-15);
    assertEquals((1.0 / width - 1) / 130, gradient.parameters().get("b.bias")[0], 1e-15);
    assertEquals(1.0 / width / 130, gradient.parameters().get("b.bias")[1], 1e-15);
  }

  @Test
  void disturbancesAreAsLargeAsRoundingsAndTheSameInEachCall() {
    ReferenceNetwork network = ReferenceNetwork.builder(3)
        .row("sum").dense(1, new float[] {1e6f, 1, -1e6f}).activation("x * x").build();
    Tensor sample = Tensor.of(1, 3, 1, 1, 1);
    assertEquals(1, network.outputs(sample).at(0, 0));
    for (int seed = 0; seed < 20; seed++) {
      ReferenceNetwork disturbed = network.disturbed(seed);
      double output = disturbed.outputs(sample).at(0, 0);
      // The sum of numbers of 1e6 may be off by three roundings of 0.06 each; its square by twice as much.
      assertTrue(output != 1 && Math.abs(output - 1) < 0.5, () -> "output " + output);
      assertEquals(disturbed.outputs(sample), disturbed.outputs(sample));
    }
    assertEquals(Tensor.of(1, 1, 0), network.disturbed(1).outputs(Tensor.of(1, 3, 0, 0, 0)), "zero stays zero");
  }

  @Test
  void refusesWhatDoesNotFit() {
    ReferenceNetwork network = squares(Reduction.MEAN);
    assertProblem("row 'identity' takes samples of 2 numbers, not 3", () -> network.outputs(Tensor.of(1, 3, 1, 2, 3)));
    assertProblem("no row 'logits'; there are identity", () -> network.layer("logits"));
    assertProblem("size of the mini-batch 0", () -> network.loss(new MiniBatch(1, 2, TargetKind.TARGETS, 2, false)));
    MiniBatch labels = new MiniBatch(1, 2, TargetKind.LABELS, 0, false);
    labels.setSize(1);
    assertProblem("has labels but the loss takes TARGETS", () -> network.loss(labels));
    MiniBatch narrow = new MiniBatch(1, 2, TargetKind.TARGETS, 1, false);
    narrow.setSize(1);
    assertProblem("targets of 1 numbers, the network takes 2", () -> network.loss(narrow));
    assertProblem("wide.weight takes 6 values, not 5",
        () -> ReferenceNetwork.builder(2).row("wide").dense(3, new float[5], new float[3]));
    ReferenceNetwork classifier = ReferenceNetwork.builder(2).row("logits").dense(2, new float[4])
        .rowWiseLoss(CROSS_ENTROPY, TargetKind.LABELS, Link.SOFTMAX).build();
    labels.labels()[0] = 2;
    assertProblem("label 2 of sample 0 must lie between 0 and 1", () -> classifier.loss(labels));
  }

  @Test
  void refusesToBeBuiltOutOfOrder() {
    assertThrows(IllegalStateException.class, () -> ReferenceNetwork.builder(2).activation("x"));
    assertThrows(IllegalStateException.class, () -> ReferenceNetwork.builder(2).build());
    ReferenceNetwork withoutLoss = ReferenceNetwork.builder(2).row("only").activation("x").build();
    assertThrows(
        IllegalStateException.class, () -> withoutLoss.loss(new MiniBatch(1, 2, TargetKind.NONE, 0, false)));
  }

  private static void assertProblem(String message, Runnable code) {
    IllegalArgumentException problem = assertThrows(IllegalArgumentException.class, code::run);
    assertTrue(problem.getMessage().contains(message), problem.getMessage());
  }

  private static ReferenceNetwork squares(Reduction reduction) {
    return ReferenceNetwork.builder(2).row("identity").dense(2, new float[] {1, 0, 0, 1})
        .elementwiseLoss("(prediction - target) * (prediction - target)", reduction, Link.IDENTITY).build();
  }

  private interface NetworkOf {
    ReferenceNetwork with(Map<String, float[]> parameters);
  }

  private static ReferenceBuilder builderWith(Map<String, float[]> parameters, String activation) {
    return ReferenceNetwork.builder(3)
        .row("hidden").dense(5, parameters.get("hidden.weight"), parameters.get("hidden.bias")).activation(activation)
        .row("last").dense(4, parameters.get("last.weight"), parameters.get("last.bias"));
  }

  /// Compares every component of the gradient with a central difference, and with the complex step, which is exact to
  /// rounding. The step of the difference is a power of two, so that changing a single-precision parameter by it is
  /// exact; the error left is the loss's third derivative times its square.
  private static void assertGradient(String what, TargetKind kind, NetworkOf networks) {
    Random random = new Random(11);
    Map<String, float[]> parameters = Map.of(
        "hidden.weight", randomValues(random, 15), "hidden.bias", randomValues(random, 5),
        "last.weight", randomValues(random, 20), "last.bias", randomValues(random, 4));
    MiniBatch batch = randomBatch(random, kind);
    ReferenceGradient gradient = networks.with(parameters).lossAndGradient(batch);
    ReferenceNetwork network = networks.with(parameters);
    assertEquals(network.loss(batch), gradient.loss());
    assertEquals(parameters.keySet(), gradient.parameters().keySet());
    float step = 0x1p-12f;
    parameters.forEach((name, values) -> {
      for (int i = 0; i < values.length; i++) {
        float value = values[i];
        values[i] = value + step;
        double above = networks.with(parameters).loss(batch);
        values[i] = value - step;
        double below = networks.with(parameters).loss(batch);
        values[i] = value;
        assertEquals(above, network.with(name, i, value + step).loss(batch), what + ": " + name + "[" + i + "]");
        double derivative = gradient.parameters().get(name)[i];
        double rounding = 1e-14 * Math.max(1, Math.abs(derivative));
        assertEquals(network.complexStep(batch, name, i), derivative, rounding, what);
        double difference = (above - below) / (2 * step);
        assertEquals(difference, gradient.parameters().get(name)[i], 2e-6, what + ": " + name + "[" + i + "]");
      }
    });
  }

  private static MiniBatch randomBatch(Random random, TargetKind kind) {
    MiniBatch batch = new MiniBatch(7, 3, kind, 4, true);
    batch.setSize(6);
    System.arraycopy(randomValues(random, 21), 0, batch.samples(), 0, 21);
    for (int sample = 0; sample < 7; sample++) {
      batch.weights()[sample] = sample;
      if (kind == TargetKind.LABELS) {
        batch.labels()[sample] = random.nextInt(4);
      }
    }
    if (kind == TargetKind.TARGETS) {
      System.arraycopy(randomValues(random, 28), 0, batch.targets(), 0, 28);
    }
    return batch;
  }

  /// Multiples of 2^-8 between -2 and 2.
  private static float[] randomValues(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (random.nextInt(1024) - 512) / 256f;
    }
    return values;
  }
}
