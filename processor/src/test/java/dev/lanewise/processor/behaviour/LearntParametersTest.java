package dev.lanewise.processor.behaviour;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.ParameterSlot;
import dev.lanewise.Workspace;
import dev.lanewise.reference.ReferenceGradient;
import dev.lanewise.runtime.Workers;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Activations that learn, in every place of a row and of a network, and penalties on weights.
@Tag("vector-width")
class LearntParametersTest {
  private static final int[] BATCHES = {1, 26};
  private static final float LEARNING_RATE = 0.05f;

  private static final String FUNCTIONS = """
      import dev.lanewise.*;
      import dev.lanewise.formula.Formula;
      class Functions {
        @Activation @Formula(value = "x * sigmoid(beta * x)", parameters = {"x", "beta"})
        static class Swish {
          static float of(float x, @Learnt(1.5) float beta) { return x; }
        }
        /** Each gradient reads the other parameter. */
        @Activation @Formula(value = "outer * tanh(scale * inner * z)", parameters = {"z", "outer", "scale", "inner"})
        static class Bell {
          static double of(double z, @Learnt(0.5) double outer, double scale, @Learnt(0.8) double inner) { return z; }
        }
        /** The derivative by the divisor is NaN where divisor and argument are 0, as in padding. */
        @Activation @Formula(value = "x / slope", parameters = {"x", "slope"})
        static class Quotient {
          static float of(float x, @Learnt(2) float slope) { return x; }
        }
        @Activation @Formula(value = "x + weight", parameters = {"x", "weight"})
        static class Shift {
          static float of(float x, @Learnt(0.3) float weight) { return x; }
        }
        @Loss @Formula("sum(outputs) - sum(targets)")
        static class Sum {}
      }
      """;

  private static final Map<String, String> NETWORKS = networks();
  private static final GeneratedModels MODELS = GeneratedModels.compile(NETWORKS);

  private static Map<String, String> networks() {
    Map<String, String> networks = new LinkedHashMap<>();
    add(networks, "Rows", "MeanSquaredError", "@Dense(33) @PRelu Layer first,"
        + " @Dense(value = 17, bias = false) @PRelu(init = -0.5, per = Per.UNIT) Layer second,"
        + " @Dense(5) @PRelu Layer last");
    add(networks, "AfterOthers", "SumOfSquares", "@Dense(20) @Tanh @Apply(Functions.Swish.class) @Sigmoid Layer first,"
        + " @L2(0) @Dense(value = 3, bias = false) @Apply(value = Functions.Swish.class, per = Per.UNIT) @Softplus"
        + " Layer last");
    add(networks, "Several", "SoftmaxCrossEntropy",
        "@Dense(18) @Apply(value = Functions.Bell.class, args = 0.7, per = Per.UNIT) @PRelu Layer first,"
            + " @L1(0.02) @Dense(value = 4, bias = false) @Apply(value = Functions.Bell.class, args = 1.1) Layer last");
    add(networks, "Padded", "Huber", "@Dense(5) @Apply(value = Functions.Quotient.class, per = Per.UNIT) Layer first,"
        + " @Dense(19) @Apply(Functions.Quotient.class) @PRelu Layer second,"
        + " @Dense(2) @Apply(Functions.Shift.class) @PRelu(per = Per.UNIT) Layer last");
    add(networks, "Summed", "Functions.Sum", "@Dense(1) @PRelu(per = Per.UNIT) Layer first,"
        + " @Dense(17) @Apply(value = Functions.Swish.class, per = Per.UNIT) Layer last");
    networks.put("Functions", FUNCTIONS);
    networks.put("Leak", GeneratedModels.IMPORTS + "@Network(input = 1, loss = MeanSquaredError.class)"
        + " public record Leak(@Dense(value = 1, bias = false) @PRelu Layer y) {}");
    return networks;
  }

  private static void add(Map<String, String> networks, String name, String loss, String rows) {
    networks.put(name, GeneratedModels.IMPORTS + "@L1(0.01) @L2(0.1) @Network(input = 7, loss = " + loss + ".class)\n"
        + "public record " + name + "(" + rows + ") {}");
  }

  static Iterable<String> names() {
    return NETWORKS.keySet().stream().filter(name -> !name.equals("Functions")).toList();
  }

  /// A model whose learnt parameters differ from unit to unit.
  private static Model create(String name) {
    Model model = MODELS.create(name, 3);
    SplittableRandom random = new SplittableRandom(4);
    for (ParameterSlot slot : model.layout().slots()) {
      if (!slot.isWeight()) {
        float[] values = model.parameter(slot.name());
        for (int i = 0; i < values.length; i++) {
          values[i] += (float) random.nextDouble(-0.2, 0.2);
        }
        model.setParameter(slot.name(), values);
      }
    }
    return model;
  }

