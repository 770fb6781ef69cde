package dev.lanewise.processor.behaviour;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.ParameterSlot;
import dev.lanewise.Workspace;
import dev.lanewise.data.Dataset;
import dev.lanewise.optim.AdamW;
import dev.lanewise.optim.Lion;
import dev.lanewise.optim.Momentum;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Prodigy;
import dev.lanewise.optim.ScheduleFree;
import dev.lanewise.optim.Sgd;
import dev.lanewise.runtime.Workers;
import dev.lanewise.search.LearningRateSearch;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What counts in training only: dropout, noise in the samples, frozen rows, and learning rates of rows.
@Tag("vector-width")
class TrainingOnlyTest {
  private static final float LEARNING_RATE = 0.05f;
  static final Map<String, String> NETWORKS = networks();
  private static final GeneratedModels MODELS = GeneratedModels.compile(NETWORKS);

  private static Map<String, String> networks() {
    Map<String, String> networks = new LinkedHashMap<>();
    add(networks, "", "Dropped", 20, "SoftmaxCrossEntropy",
        "@Dense(65) @Tanh @Dropout(0.5) Layer first, @Dense(257) @Dropout(0.2) @Gelu Layer second,"
            + " @Dense(1) @Sigmoid @Dropout(0.9) Layer narrow, @Dense(7) Layer last");
    add(networks, "", "DroppedOutputs", 5, "MeanSquaredError", "@Dense(33) @PRelu @Dropout(0.25) Layer last");
    add(networks, "", "DroppedSums", 5, "SoftmaxCrossEntropy",
        "@Dense(value = 17, bias = false) @Dropout(0) Layer first, @Dense(3) @Dropout(0.4) Layer last");
    add(networks, "@InputNoise(0.3)", "NoisyInput", 13, "Huber", "@Dense(9) @Tanh Layer first, @Dense(2) Layer last");
    add(networks, "@InputNoise(2)", "OneInput", 1, "MeanSquaredError", "@Dense(1) Layer last");
    add(networks, "@InputNoise(0.1)", "WideInput", 1024, "SumOfSquares",
        "@Dense(18) @Softplus @Dropout(0.3) Layer first, @Dense(2) Layer last");
    add(networks, "@L2(0.1)", "FrozenFirst", 12, "MeanSquaredError",
        "@Frozen @Dense(20) @PRelu Layer first, @Frozen @Dense(18) @Tanh Layer second, @Dense(3) Layer last");
    add(networks, "", "FrozenMiddle", 12, "MeanSquaredError",
        "@Dense(20) @Tanh Layer first, @Frozen @Dense(18) @PRelu(per = Per.UNIT) Layer second, @Dense(3) Layer last");
    add(networks, "", "FrozenLast", 12, "BinaryCrossEntropyWithLogits",
        "@Dense(20) @Tanh Layer first, @Frozen @Dense(3) Layer last");
    add(networks, "", "Scaled", 12, "MeanSquaredError",
        "@LearningRateScale(0.1) @L2(0.5) @Dense(70) @PRelu Layer first,"
            + " @LearningRateScale(3) @Dense(18) @PRelu(per = Per.UNIT) Layer second, @Dense(3) Layer last");
    add(networks, "", "Linear", 5, "SumOfSquares", "@Dense(3) Layer last");
    add(networks, "", "SlowLinear", 5, "SumOfSquares", "@LearningRateScale(0.25) @Dense(3) Layer last");
    return networks;
  }

  private static void add(
      Map<String, String> networks, String annotations, String name, int input, String loss, String rows) {
    networks.put(name, GeneratedModels.IMPORTS + annotations + " @Network(input = " + input + ", loss = " + loss
        + ".class)\npublic record " + name + "(" + rows + ") {}\n");
  }

