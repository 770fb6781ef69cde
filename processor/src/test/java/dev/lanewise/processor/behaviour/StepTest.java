package dev.lanewise.processor.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.ParameterSlot;
import dev.lanewise.Workspace;
import dev.lanewise.runtime.Workers;
import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What training steps do to the parameters, bit for bit.
@Tag("vector-width")
class StepTest {
  private static final float LEARNING_RATE = 0.05f;

  @ParameterizedTest
  @MethodSource("networks")
  void theFusedStepEqualsGradientAndUpdate(RandomNetwork network) {
    Model fused = RandomNetworks.create(network);
    Model twoSteps = fused.copy();
    MiniBatch batch = Batches.random(fused, network.samples(), network.weighted(), network.seed());
    Workspace workspace = fused.workspace(batch.size());
    float[] gradient = new float[fused.layout().length()];
    for (int step = 0; step < 3; step++) {
      float expectedLoss = twoSteps.lossAndGradient(batch, gradient, workspace);
      twoSteps.update(parameters -> {
        for (int i = 0; i < parameters.length; i++) {
          parameters[i] = Math.fma(gradient[i], -LEARNING_RATE, parameters[i]);
        }
      });
      assertBits(network, expectedLoss, fused.trainStep(batch, LEARNING_RATE, workspace), "loss");
      for (int i = 0; i < gradient.length; i++) {
        assertBits(network, twoSteps.parameters()[i], fused.parameters()[i], "parameter " + i);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void paddingStaysZero(RandomNetwork network) {
    Model model = RandomNetworks.create(network);
    MiniBatch batch = Batches.random(model, network.samples(), network.weighted(), network.seed());
    Workspace workspace = model.workspace(batch.size());
    float[] gradient = new float[model.layout().length()];
    Arrays.fill(gradient, Float.NaN);
    for (int step = 0; step < 20; step++) {
      assertTrue(Float.isFinite(model.trainStep(batch, 0.001f, workspace)), network::toString);
    }
    model.lossAndGradient(batch, gradient, workspace);
    BitSet used = new BitSet();
    for (ParameterSlot slot : model.layout().slots()) {
      for (int output = 0; output < slot.outputs(); output++) {
        for (int input = 0; input < slot.inputs(); input++) {
          used.set(slot.index(output, input));
        }
      }
    }
    for (int i = used.nextClearBit(0); i < gradient.length; i = used.nextClearBit(i + 1)) {
      assertBits(network, 0f, gradient[i], "padding of the gradient at " + i);
      assertBits(network, 0f, model.parameters()[i], "padding of the parameters at " + i);
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void anyNumberOfThreadsGivesTheSameBits(RandomNetwork network) {
    String expected = trained(network, Workers.callerOnly());
    for (int threads : new int[] {1, 2, 3, 8}) {
      try (Workers workers = Workers.sharingAll(threads)) {
        assertEquals(expected, trained(network, workers), () -> threads + " threads, " + network);
      }
    }
  }

  private static String trained(RandomNetwork network, Workers workers) {
    return Training.hashAfterSteps(network, RandomNetworks.create(network), workers);
  }

  static Iterable<RandomNetwork> networks() {
    return RandomNetworks.SOME;
  }

  private static void assertBits(RandomNetwork network, float expected, float actual, String what) {
    assertEquals(Float.floatToIntBits(expected), Float.floatToIntBits(actual),
        () -> what + " is " + actual + ", not " + expected + "\n" + network);
  }
}
