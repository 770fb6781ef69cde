package dev.lanewise.processor.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.formula.FormulaParser;
import dev.lanewise.formula.FormulaPrinter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StableFormsTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      log(exp(x))                                   | x
      log(sigmoid(x))                               | -softplus(-x)
      log(1 - sigmoid(x))                           | -softplus(x)
      log(1 + exp(x))                               | softplus(x)
      log(exp(x) + 1)                               | softplus(x)
      log1p(exp(x))                                 | softplus(x)
      log1p(-sigmoid(x))                            | -softplus(x)
      log1p(expm1(x))                               | x
      log(1 + 0.5 * exp(x))                         | softplus(-0.6931471805599453 + x)
      log(1 / (1 + exp(-x)))                        | -softplus(-x)
      log(1 + x)                                    | log1p(x)
      log(x * x + 1)                                | log1p(x * x)
      log(1 - x)                                    | log1p(-x)
      log(exp(a) + exp(b))      | where(a > b, a, b) + softplus(where(a > b, b - a, a - b))
      log(exp(a) * sigmoid(b))                      | a - softplus(-b)
      log(where(t > 0, sigmoid(x), 1 - sigmoid(x))) | where(t > 0, -softplus(-x), -softplus(x))
      log(max(sigmoid(x), 0.5))                     | max(-softplus(-x), -0.6931471805599453)
      exp(x) - 1                                    | expm1(x)
      -1 + exp(x)                                   | expm1(x)
      1 - exp(x)                                    | -expm1(x)
      1.5 * exp(x) - 1.5                            | 1.5 * expm1(x)
      exp(log(abs(x)))                              | abs(x)
      exp(-softplus(x))                             | sigmoid(-x)
      exp(softplus(x))                              | 1 + exp(x)
      exp(a) / exp(b)                               | exp(a - b)
      2 / exp(x)                                    | 2 * exp(-x)
      1 / (1 + exp(-x))                             | sigmoid(x)
      1 / (exp(-x) + 1)                             | sigmoid(x)
      1 / (1 + exp(x))                              | sigmoid(-x)
      1 / (1 + 1 / exp(x))                          | sigmoid(x)
      -1 / (1 + exp(x))                             | -sigmoid(-x)
      x / (1 + exp(-1.702 * x))                     | x * sigmoid(1.702 * x)
      exp(x) / (1 + exp(x))                         | sigmoid(x)
      x * exp(x) / (exp(x) + 1)                     | x * sigmoid(x)
      exp(a) / (exp(a) + exp(b))                    | sigmoid(a - b)
      exp(-x) / ((1 + exp(-x)) * (1 + exp(-x)))     | sigmoid(-x) * sigmoid(x)
      1 - sigmoid(x)                                | sigmoid(-x)
      1 - 1 / (1 + exp(-x))                         | sigmoid(-x)
      sigmoid(x) - 1                                | -sigmoid(-x)
      1 - where(t > 0, sigmoid(x), 1 - sigmoid(x))  | where(t > 0, sigmoid(-x), sigmoid(x))
      log(1 + exp(x)) - x                           | softplus(-x)
      x - softplus(x)                               | -softplus(-x)
      x + log(1 + exp(-x))                          | softplus(x)
      (exp(x) - exp(-x)) / (exp(x) + exp(-x))       | tanh(x)
      (exp(x) - exp(-x)) / (exp(-x) + exp(x))       | tanh(x)
      (exp(2 * x) - 1) / (exp(2 * x) + 1)           | tanh(x)
      (1 - exp(-2 * x)) / (1 + exp(-2 * x))         | tanh(x)
      2 * sigmoid(2 * x) - 1                        | tanh(x)
      1 - 2 * sigmoid(x)                            | -tanh(0.5 * x)
      2 / (1 + exp(-2 * x)) - 1                     | tanh(x)
      sigmoid(x) - 0.5                              | 0.5 * tanh(0.5 * x)
      tanh(-x)                                      | -tanh(x)
      sqrt(x * x)                                   | abs(x)
      log(sum(exp(outputs)))                        | logSumExp(outputs)
      log(sum(exp(-2 * outputs)))                   | logSumExp(-2 * outputs)
      log(exp(outputs[label]) / sum(exp(outputs)))  | outputs[label] - logSumExp(outputs)
      exp(outputs) / sum(exp(outputs))              | exp(outputs - logSumExp(outputs))
      1 / sum(exp(outputs))                         | exp(-logSumExp(outputs))
      sum(targets * exp(outputs)) / sum(exp(outputs)) | sum(targets * exp(outputs - logSumExp(outputs)))
      sum(targets * log(exp(outputs) / sum(exp(outputs)))) | sum(targets * (outputs - logSumExp(outputs)))
      """)
  void appliesEachRule(String formula, String stable) {
    assertEquals(stable, FormulaPrinter.print(StableForms.of(FormulaParser.parse(formula))));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      exp(log(x))
      log(x)
      log(x - 1)
      log(a + b)
      log(sum(outputs))
      exp(x) - 2
      a / (2 + b)
      x / exp(x)
      1 - 3 * sigmoid(x)
      """)
  void leavesAloneWhatItMayNotChange(String formula) {
    assertEquals(formula, FormulaPrinter.print(StableForms.of(FormulaParser.parse(formula))));
  }
}
