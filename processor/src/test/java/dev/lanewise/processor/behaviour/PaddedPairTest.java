package dev.lanewise.processor.behaviour;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.ParameterSlot;
import dev.lanewise.Workspace;
import dev.lanewise.runtime.Workers;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rows whose last two vectors of outputs are, on machines with short vectors, one of outputs and one of padding.
@Tag("vector-width")
class PaddedPairTest {
  /// The first with products forward and backward, with a penalty, and formulas in tiles and after them; the second with
  /// the fewest and the most outputs that are one vector of 8 after full panels, with whole tiles of inputs only, and
  /// with gradients that read copies on machines with 16 registers.
  private static final GeneratedModels MODELS = GeneratedModels.compile(Map.of(
      "Fifty", GeneratedModels.IMPORTS + """
          @Network(input = 77, loss = SoftmaxCrossEntropy.class)
          public record Fifty(
              @Dense(50) @Relu @L1(0.001) @L2(0.01) Layer first,
              @Dense(70) @Tanh Layer second,
              @Dense(3) Layer logits) {}
          """,
      "Edges", GeneratedModels.IMPORTS + """
          @Network(input = 108, loss = MeanSquaredError.class)
          public record Edges(
              @Dense(88) @Sigmoid Layer wide,
              @Dense(24) @Relu Layer narrow,
              @Dense(96) @Tanh Layer middle,
              @Dense(17) Layer prediction) {}
          """));
  private static final float LEARNING_RATE = 0.1f;

  @ParameterizedTest
  @CsvSource({"Fifty, 1", "Fifty, 11", "Fifty, 12", "Fifty, 13", "Fifty, 30", "Edges, 5", "Edges, 24", "Edges, 25"})
  void gradientsAreThoseOfTheReference(String network, int samples) {
    Model model = MODELS.create(network, 3);
    MiniBatch batch = Batches.random(model, samples, true, samples);
    float[] gradient = new float[model.layout().length()];
    model.lossAndGradient(batch, gradient, model.workspace(samples));
    model.referenceNetwork().lossAndGradient(batch).parameters().forEach((name, expected) -> {
      float[] actual = model.layout().slot(name).read(gradient);
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i], actual[i], 1e-6, name);
      }
    });
  }

  /// Optimizers and norms go through whole arrays: what stood in the padding of one before is overwritten.
  @ParameterizedTest
  @CsvSource({"Fifty, 7", "Fifty, 13", "Edges, 7", "Edges, 24"})
  void thePaddingOfAGradientIsZero(String network, int samples) {
    Model model = MODELS.create(network, 3);
    MiniBatch batch = Batches.random(model, samples, true, samples);
    float[] gradient = new float[model.layout().length()];
    Arrays.fill(gradient, Float.NaN);
    model.lossAndGradient(batch, gradient, model.workspace(samples));
    for (ParameterSlot slot : model.layout().slots()) {
      float[] alone = new float[gradient.length];
      slot.write(slot.read(gradient), alone);
      for (int i = slot.offset(); i < slot.offset() + slot.length(); i++) {
        assertEquals(alone[i], 0f + gradient[i], slot.name());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"Fifty, 7", "Fifty, 13", "Edges, 7", "Edges, 24"})
  void aStepEqualsGradientAndUpdate(String network, int samples) {
    Model model = MODELS.create(network, 3);
    Model twoSteps = model.copy();
    MiniBatch batch = Batches.random(model, samples, true, samples);
    Workspace workspace = model.workspace(samples);
    float[] gradient = new float[model.layout().length()];
    for (int step = 0; step < 2; step++) {
      float expectedLoss = twoSteps.lossAndGradient(batch, gradient, workspace);
      twoSteps.update(parameters -> {
        for (int i = 0; i < parameters.length; i++) {
          parameters[i] = Math.fma(gradient[i], -LEARNING_RATE, parameters[i]);
        }
      });
      assertEquals(expectedLoss, model.trainStep(batch, LEARNING_RATE, workspace));
      assertArrayEquals(twoSteps.parameters(), model.parameters());
    }
  }

  @ParameterizedTest
  @CsvSource({"Fifty, 2", "Fifty, 3", "Fifty, 8", "Edges, 2", "Edges, 8"})
  void anyNumberOfThreadsGivesTheSameBits(String network, int threads) {
    try (Workers workers = Workers.sharingAll(threads)) {
      assertEquals(trained(network, Workers.callerOnly()), trained(network, workers));
    }
  }

  private static String trained(String network, Workers workers) {
    Model model = MODELS.create(network, 3);
    MiniBatch batch = Batches.random(model, 26, false, 3);
    Workspace workspace = model.workspace(batch.size(), workers);
    for (int step = 0; step < 3; step++) {
      model.trainStep(batch, LEARNING_RATE, workspace);
    }
    return Training.hash(model);
  }
}
