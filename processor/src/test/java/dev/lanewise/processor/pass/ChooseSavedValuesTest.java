package dev.lanewise.processor.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.processor.ir.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChooseSavedValuesTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "Sigmoid   | d * (y * (1 - y))",
      "Tanh      | d * (1 - y * y)",
      "Relu      | where(y > 0, d, 0)",
      "LeakyRelu | d * where(y > 0, 1, 0.01)",
      "Softplus  | -(d * expm1(-y))",
  })
  void writesADerivativeByItsOutput(String activation, String formula) {
    SmallNetwork network = network(activation);
    String derivative = line("dHiddenPreActivation ", network.after("choose-saved-values"));
    assertEquals("dHiddenPreActivation [batch, 3] = map " + formula + " where d = dHidden, y = hidden", derivative);
    assertFalse(kept(network).contains("hiddenPreActivation"), "the argument is not kept");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Gelu", "Silu"})
  void keepsTheArgumentWhereTheOutputDoesNotTellIt(String activation) {
    SmallNetwork network = network(activation);
    String derivative = line("dHiddenPreActivation ", network.after("choose-saved-values"));
    assertTrue(derivative.endsWith(" where d = dHidden, x = hiddenPreActivation"), derivative);
    assertEquals(line("dHiddenPreActivation ", network.after("simplify")), derivative, "left as it was");
    assertTrue(kept(network).containsAll(List.of("hiddenPreActivation", "hidden")), "both are kept");
  }

  @Test
  void writesEachOfTwoActivationsInARowByItsOwnOutput() {
    String text = SmallNetwork.ofInputs(4).row("hidden", 3, "Sigmoid", "Tanh").row("y", 2).loss("MeanSquaredError")
        .after("choose-saved-values");
    assertEquals("dHiddenSigmoid [batch, 3] = map d * (1 - y * y) where d = dHidden, y = hidden",
        line("dHiddenSigmoid ", text));
    assertEquals(
        "dHiddenPreActivation [batch, 3] = map d * (y * (1 - y)) where d = dHiddenSigmoid, y = hiddenSigmoid",
        line("dHiddenPreActivation ", text));
  }

  @Test
  void keepsTheArgumentOfOneActivationAndTheOutputOfTheOther() {
    String text = SmallNetwork.ofInputs(4).row("hidden", 3, "Gelu", "Tanh").row("y", 2).loss("MeanSquaredError")
        .after("choose-saved-values");
    assertTrue(line("dHiddenGelu ", text).endsWith("where d = dHidden, y = hidden"), text);
    assertTrue(line("dHiddenPreActivation ", text).endsWith("where d = dHiddenGelu, x = hiddenPreActivation"), text);
  }

  private static SmallNetwork network(String activation) {
    return SmallNetwork.ofInputs(4).row("hidden", 3, activation).row("y", 2).loss("MeanSquaredError");
  }

  private static List<String> kept(SmallNetwork network) {
    return network.program().buffers().stream().map(Buffer::name).toList();
  }

  private static String line(String start, String text) {
    return text.lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
  }
}
