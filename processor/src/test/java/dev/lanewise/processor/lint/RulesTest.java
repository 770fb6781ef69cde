package dev.lanewise.processor.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Link;
import dev.lanewise.init.GlorotUniform;
import dev.lanewise.init.Zeros;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the rules say about formulas, and that they are silent about good ones.
class RulesTest {
  private static final String SQUARED = "(prediction - target) * (prediction - target)";

  @ParameterizedTest
  @ValueSource(strings = {
      "x * sigmoid(x)", "sigmoid(x)", "max(x, 0)", "softplus(x)", "tanh(x)", "where(x > 0, x, 0.01 * x)",
      "where(x > 0, x, expm1(x))", "0.5 * x * (1 + erf(x * 0.7071067811865476))", "x * tanh(softplus(x))",
      "0.5 * x * (1 + tanh(0.7978845608 * (x + 0.044715 * x * x * x)))", "x * min(max(x + 3, 0), 6) / 6",
      "x / (1 + abs(x))", "exp(-x * x)", "abs(x)", "x * sign(x)", "x + 0 * sign(x)", "sqrt(x * x + 1e-12)",
      "log(max(x, 1e-7))", "where(x > 0, log(x), 0)", "where(abs(x) < 1, x, sign(x))", "x * x / (x * x + 1)",
      "x + floor(x)", "(exp(x) - exp(-x)) / (exp(x) + exp(-x))", "log(1 + exp(x))", "1 / (1 + exp(-x))"})
  void acceptsActivationsWithASlope(String formula) {
    assertEquals(List.of(), Linted.activation(formula));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      SQUARED, "abs(prediction - target)", "max(0, 1 - target * prediction)",
      "e = abs(prediction - target); where(e <= 1, 0.5 * e * e, e - 0.5)",
      "d = prediction - target; abs(d) + softplus(-2 * abs(d)) - 0.6931471805599453",
      "where(prediction > target, 0.9, 0.1) * abs(prediction - target)",
      "r = (prediction - target) / 4.685; where(abs(r) < 1, 1 - (1 - r * r) * (1 - r * r) * (1 - r * r), 1)"})
  void acceptsLossesWithASlope(String formula) {
    assertEquals(List.of(), Linted.loss(formula));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
      "sign(x)                                     | 'sign(x)' is flat between its jumps",
      "abs(floor(x))                               | 'floor(x)' is flat between its jumps",
      "where(x > 0, 1, 0)                          | 'x > 0' only chooses a side",
      "where(x > 1, 2, where(x > 0, 1, 0))         | 'x > 1' only chooses a side, 'x > 0' only chooses a side",
      "max(min(x, 0), 0)                           | 'max(min(x, 0), 0)' is always 0",
      "where(x > 1, where(x < 0, x, 0), 0)         | 'where(x > 1, where(x < 0, x, 0), 0)' is always 0",
      "3 + 0 * x                                   | '0 * x' is always 0",
      "x - x                                       | 'x - x' is always 0",
      "3                                           | it does not use x",
  })
  void refusesAFlatActivationAndNamesThePart(String formula, String part) {
    assertSays("[ZeroDerivative]", part, Linted.activation(formula));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
      "where(prediction == target, 0, 1)            | 'prediction == target' is flat everywhere",
      "where(abs(prediction - target) < 0.5, 0, 1)  | counting right answers is a metric, not a loss",
      "where(floor(prediction) == target, 0, 1)     | 'floor(prediction)' is flat between its jumps, 'floor(",
      "target * target                              | it does not use prediction",
  })
  void refusesAFlatLossAndNamesThePart(String formula, String part) {
    assertSays("[ZeroDerivative]", part, Linted.loss(formula));
  }

  @Test
  void refusesAnAccuracyOfWholeRows() {
    assertSays("[ZeroDerivative]", "'outputs[label] == rowMax(outputs)' is flat everywhere",
        Linted.loss("where(outputs[label] == rowMax(outputs), 0, 1)"));
    assertSays("[ZeroDerivative]", "only chooses a side",
        Linted.loss("sum(where(outputs > outputs[label], 1, 0))"));
  }

  @Test
  void refusesWhatAnEarlierActivationMakesFlat() {
    assertEquals(List.of(), Linted.activation("min(x, 0)"));
    assertSays("[ZeroDerivative]", "is always 0 for x from 0 to infinity", Linted.activation("max(x, 0)", "min(x, 0)"));
  }

  @Test
  void warnsOfASlopeThatIsOutOfReach() {
    assertSays("[NoSlopeFound]", "from -100 to 100", Linted.activation("where(x > 1000, x, 0)"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
      "sqrt(x)           | takes the root of -",
      "log(x)            | takes the logarithm of 0",
      "1 / (x - 2.25)    | at x = 2.25",
      "exp(x)            | at x = 89",
      "sqrt(abs(x))      | 'sqrt(abs(x))' is infinitely steep there",
  })
  void warnsOfASingularityWithAWitness(String formula, String part) {
    assertSays("[SingularFormula]", part, Linted.activation(formula));
  }

  @Test
  void proposesTheLossThatTakesLogits() {
    assertSays("[SingularFormula]", "use BinaryCrossEntropyWithLogits", Linted.loss(
        "-(target * log(prediction) + (1 - target) * log(1 - prediction))", Link.IDENTITY, 1, "sigmoid(x)"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
      "(x + 1e8) - 1e8     | write 'x' in place of",
      "1 - cos(x)          | sin(0.5 * x)",
      "sqrt(1 + x * x) - 1 | not 4.9999994e-7",
  })
  void warnsOfLostDigitsWithAWitness(String formula, String part) {
    assertSays("[PrecisionLoss]", part, Linted.activation(formula));
  }

  @Test
  void recognizesASigmoidByWhatItComputes() {
    String loss = "softplus(prediction) - target * prediction";
    for (String sigmoid : List.of("sigmoid(x)", "0.5 + 0.5 * tanh(0.5 * x)")) {
      assertSays("[SigmoidTwice]", "applies the sigmoid again", Linted.loss(loss, Link.SIGMOID, 1, sigmoid));
    }
    assertEquals(List.of(), Linted.loss(loss, Link.SIGMOID, 1));
    assertSays("[ActivatedLogits]", "no probability below 50.0 %", Linted.loss(loss, Link.SIGMOID, 1, "max(x, 0)"));
    assertSays("[ActivatedLogits]", "no class of 10 can get a probability above 23.2 %",
        Linted.loss("logSumExp(outputs) - outputs[label]", Link.SOFTMAX, 10, "sigmoid(x)"));
  }

  @Test
  void warnsOfZerosThatCannotLeaveZero() {
    var loss = List.of(Linted.lossChoice(SQUARED, Link.IDENTITY));
    var last = Linted.row("last", 3);
    var lastZero = Linted.row("last", 3, Zeros.class);
    assertSays("[ZeroWeights]", "derivative 0 at 0",
        Linted.check(List.of(Linted.row("hidden", 8, Zeros.class, "max(x, 0)"), last), loss));
    assertSays("[ZeroWeights]", "'last' starts at 0 too",
        Linted.check(List.of(Linted.row("hidden", 8, Zeros.class, "tanh(x)"), lastZero), loss));
    assertEquals(List.of(), Linted.check(List.of(Linted.row("hidden", 8, Zeros.class, "tanh(x)"), last), loss));
    assertEquals(List.of(),
        Linted.check(List.of(Linted.row("hidden", 8, GlorotUniform.class, "max(x, 0)"), lastZero), loss));
  }

  private static void assertSays(String symbol, String part, List<String> messages) {
    assertEquals(1, messages.size(), messages::toString);
    assertTrue(messages.getFirst().startsWith(symbol), messages::toString);
    assertTrue(messages.getFirst().contains(part), messages::toString);
  }
}
