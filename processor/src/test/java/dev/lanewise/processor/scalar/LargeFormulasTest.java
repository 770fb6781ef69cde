package dev.lanewise.processor.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.formula.Evaluator;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FormulaParser;
import dev.lanewise.formula.Parts;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Formulas of hundreds of operations whose parts are used many times: each pass takes time in proportion to the parts.
class LargeFormulasTest {

  /// @param formula of one step, in `a`, the step before, and `x`
  private record Steps(String formula, int count) {
    Expr expr() {
      StringBuilder text = new StringBuilder("a0 = x; ");
      for (int i = 0; i < count; i++) {
        text.append("a").append(i + 1).append(" = ").append(formula.replaceAll("\\ba\\b", "a" + i)).append("; ");
      }
      return FormulaParser.parse(text + "a" + count);
    }
  }

  private static Stream<Steps> formulas() {
    return Stream.of(
        new Steps("0.5 * (a + 3 / a)", 100),
        new Steps("a * a", 40),
        new Steps("tanh(a + x)", 150),
        new Steps("where(a > x, 0.5 * a, a + 0.1 * x)", 40),
        new Steps("max(a - 0.1, -a)", 60),
        new Steps("a + 0.01 * sigmoid(a) * x", 80));
  }

  @ParameterizedTest
  @MethodSource("formulas")
  void theDerivativeHasSomeTimesTheOperationsAndTheRightValue(Steps steps) {
    Expr formula = steps.expr();
    Expr derivative = Derivative.of(formula, "x");
    int operations = Parts.operations(formula);
    assertTrue(Parts.operations(derivative) <= 8 * operations + 20, () -> Parts.operations(derivative) + " operations");
    for (double x : new double[] {0.3, 0.9, 1.0001}) {
      double expected = Evaluator.differentiate(formula, "x", x).derivative();
      double actual = Evaluator.evaluate(derivative, "x", x);
      assertEquals(expected, actual, 1e-9 * Math.max(1, Math.abs(expected)), "at " + x);
    }
  }

  @ParameterizedTest
  @MethodSource("formulas")
  void everyOtherWalkComesToAnEnd(Steps steps) {
    Expr formula = steps.expr();
    assertTrue(Cost.of(formula) >= Parts.operations(formula) / 2);
    OutputForm.rewrite(formula, Derivative.of(formula, "x"), "x", "y");
    Interval range = Interval.of(formula, Map.of("x", new Interval(0.5, 0.5)));
    assertTrue(range.low() <= range.high());
  }
}