  @ParameterizedTest
  @MethodSource("names")
  void agreesWithTheReference(String name) {
    Model model = create(name);
    for (int size : BATCHES) {
      MiniBatch batch = Batches.random(model, size, size > 1, 5);
      float[] gradient = new float[model.layout().length()];
      float loss = model.lossAndGradient(batch, gradient, model.workspace(size));
      ReferenceGradient expected = model.referenceNetwork().lossAndGradient(batch);
      double tolerance = 8 * 12 * Math.sqrt(33) * 0x1p-24;
      assertEquals(expected.loss(), loss, tolerance * Math.max(1, Math.abs(expected.loss())));
      assertEquals(model.layout().slots().size(), expected.parameters().size());
      for (ParameterSlot slot : model.layout().slots()) {
        double[] values = expected.parameters().get(slot.name());
        float[] actual = slot.read(gradient);
        double largest = Arrays.stream(values).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < values.length; i++) {
          assertEquals(values[i], actual[i], tolerance * largest, name + ": " + slot.name() + " at " + i);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void theFusedStepEqualsGradientAndUpdateAndLeavesPaddingZero(String name) {
    Model fused = create(name);
    Model twoSteps = fused.copy();
    MiniBatch batch = Batches.random(fused, 26, true, 6);
    Workspace workspace = fused.workspace(26);
    float[] gradient = new float[fused.layout().length()];
    Arrays.fill(gradient, Float.NaN);
    BitSet used = used(fused);
    for (int step = 0; step < 3; step++) {
      float loss = twoSteps.lossAndGradient(batch, gradient, workspace);
      assertTrue(Float.isFinite(loss));
      twoSteps.update(parameters -> {
        for (int i = 0; i < parameters.length; i++) {
          parameters[i] = Math.fma(gradient[i], -LEARNING_RATE, parameters[i]);
        }
      });
      assertEquals(loss, fused.trainStep(batch, LEARNING_RATE, workspace));
      assertArrayEquals(twoSteps.parameters(), fused.parameters(), name);
      for (int i = used.nextClearBit(0); i < gradient.length; i = used.nextClearBit(i + 1)) {
        assertEquals(0f, gradient[i], name + ": padding of the gradient at " + i);
        assertEquals(0f, fused.parameters()[i], name + ": padding at " + i);
      }
    }
  }

  private static BitSet used(Model model) {
    BitSet used = new BitSet();
    for (ParameterSlot slot : model.layout().slots()) {
      for (int i = 0; i < slot.count(); i++) {
        used.set(slot.index(i / slot.inputs(), i % slot.inputs()));
      }
    }
    return used;
  }

  @ParameterizedTest
  @MethodSource("names")
  void anyNumberOfThreadsGivesTheSameBits(String name) {
    String expected = trained(name, Workers.callerOnly());
    for (int threads : new int[] {2, 3}) {
      try (Workers workers = Workers.sharingAll(threads)) {
        assertEquals(expected, trained(name, workers), () -> name + " with " + threads + " threads");
      }
    }
  }

  private static String trained(String name, Workers workers) {
    Model model = create(name);
    MiniBatch batch = Batches.random(model, 26, true, 7);
    Workspace workspace = model.workspace(26, workers);
    for (int step = 0; step < 5; step++) {
      model.trainStep(batch, 0.01f, workspace);
    }
    return Training.hash(model);
  }

  @Test
  void parametersOfOneNameInARowAreNumbered() {
    assertArrayEquals(new String[] {"last.weight", "last.bias", "last.weight2", "last.slope"},
        MODELS.create("Padded", 1).layout().slots().stream()
            .map(ParameterSlot::name).filter(name -> name.startsWith("last")).toArray());
    assertArrayEquals(new String[] {"second.weight", "second.bias", "second.slope", "second.slope2"},
        MODELS.create("Padded", 1).layout().slots().stream()
            .map(ParameterSlot::name).filter(name -> name.startsWith("second")).toArray());
  }

  @Test
  void learnsTheSlopeOfALeak() {
    Model model = MODELS.create("Leak", 1);
    model.setParameter("y.weight", new float[] {1});
    MiniBatch batch = Batches.random(model, 26, false, 9);
    for (int i = 0; i < 26; i++) {
      float x = batch.samples()[i];
      batch.targets()[i] = x > 0 ? x : 0.7f * x;
    }
    Workspace workspace = model.workspace(26);
    assertEquals(0.25f, model.parameter("y.slope")[0]);
    for (int step = 0; step < 300; step++) {
      model.trainStep(batch, 0.3f, workspace);
    }
    assertEquals(0.7f, model.parameter("y.slope")[0], 1e-4);
    assertEquals(1f, model.parameter("y.weight")[0], 1e-4);
  }

  @Test
  void aStepWhoseLossIsNotFiniteChangesNothing() {
    Model model = create("Rows");
    float[] before = model.parameters().clone();
    MiniBatch batch = Batches.random(model, 7, false, 8);
    batch.samples()[0] = Float.POSITIVE_INFINITY;
    assertTrue(!Float.isFinite(model.trainStep(batch, LEARNING_RATE, model.workspace(7))));
    assertArrayEquals(before, model.parameters());
  }
}