  static Iterable<String> names() {
    return NETWORKS.keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void agreesWithTheReference(String name) {
    Model model = MODELS.create(name, 5);
    assertTrue(model.verify().isOk(), () -> model.verify().toString());
  }

  @ParameterizedTest
  @MethodSource("names")
  void theBitsDoNotDependOnThreads(String name) {
    MiniBatch batch = Batches.random(MODELS.create(name, 5), 50, false, 3);
    float[] expected = stepped(name, batch, 1);
    for (int threads : new int[] {2, 3, 8}) {
      assertArrayEquals(expected, stepped(name, batch, threads), name + " with " + threads + " threads");
    }
  }

  private static float[] stepped(String name, MiniBatch batch, int threads) {
    Model model = MODELS.create(name, 5);
    try (Workers workers = Workers.sharingAll(threads)) {
      Workspace workspace = model.workspace(batch.size(), workers);
      for (int step = 0; step < 3; step++) {
        batch.setNoiseSeed(step);
        model.trainStep(batch, LEARNING_RATE, workspace);
      }
    }
    return model.parameters();
  }

  @Test
  void noiseIsForTrainingOnly() {
    Model model = MODELS.create("Dropped", 5);
    MiniBatch batch = Batches.random(model, 9, false, 3);
    Workspace workspace = model.workspace(9);
    float[] before = model.predict(batch.samples());
    float[] gradient = new float[model.layout().length()];
    float noisy = model.lossAndGradient(batch, gradient, workspace);
    assertEquals(noisy, model.loss(batch, null, workspace));
    batch.removeNoise();
    float quiet = model.loss(batch, null, workspace);
    assertNotEquals(noisy, quiet);
    assertEquals(quiet, model.loss(batch, null, model.workspace(9)));
    // the masks of a used workspace are all 1 again
    float[] after = new float[before.length];
    model.predict(batch.samples(), 9, after, workspace);
    assertArrayEquals(before, after);
    batch.setNoiseSeed(4);
    assertNotEquals(noisy, model.loss(batch, null, workspace));
    batch.setNoiseSeed(3);
    assertEquals(noisy, model.loss(batch, null, workspace));
  }

  @Test
  void aStepNeedsASeed() {
    for (String name : List.of("Dropped", "OneInput")) {
      Model model = MODELS.create(name, 5);
      MiniBatch batch = Batches.random(model, 2, false, 3);
      batch.removeNoise();
      String message = assertThrows(IllegalArgumentException.class,
          () -> model.trainStep(batch, 0.1f, model.workspace(2))).getMessage();
      assertTrue(message.startsWith(name + " has @Dropout or @InputNoise, and the mini-batch has no seed"), message);
      float[] gradient = new float[model.layout().length()];
      assertThrows(IllegalArgumentException.class,
          () -> model.lossAndGradient(batch, gradient, model.workspace(2)));
    }
  }

  @Test
  void frozenRowsStayAsTheyAreUnderEveryOptimizer() {
    for (String name : List.of("FrozenFirst", "FrozenMiddle", "FrozenLast")) {
      for (Optimizer optimizer : List.of(Sgd.of(0.1f), Sgd.of(0.1f).weightDecay(0.1f), Momentum.of(0.1f, 0.9f),
          AdamW.of(0.01f).weightDecay(0.1f), Lion.of(0.01f).weightDecay(0.1f), Prodigy.create().weightDecay(0.1f),
          ScheduleFree.of(0.01f).weightDecay(0.1f), Sgd.of(0.1f).clipNorm(0.01f))) {
        Model model = MODELS.create(name, 5);
        Model start = model.copy();
        train(model, optimizer);
        for (ParameterSlot slot : model.layout().slots()) {
          boolean isSame =
              Arrays.equals(start.parameter(slot.name()), model.parameter(slot.name()));
          assertEquals(slot.isFrozen(), isSame, name + " " + slot.name() + " " + optimizer);
        }
      }
    }
  }

  @Test
  void theFusedStepIsThatOfTheOptimizer() {
    for (String name : NETWORKS.keySet()) {
      Model fused = MODELS.create(name, 5);
      Model separate = MODELS.create(name, 5);
      MiniBatch batch = Batches.random(fused, 13, false, 3);
      fused.trainStep(batch, LEARNING_RATE, fused.workspace(13));
      Sgd sgd = Sgd.of(LEARNING_RATE);
      sgd.start(separate.layout());
      float[] gradient = new float[separate.layout().length()];
      separate.lossAndGradient(batch, gradient, separate.workspace(13));
      separate.update(parameters -> sgd.step(parameters, gradient, LEARNING_RATE));
      assertArrayEquals(separate.parameters(), fused.parameters(), name);
    }
  }

  @Test
  void aScaleMultipliesTheLearningRateOfItsRow() {
    Model model = MODELS.create("Scaled", 5);
    MiniBatch batch = Batches.random(model, 13, false, 3);
    float[] gradient = new float[model.layout().length()];
    model.lossAndGradient(batch, gradient, model.workspace(13));
    float[] before = model.parameters().clone();
    model.trainStep(batch, LEARNING_RATE, model.workspace(13));
    Map<String, Float> scales = Map.of("first", 0.1f, "second", 3f, "last", 1f);
    for (ParameterSlot slot : model.layout().slots()) {
      float scale = scales.get(slot.name().substring(0, slot.name().indexOf('.')));
      assertEquals(scale, slot.learningRateScale());
      int moved = 0;
      for (int i = slot.offset(); i < slot.offset() + slot.length(); i++) {
        assertEquals(Math.fma(gradient[i], -(LEARNING_RATE * scale), before[i]), model.parameters()[i]);
        moved += model.parameters()[i] != before[i] ? 1 : 0;
      }
      assertTrue(moved > 0, slot.name());
    }
  }

  @Test
  void aScaledRowStandsALargerLearningRate() {
    float[] samples = new float[5 * 60];
    float[] targets = new float[3 * 60];
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) random.nextGaussian();
    }
    Dataset data = Dataset.of(samples, 5).targets(targets, 3);
    float plain = LearningRateSearch.curvature().seed(1).run(MODELS.create("Linear", 5), data)
        .recommended().orElseThrow();
    float slow = LearningRateSearch.curvature().seed(1).run(MODELS.create("SlowLinear", 5), data)
        .recommended().orElseThrow();
    assertEquals(4, slow / plain, 0.2);
  }

  @Test
  void nothingIsComputedForFrozenRows() {
    Class<?> kernels = nested(MODELS.create("FrozenFirst", 5), "Kernels");
    List<String> methods = Arrays.stream(kernels.getDeclaredMethods())
        .map(Method::getName).toList();
    assertFalse(methods.contains("updateFirstWeight"), methods.toString());
    assertFalse(methods.stream().anyMatch(method -> method.startsWith("dFirst")), methods.toString());
    assertFalse(methods.stream().anyMatch(method -> method.startsWith("dSecond")), methods.toString());
    assertTrue(methods.contains("updateLastWeight"), methods.toString());
  }

  private static Class<?> nested(Model model, String name) {
    return Arrays.stream(model.getClass().getDeclaredClasses())
        .filter(type -> type.getSimpleName().equals(name)).findFirst().orElseThrow();
  }

  private static void train(Model model, Optimizer optimizer) {
    MiniBatch batch = Batches.random(model, 13, false, 3);
    Workspace workspace = model.workspace(13);
    float[] gradient = new float[model.layout().length()];
    optimizer.start(model.layout());
    for (int step = 0; step < 4; step++) {
      model.lossAndGradient(batch, gradient, workspace);
      model.update(parameters -> optimizer.step(parameters, gradient, optimizer.learningRate()));
    }
  }
}
