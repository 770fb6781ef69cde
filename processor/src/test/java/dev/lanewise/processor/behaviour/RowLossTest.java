package dev.lanewise.processor.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.Workspace;
import dev.lanewise.reference.ReferenceGradient;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Losses of whole rows compute the value and the gradient of the reference in double precision.
///
/// Rows are short and values near 1, so that an error of single precision stays below a hundred roundings; what is
/// wrong with a formula, a label or the padding is off by far more.
@Tag("vector-width")
class RowLossTest {
  private static final double BOUND = 100 * 0x1p-24;

  @ParameterizedTest
  @MethodSource("losses")
  void agreesWithTheReference(RowLoss loss) {
    Model model = create(loss);
    for (int size : new int[] {1, 13}) {
      MiniBatch batch = Batches.random(model, size, size > 1, loss.name().hashCode());
      Workspace workspace = model.workspace(size);
      ReferenceGradient expected = model.referenceNetwork().lossAndGradient(batch);
      float[] gradient = new float[model.layout().length()];
      Arrays.fill(gradient, Float.NaN);
      float actual = model.lossAndGradient(batch, gradient, workspace);
      assertEquals(expected.loss(), actual, BOUND * Math.max(1, Math.abs(expected.loss())), loss::toString);
      assertEquals(actual, model.loss(batch, null, workspace), loss::toString);
      double largest = expected.parameters().values().stream().flatMapToDouble(Arrays::stream).map(Math::abs).max()
          .orElseThrow();
      assertTrue(largest > 0, () -> loss + " has gradient 0");
      expected.parameters().forEach((name, values) ->
          assertClose(loss + ", " + name, values, model.layout().slot(name).read(gradient), Math.max(1, largest)));
    }
  }

  private static void assertClose(String what, double[] expected, float[] actual, double scale) {
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], BOUND * scale, what + " " + i);
    }
  }

  static Model create(RowLoss loss) {
    Model model = Compiled.MODELS.create(loss.name(), 1);
    SplittableRandom random = new SplittableRandom(2);
    float[] bias = new float[loss.width()];
    for (int i = 0; i < bias.length; i++) {
      bias[i] = (float) random.nextDouble(-1, 1);
    }
    model.setParameter("last.bias", bias);
    return model;
  }

  static Iterable<RowLoss> losses() {
    return RowLoss.ALL;
  }

  /// Compiles when first asked for.
  private static final class Compiled {
    static final GeneratedModels MODELS = compile();

    private static GeneratedModels compile() {
      Map<String, String> sources = new LinkedHashMap<>();
      RowLoss.ALL.forEach(loss -> sources.put(loss.name(), loss.source()));
      return GeneratedModels.compile(sources);
    }
  }
}
