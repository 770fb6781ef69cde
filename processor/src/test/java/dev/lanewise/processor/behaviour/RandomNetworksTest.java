package dev.lanewise.processor.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.ParameterSlot;
import dev.lanewise.Tensor;
import dev.lanewise.Workspace;
import dev.lanewise.reference.ReferenceGradient;
import dev.lanewise.reference.ReferenceNetwork;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Generated code computes what the reference in double precision computes.
///
/// The bound follows how rounding errors grow: each of `d` stages in a row rounds by a few units of 2^-24, and a sum of
/// `n` rounded terms is off by about `sqrt(n)` of them, relative to the largest number of a tensor. So an error may be
/// `8 * d * sqrt(n) * 2^-24` of that largest number. A wrong weight, sample, label or formula is off by about 1.
@Tag("vector-width")
class RandomNetworksTest {

  @Test
  void theSeedsCoverEveryActivationAndEveryLoss() {
    Set<String> activations = new TreeSet<>();
    Set<String> losses = new TreeSet<>();
    for (RandomNetwork network : RandomNetworks.ALL) {
      losses.add(network.loss());
      network.rows().forEach(row -> row.activations().forEach(activation -> activations.add(activation.kind())));
    }
    assertEquals(new TreeSet<>(RandomNetwork.ACTIVATIONS), activations);
    assertEquals(new TreeSet<>(RandomNetwork.LOSSES), losses);
    assertTrue(RandomNetworks.ALL.stream().anyMatch(RandomNetwork::weighted));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void agreesWithTheReference(RandomNetwork network) {
    Model model = RandomNetworks.create(network);
    ReferenceNetwork reference = model.referenceNetwork();
    MiniBatch batch = Kinks.avoidedBy(network, model);
    int size = batch.size();
    Workspace workspace = model.workspace(size);

    Tensor samples = Tensor.of(size, model.inputWidth(), batch.samples());
    double[] outputs = reference.outputs(samples).values();
    assertClose(network, "outputs", outputs, model.outputs(batch.samples()));
    assertClose(network, "predictions", reference.predict(samples).values(), model.predict(batch.samples()));

    ReferenceGradient expected = reference.lossAndGradient(batch);
    float[] gradient = new float[model.layout().length()];
    Arrays.fill(gradient, Float.NaN);
    float[] lossOutputs = new float[size * model.outputWidth()];
    // What cancels in a loss are numbers as large as the outputs: a logarithm of a sum minus one of them.
    double lossScale = Math.max(Math.abs(expected.loss()), largest(outputs));
    assertClose(network, "loss", expected.loss(), model.loss(batch, lossOutputs, workspace), lossScale);
    assertClose(network, "outputs with the loss", outputs, lossOutputs);
    assertClose(network, "loss", expected.loss(), model.lossAndGradient(batch, gradient, workspace), lossScale);
    for (ParameterSlot slot : model.layout().slots()) {
      assertClose(network, slot.name(), expected.parameters().get(slot.name()), slot.read(gradient));
    }
  }

  static Iterable<RandomNetwork> networks() {
    return RandomNetworks.ALL;
  }

  private static void assertClose(RandomNetwork network, String what, double[] expected, float[] actual) {
    assertEquals(expected.length, actual.length, what);
    double scale = largest(expected);
    for (int i = 0; i < expected.length; i++) {
      assertClose(network, what + " at " + i, expected[i], actual[i], scale);
    }
  }

  private static void assertClose(RandomNetwork network, String what, double expected, double actual, double scale) {
    double bound = tolerance(network) * scale;
    assertTrue(Math.abs(actual - expected) <= bound,
        () -> what + " is " + actual + ", not " + expected + " within " + bound + "\n" + network);
  }

  /// The bound relative to the largest number of a tensor.
  static double tolerance(RandomNetwork network) {
    return 8 * network.depth() * Math.sqrt(network.longestSum()) * 0x1p-24;
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }
}
