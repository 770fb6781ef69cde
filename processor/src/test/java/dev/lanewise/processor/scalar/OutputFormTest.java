package dev.lanewise.processor.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.formula.Evaluator;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FormulaParser;
import dev.lanewise.formula.FormulaPrinter;
import dev.lanewise.formula.Formulas;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputFormTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      sigmoid(x)                        | y * (1 - y)
      tanh(x)                           | 1 - y * y
      exp(x)                            | y
      max(x, 0)                         | where(y > 0, 1, 0)
      where(x > 0, x, 0.01 * x)         | where(y > 0, 1, 0.01)
      where(x >= 0, x, 0.01 * x)        | where(y >= 0, 1, 0.01)
      where(x < 0, 0.01 * x, x)         | where(y < 0, 0.01, 1)
      where(x <= 0, 0.01 * x, x)        | where(y <= 0, 0.01, 1)
      where(x > 0, x, expm1(x))         | where(y > 0, 1, y + 1)
      where(x > 0, x, 0.3 * expm1(x))   | where(y > 0, 1, y + 0.3)
      softplus(x)                       | -expm1(-y)
      3 * x + 1                         | 3
      """)
  void writesTheDerivativeInTheOutput(String formula, String expected) {
    Expr f = FormulaParser.parse(formula);
    assertEquals(Optional.of(expected), outputForm(f).map(FormulaPrinter::print));
    for (double x = -8; x <= 8; x += 0.25) {
      double y = Evaluator.evaluate(f, "x", x);
      double derivative = Evaluator.differentiate(f, "x", x).derivative();
      assertEquals(derivative, Evaluator.evaluate(outputForm(f).orElseThrow(), "y", y), 1e-14, "x = " + x);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "x * sigmoid(x)", "0.5 * x * (1 + erf(x * 0.7071067811865476))", "x * x", "where(x > 0, x, -0.01 * x)",
      "where(x > 0, x, 0.01 * x + 1)", "where(x > 0, x + 1, -0.5 * expm1(x))", "where(x > 1, x, 0.5 * x)", "log(x)"
  })
  void isEmptyWhereTheArgumentIsNeeded(String formula) {
    assertEquals(Optional.empty(), outputForm(FormulaParser.parse(formula)));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      sigmoid(x)                        | d * (y * (1 - y))
      max(x, 0)                         | where(y > 0, d, 0)
      where(x > 0, x, 0.3 * expm1(x))   | d * where(y > 0, 1, y + 0.3)
      softplus(x)                       | -(d * expm1(-y))
      """)
  void rewritesTheDerivativeInsideAnExpression(String formula, String expected) {
    Expr f = FormulaParser.parse(formula);
    Expr gradient = Formulas.multiply(Formulas.variable("d"), Derivative.of(f, "x"));
    assertEquals(Optional.of(expected), OutputForm.rewrite(f, gradient, "x", "y").map(FormulaPrinter::print));
  }

  @Test
  void theNameOfTheOutputMustBeFree() {
    Expr formula = FormulaParser.parse("x * y");
    assertThrows(IllegalArgumentException.class, () -> OutputForm.rewrite(formula, formula, "x", "y"));
  }

  private static Optional<Expr> outputForm(Expr formula) {
    return OutputForm.rewrite(formula, Derivative.of(formula, "x"), "x", "y");
  }
}
