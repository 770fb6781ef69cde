package dev.lanewise.processor.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.formula.FormulaParser;
import dev.lanewise.formula.FormulaPrinter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerivativeTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      x                       | 1
      3                       | 0
      max(x, 0)               | where(x > 0, 1, 0)
      min(x, 6)               | where(x < 6, 1, 0)
      where(x > 0, x, 0.01*x) | where(x > 0, 1, 0.01)
      where(x > 0, x, expm1(x)) | where(x > 0, 1, expm1(x) + 1)
      sigmoid(x)              | sigmoid(x) * (1 - sigmoid(x))
      tanh(x)                 | 1 - tanh(x) * tanh(x)
      softplus(x)             | sigmoid(x)
      x * sigmoid(x)          | sigmoid(x) + x * (sigmoid(x) * (1 - sigmoid(x)))
      erf(x)                  | 1.1283791670955126 * exp(-(x * x))
      x * x * x               | 3 * (x * x)
      1 / x                   | -(1 / x / x)
      sin(x)                  | cos(x)
      cos(2 * x)              | -2 * sin(2 * x)
      atan(x)                 | 1 / (x * x + 1)
      floor(x) + rint(2 * x)  | 0
      x + pow(sin(x), 2)      | 1 + 2 * (sin(x) * cos(x))
      pow(x, 6)               | 6 * (x * x * (x * x) * x)
      pow(x, 1.5)             | 1.5 * sqrt(x)
      pow(x, 2.5)             | 2.5 * pow(x, 1.5)
      pow(x, -1)              | -(1 / x / x)
      pow(2, x)               | 0.6931471805599453 * pow(2, x)
      pow(x, t)               | where(t == 0, 0, t * pow(x, t - 1))
      pow(t, x)               | where(t == 0, 0, pow(t, x) * log(t))
      sqrt(2 * x)             | 1 / sqrt(2 * x)
      log(x) + log1p(x)       | 1 / x + 1 / (x + 1)
      sign(x) * 3             | 0
      abs(-x)                 | sign(x)
      """)
  void comesOutAsAPersonWouldWriteIt(String formula, String derivative) {
    assertEquals(derivative, derivative(formula, "x"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      0.5 * (p - t) * (p - t)                               | p - t
      (p - t) * (p - t)                                     | 2 * (p - t)
      abs(p - t)                                            | sign(p - t)
      softplus(p) - t * p                                   | sigmoid(p) - t
      e = abs(p - t); where(e <= 1, 0.5 * e * e, e - 0.5)   | where(abs(p - t) <= 1, p - t, sign(p - t))
      """)
  void derivativesOfLossesAreTheTextbooks(String formula, String derivative) {
    assertEquals(derivative, derivative(formula, "p"));
  }

  @Test
  void refusesRowWiseFormulas() {
    for (String formula : new String[] {"logSumExp(outputs)", "outputs[label]"}) {
      IllegalArgumentException problem =
          assertThrows(IllegalArgumentException.class, () -> derivative(formula, "outputs"));
      assertTrue(
          problem.getMessage().contains("'" + formula + "' belongs to a row-wise formula"), problem.getMessage());
    }
  }

  private static String derivative(String formula, String variable) {
    return FormulaPrinter.print(Derivative.of(FormulaParser.parse(formula), variable));
  }
}
