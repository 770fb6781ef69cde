package dev.lanewise.processor.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.ParameterSlot;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A function whose derivative is infinite at 0, where the padding of every row is.
class InfiniteDerivativeTest {
  private static final String ROOT = """
      import dev.lanewise.Activation;
      import dev.lanewise.formula.Formula;
      import java.lang.annotation.*;
      @Activation @Formula("sign(x) * sqrt(abs(x))")
      @Retention(RetentionPolicy.CLASS) @Target(ElementType.RECORD_COMPONENT)
      public @interface Root {}
      """;

  private static final String ROOTS = GeneratedModels.IMPORTS + """
      @Network(input = 3, loss = MeanSquaredError.class)
      public record Roots(@Dense(5) @Root Layer first, @Dense(18) @Root Layer second, @Dense(2) Layer last) {}
      """;

  @Test
  void leavesThePaddingOfTheGradientZero() {
    Model model = GeneratedModels.compile(Map.of("Root", ROOT, "Roots", ROOTS)).create("Roots", 1);
    MiniBatch batch = Batches.random(model, 7, false, 2);
    float[] gradient = new float[model.layout().length()];
    model.lossAndGradient(batch, gradient, model.workspace(7));
    boolean[] used = new boolean[gradient.length];
    for (ParameterSlot slot : model.layout().slots()) {
      for (int i = 0; i < slot.count(); i++) {
        used[slot.index(i / slot.inputs(), i % slot.inputs())] = true;
      }
    }
    for (int i = 0; i < gradient.length; i++) {
      if (!used[i]) {
        assertEquals(0f, gradient[i], "padding at " + i);
      }
    }
    Map<String, double[]> expected = model.referenceNetwork().lossAndGradient(batch).parameters();
    for (ParameterSlot slot : model.layout().slots()) {
      float[] actual = slot.read(gradient);
      for (int i = 0; i < actual.length; i++) {
        double scale = Math.max(1e-3, Math.abs(expected.get(slot.name())[i]));
        assertEquals(expected.get(slot.name())[i], actual[i], 1e-4 * scale, slot.name() + " at " + i);
      }
    }
  }
}
