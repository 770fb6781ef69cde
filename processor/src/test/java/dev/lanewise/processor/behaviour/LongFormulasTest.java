package dev.lanewise.processor.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.ParameterSlot;
import dev.lanewise.Workspace;
import dev.lanewise.reference.ReferenceGradient;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Functions of hundreds of operations: cut into loops, computed as the reference computes them, without garbage.
class LongFormulasTest {
  private static final int SAMPLES = 26;

  /// As for other networks, ten stages and sums over the samples: see docs/numerics.md.
  private static final double TOLERANCE = 8 * 10 * Math.sqrt(SAMPLES) * 0x1p-24;

  /// Newton's method for the square root of `x * x + 1`: each step uses the one before twice.
  private static final String ROOT = newton(45);

  private static GeneratedModels models;

  private static String newton(int steps) {
    return newton("x", steps);
  }

  private static String newton(String x, int steps) {
    StringBuilder text = new StringBuilder("square = " + x + " * " + x + " + 1; root0 = 0.5 * square; ");
    for (int i = 0; i < steps; i++) {
      text.append("root").append(i + 1).append(" = 0.5 * (root").append(i).append(" + square / root").append(i)
          .append("); ");
    }
    return text + "root" + steps;
  }

  /// A sum of many functions, of which none is used twice.
  private static String bumps(int count) {
    StringBuilder text = new StringBuilder("0.1 * x");
    for (int i = 0; i < count; i++) {
      text.append(" + 0.05 * tanh(x - ").append(i).append(")");
    }
    return text.toString();
  }

  /// A network with a loss that one loop has no room for.
  private static String withLoss(String name, String loss) {
    return GeneratedModels.IMPORTS + "@Network(input = 5, loss = " + name + ".Own.class)"
        + " public record " + name + "(@Dense(18) @Tanh Layer first, @Dense(7) Layer last) {"
        + " @Loss @dev.lanewise.formula.Formula(\"" + loss + "\") static final class Own {} }";
  }

  private static String activation(String name, String formula) {
    return "import dev.lanewise.Activation; import dev.lanewise.formula.Formula; import java.lang.annotation.*;\n"
        + "@Activation @Formula(\"" + formula + "\") @Retention(RetentionPolicy.CLASS)"
        + " @Target(ElementType.RECORD_COMPONENT) public @interface " + name + " {}";
  }

  @BeforeAll
  static void compile() {
    models = GeneratedModels.compile(Map.of(
        "Root", activation("Root", ROOT),
        "Bumps", activation("Bumps", bumps(26)),
        "Long", GeneratedModels.IMPORTS + "@Network(input = 5, loss = MeanSquaredError.class)"
            + " public record Long(@Dense(18) @Root Layer first, @Dense(7) @Bumps Layer second,"
            + " @Dense(3) Layer last) {}",
        "LongLast", GeneratedModels.IMPORTS + "@Network(input = 5, loss = Huber.class)"
            + " public record LongLast(@Dense(18) Layer first, @Dense(7) @Root Layer last) {}",
        "LongLoss", withLoss("LongLoss", newton("(prediction - target)", 45)),
        "LongRow", withLoss("LongRow", "c = outputs - sum(outputs) / width; "
            + newton("c", 40).replaceFirst("root40$", "hits = sum(root40 * targets); hits * hits + sum(root40)")),
        // Few functions, which HotSpot inlines one by one: its compiler is done sooner.
        "Roots", GeneratedModels.IMPORTS + "@Network(input = 5, loss = MeanSquaredError.class)"
            + " public record Roots(@Dense(18) @Root Layer first, @Dense(3) Layer last) {}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Long", "LongLast", "LongLoss", "LongRow"})
  void computesWhatTheReferenceComputes(String name) {
    Model model = models.create(name, 1);
    MiniBatch batch = Batches.random(model, SAMPLES, true, 2);
    float[] gradient = new float[model.layout().length()];
    float loss = model.lossAndGradient(batch, gradient, model.workspace(SAMPLES));
    ReferenceGradient expected = model.referenceNetwork().lossAndGradient(batch);
    assertEquals(expected.loss(), loss, TOLERANCE * Math.abs(expected.loss()));
    for (ParameterSlot slot : model.layout().slots()) {
      double[] exact = expected.parameters().get(slot.name());
      double largest = 0;
      for (double number : exact) {
        largest = Math.max(largest, Math.abs(number));
      }
      float[] actual = slot.read(gradient);
      for (int i = 0; i < actual.length; i++) {
        assertEquals(exact[i], actual[i], TOLERANCE * largest, slot.name() + " at " + i);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Roots", "LongLast", "LongLoss", "LongRow"})
  void allocatesNothing(String name) {
    Model model = models.create(name, 1);
    MiniBatch batch = Batches.random(model, SAMPLES, false, 3);
    Workspace workspace = model.workspace(SAMPLES);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    long allocated = Long.MAX_VALUE;
    for (int series = 0; series < 3; series = allocated == 0 ? series + 1 : 0) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int call = 0; call < 200; call++) {
        model.trainStep(batch, 1e-4f, workspace);
      }
      allocated = threads.getCurrentThreadAllocatedBytes() - before;
      assertTrue(System.nanoTime() < limit, "still allocates " + allocated + " bytes in 200 steps");
    }
  }
}
