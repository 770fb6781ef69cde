package dev.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is wrong with a user's own formula is said in words of the formula, never as an internal error.
class FormulaRulesTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
      "outputs                                            | wrap it in sum(...)",
      "outputs[label] * outputs                           | wrap it in sum(...)",
      "(outputs - targets) * (outputs - targets)          | wrap it in sum(...)",
      "where(outputs > 0, 1, 0) * outputs[label]          | wrap it in sum(...)",
      "outputs[label] * label                             | write outputs[label]",
      "sum(label) + outputs[label]                        | write outputs[label]",
      "where(label > 0, 1, 0) * outputs[label]            | write outputs[label]",
      "sum(sum(outputs)) - outputs[label]                 | remove sum(...)",
      "sum(outputs[label])                                | remove sum(...)",
      "logSumExp(outputs[label])                          | remove logSumExp(...)",
      "rowMax(outputs[0] * width)                         | remove rowMax(...)",
      "where(position == label, 1, 0) * outputs[label]    | position is the index of an element",
      "sum(where(position == label + 1, outputs, 0))      | or compare it with position",
      "sum(where(label == label, outputs, 0))             | or compare it with position",
      "sum(targetWidth * outputs) - outputs[label]        | must be one in",
      "sum(outputs) / (width - 3) - sum(targets)          | divides by 0 for 3 outputs",
      "width = 2; sum(outputs) / width - sum(targets)     | hides the input width",
      "sum(targets)                                       | does not use outputs",
      "targets[label] + sum(outputs)                      | must be one in",
      "label[outputs]                                     | the only elements are outputs[label]",
      "sum(prediction - target)                           | needs a whole row",
      "prediction[target]                                 | needs a whole row",
      "prediction = 3; prediction * target                | hides the input prediction",
      "prediction * target / 0                            | divides by 0",
      "log(-1) * prediction * target                      | 'log(-1)' is NaN",
      "1e30 * 1e30 * prediction * target                  | is too large for single precision",
  })
  void saysWhatIsWrongWithALoss(String formula, String part) {
    assertMistake(part, loss(formula));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "sum((outputs - targets) * (outputs - targets))",
      "sum(outputs * rowMax(outputs)) - sum(targets)",
      "sum(max(outputs - outputs[label] + 1, 0))",
      "sum(where(outputs > targets, 2, 1) * outputs)",
      "e = outputs - targets; sum(e * e)",
      "rowMax(outputs) - outputs[label]",
      "outputs[label] * outputs[label]",
      "log(sum(exp(outputs - rowMax(outputs)))) - outputs[label]",
      "logSumExp(2 * outputs) - outputs[label]",
      "rowMax(targets) + sum(outputs)",
      "sum(outputs - logSumExp(outputs)) * targets[2]",
      "sum(where(label < position, outputs, 0))",
      "outputs[0] * outputs[1] + outputs[2] - rowMax(position * targets) / targetWidth",
      // Parts without a slope are left out of the gradient.
      "sign(sum(outputs)) + outputs[label]",
      "sum(where(outputs[label] > 0, outputs, 0))",
      "outputs[label] * 0 + sum(outputs)",
      "sum(0 * outputs) + outputs[label]",
      "sum(outputs + 0 * sign(outputs)) - outputs[label]",
  })
  void generatesCodeForALossOfTheRightShape(String formula) {
    assertEquals(List.of(), messages(loss(formula)));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
      "x = 2; x                            | hides the input x",
      "scale = 3; scale * x                | hides the member scale",
      "sum(x)                              | needs a whole row",
      "x / 0                               | 'x / 0' divides by 0",
      "x / (scale - scale)                 | divides by 0",
      "x + 0 / 0                           | '0 / 0' is NaN",
      "x * (1 / 0)                         | '1 / 0' is infinite",
  })
  void saysWhatIsWrongWithAnActivation(String formula, String part) {
    assertMistake(part, activation(formula, "double scale() default 1;"));
  }

  @Test
  void aMemberCannotTakeTheNameOfTheInput() {
    assertMistake("the member x hides the input x", activation("2 * x", "double x() default 1;"));
  }

  @Test
  void aBranchThatIsNeverTakenMayDivideByZero() {
    String program = activation("where(scale == 0, x, x / scale)", "double scale() default 0;");
    assertEquals(List.of(), messages(program));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "sum(where(outputs > outputs[label], 1, 0))",
      "sign(sum(outputs)) + 0 * outputs[label]",
      "sum(sign(outputs - targets))",
      "where(rowMax(outputs) == outputs[label], 0, 1)",
      "sum(outputs) - sum(outputs) + rowMax(targets)",
  })
  void aLossWithoutASlopeIsRefused(String formula) {
    List<String> messages = messages(loss(formula));
    assertEquals(1, messages.size(), messages::toString);
    assertTrue(messages.getFirst().startsWith("[ZeroDerivative]"), messages::toString);
  }

  private static void assertMistake(String part, String program) {
    List<String> messages = messages(program);
    assertEquals(1, messages.size(), messages::toString);
    assertTrue(messages.getFirst().startsWith("[InvalidFormula]"), messages::toString);
    assertTrue(messages.getFirst().contains(part), messages::toString);
  }

  private static String loss(String formula) {
    return """
        @Network(input = 2, loss = Own.class) record Net(@Dense(3) Layer a) {}
        @Loss @dev.lanewise.formula.Formula("%s") class Own {}
        """.formatted(formula);
  }

  private static String activation(String formula, String members) {
    return """
        @Network(input = 2) record Net(@Dense(3) @Own Layer a) {}
        @Activation @dev.lanewise.formula.Formula("%s") @interface Own { %s }
        """.formatted(formula, members);
  }

  /// Errors and warnings of the whole compiler, back end included.
  private static List<String> messages(String program) {
    var compilation =
        Compiled.compile(List.of(Compiled.IMPORTS + "\n" + program), Compiled.OPTIONS, new LanewiseProcessor());
    List<String> messages = new ArrayList<>();
    new Compiled(compilation, List.of()).messages().forEach(message -> messages.add(message.getMessage(null)));
    return messages;
  }
}
