package dev.lanewise.processor.behaviour;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A step whose loss or output gradient is not finite leaves the parameters as they were.
class NonFiniteTest {

  @ParameterizedTest
  @MethodSource("networks")
  void aSampleThatIsNotANumberChangesNoParameter(RandomNetwork network) {
    Model model = RandomNetworks.create(network);
    MiniBatch batch = Batches.random(model, network.samples(), false, network.seed());
    batch.samples()[batch.samples().length - 1] = Float.NaN;
    float[] before = model.parameters().clone();
    float loss = model.trainStep(batch, 0.1f, model.workspace(batch.size()));
    assertFalse(Float.isFinite(loss), () -> "loss " + loss + ", " + network);
    assertArrayEquals(before, model.parameters(), network::toString);
  }

  @Test
  void hugeSamplesChangeNoParameter() {
    Model model = create("MeanSquaredError");
    MiniBatch batch = Batches.random(model, 4, false, 1);
    Arrays.fill(batch.samples(), 3e38f);
    float[] before = model.parameters().clone();
    assertFalse(Float.isFinite(model.trainStep(batch, 0.1f, model.workspace(4))));
    assertArrayEquals(before, model.parameters());
  }

  @Test
  void aGradientThatIsNotFiniteChangesNoParameterThoughTheLossIs() {
    Model model = create("SquareRoot");
    MiniBatch batch = Batches.random(model, 4, false, 1);
    // At an output of exactly 0 the square root is 0 and its slope infinite.
    Arrays.fill(batch.samples(), 0f);
    float[] before = model.parameters().clone();
    assertEquals(0f, model.loss(batch, null, model.workspace(4)));
    assertEquals(Float.NaN, model.trainStep(batch, 0.1f, model.workspace(4)));
    assertArrayEquals(before, model.parameters());
  }

  private static Model create(String loss) {
    return GeneratedModels.compile(Map.of("Net", GeneratedModels.IMPORTS + "@Network(input = 3, loss = " + loss
        + ".class) public record Net(@Dense(5) Layer out) {}\n"
        + "@Loss @dev.lanewise.formula.Formula(\"sqrt(prediction) * target\") final class SquareRoot {}\n"))
        .create("Net", 1);
  }

  static Iterable<RandomNetwork> networks() {
    return RandomNetworks.SOME;
  }
}
