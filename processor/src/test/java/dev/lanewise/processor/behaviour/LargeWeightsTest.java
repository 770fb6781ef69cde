package dev.lanewise.processor.behaviour;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.Workspace;
import dev.lanewise.runtime.Workers;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Weights that are too many for a cache: a step moves them in its backward pass, or fetches them before it does.
@Tag("vector-width")
class LargeWeightsTest {
  /// Two rows of them. The last group of one has 32 inputs, that of the other 64 and an odd panel of outputs.
  static final Map<String, String> NETWORKS = Map.of("Large", GeneratedModels.IMPORTS + """
      @Network(input = 7, loss = SoftmaxCrossEntropy.class)
      public record Large(
          @Dense(2048) @Relu Layer wide,
          @Dense(2080) @Tanh @L2(0.01) @LearningRateScale(0.5) Layer middle,
          @Dense(1040) Layer logits) {}
      """);

  /// First rows of them, which have no backward pass: with odd panels and one input after all groups, and with one panel.
  static final Map<String, String> FIRST_ROWS = Map.of(
      "First", GeneratedModels.IMPORTS + """
      @Network(input = 2113, loss = SoftmaxCrossEntropy.class)
      public record First(@Dense(1040) @Tanh @L2(0.01) Layer hidden, @Dense(3) Layer logits) {}
      """,
      "OnePanel", GeneratedModels.IMPORTS + """
      @Network(input = 123_400, loss = SoftmaxCrossEntropy.class)
      public record OnePanel(@Dense(17) Layer logits) {}
      """);

  private static final GeneratedModels MODELS = GeneratedModels.compile(NETWORKS);
  private static final GeneratedModels FIRST_ROW_MODELS = GeneratedModels.compile(FIRST_ROWS);
  private static final float LEARNING_RATE = 0.05f;
  private static final int STEPS = 2;

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 13, 30})
  void aStepEqualsGradientAndUpdate(int samples) {
    assertStepEqualsGradientAndUpdate(create(), samples);
  }

  @ParameterizedTest
  @CsvSource({"First, 5", "First, 13", "OnePanel, 13"})
  void aStepOfAFirstRowEqualsGradientAndUpdate(String network, int samples) {
    assertStepEqualsGradientAndUpdate(FIRST_ROW_MODELS.create(network, 5), samples);
  }

  private static void assertStepEqualsGradientAndUpdate(Model model, int samples) {
    Model twoSteps = model.copy();
    MiniBatch batch = Batches.random(model, samples, true, samples);
    Workspace workspace = model.workspace(samples);
    float[] gradient = new float[model.layout().length()];
    for (int step = 0; step < STEPS; step++) {
      float expectedLoss = twoSteps.lossAndGradient(batch, gradient, workspace);
      twoSteps.update(parameters -> model.layout().slots().forEach(slot -> {
        float rate = -LEARNING_RATE * slot.learningRateScale();
        for (int i = slot.offset(); i < slot.offset() + slot.length(); i++) {
          parameters[i] = Math.fma(gradient[i], rate, parameters[i]);
        }
      }));
      assertEquals(expectedLoss, model.trainStep(batch, LEARNING_RATE, workspace));
      assertArrayEquals(twoSteps.parameters(), model.parameters());
    }
  }

  /// Long sums of many samples may be computed in blocks of terms, those of one sample are not.
  @ParameterizedTest
  @ValueSource(ints = {12, 13, 16, 30})
  void theLastOfManySamplesIsComputedAsIfItWereAlone(int samples) {
    Model model = create();
    MiniBatch many = Batches.random(model, samples, true, samples);
    Arrays.fill(many.weights(), 0f);
    many.weights()[samples - 1] = 1f;
    MiniBatch alone = Batches.random(model, 1, true, samples);
    many.copySample(samples - 1, alone, 0);
    float[] expected = new float[model.layout().length()];
    float[] gradient = new float[model.layout().length()];
    float loss = model.lossAndGradient(alone, expected, model.workspace(1));
    assertEquals(loss, model.lossAndGradient(many, gradient, model.workspace(samples)));
    for (int i = 0; i < gradient.length; i++) {
      // zeros of other samples may have changed the sign of a zero
      assertEquals(0f + expected[i], 0f + gradient[i], "parameter " + i);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 40})
  void anyNumberOfThreadsGivesTheSameBits(int threads) {
    try (Workers workers = Workers.sharingAll(threads)) {
      assertEquals(trained(create(), Workers.callerOnly()), trained(create(), workers));
    }
  }

  @ParameterizedTest
  @CsvSource({"First, 2", "First, 3", "First, 8", "OnePanel, 2", "OnePanel, 8"})
  void anyNumberOfThreadsGivesTheSameBitsForAFirstRow(String network, int threads) {
    try (Workers workers = Workers.sharingAll(threads)) {
      assertEquals(
          trained(FIRST_ROW_MODELS.create(network, 5), Workers.callerOnly()),
          trained(FIRST_ROW_MODELS.create(network, 5), workers));
    }
  }

  /// Threads cut the inputs of a panel where tiles end.
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8})
  void anyNumberOfThreadsGivesTheSameGradient(int threads) {
    Model model = create();
    MiniBatch batch = Batches.random(model, 13, true, 3);
    try (Workers workers = Workers.sharingAll(threads)) {
      assertArrayEquals(gradient(model, batch, Workers.callerOnly()), gradient(model, batch, workers));
    }
  }

  private static float[] gradient(Model model, MiniBatch batch, Workers workers) {
    float[] gradient = new float[model.layout().length()];
    model.lossAndGradient(batch, gradient, model.workspace(batch.size(), workers));
    return gradient;
  }

  private static String trained(Model model, Workers workers) {
    MiniBatch batch = Batches.random(model, 26, false, 3);
    Workspace workspace = model.workspace(batch.size(), workers);
    for (int step = 0; step < STEPS; step++) {
      model.trainStep(batch, LEARNING_RATE, workspace);
    }
    return Training.hash(model);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aSampleThatIsNotANumberMovesNoWeight(int threads) {
    Model model = create();
    MiniBatch batch = Batches.random(model, 13, false, 3);
    batch.samples()[batch.samples().length - 1] = Float.NaN;
    float[] before = model.parameters().clone();
    try (Workers workers = Workers.sharingAll(threads)) {
      model.trainStep(batch, LEARNING_RATE, model.workspace(batch.size(), workers));
    }
    assertArrayEquals(before, model.parameters());
  }

  private static Model create() {
    return MODELS.create("Large", 5);
  }
}
