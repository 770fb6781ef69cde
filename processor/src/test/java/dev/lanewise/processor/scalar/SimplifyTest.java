package dev.lanewise.processor.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.formula.Evaluator;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FormulaParser;
import dev.lanewise.formula.FormulaPrinter;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimplifyTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      2 + 3 * 4                     | 14
      exp(0) + x                    | 1 + x
      x + 0                         | x
      0 + x                         | x
      x - 0                         | x
      0 - x                         | -x
      a + -b                        | a - b
      a + -2 * b                    | a - 2 * b
      a + -1                        | a - 1
      a - -b                        | a + b
      a - -2 * b                    | a + 2 * b
      a - -1                        | a + 1
      -a + b                        | b - a
      x + x                         | 2 * x
      1 * x                         | x
      x * 1                         | x
      0 * x                         | 0
      x * 0                         | 0
      x * -1                        | -x
      x * 3                         | 3 * x
      2 * (x * 3)                   | 6 * x
      x * 2 * 3                     | 6 * x
      a * (2 * b)                   | 2 * (a * b)
      a * 2 * (b * 4)               | 8 * (a * b)
      -a * b                        | -(a * b)
      -a * -b                       | a * b
      abs(a) * sign(a)              | a
      sign(a) * abs(a)              | a
      2 * (3 / x)                   | 6 / x
      x / 1                         | x
      x / -1                        | -x
      0 / x                         | 0
      -a / b                        | -(a / b)
      a / -b                        | -(a / b)
      pow(x, 0)                     | 1
      pow(x, 1)                     | x
      pow(x, 2)                     | x * x
      pow(x, 3)                     | x * x * x
      pow(x, 4)                     | x * x * (x * x)
      pow(x, 8)                     | x * x * (x * x) * (x * x * (x * x))
      pow(x, 0.5)                   | sqrt(x)
      pow(x, -1)                    | 1 / x
      pow(-x, 2)                    | x * x
      pow(3, 4)                     | 81
      -(-x)                         | x
      -(2 * x)                      | -2 * x
      -(a - b)                      | b - a
      abs(-x)                       | abs(x)
      abs(abs(x))                   | abs(x)
      max(x, x)                     | x
      where(x > 0, a, a)            | a
      where(1 > 0, a, b)            | a
      where(!(1 > 0), a, b)         | b
      where(!(x > 0), a, b)         | where(x > 0, b, a)
      where(!(x == 0), 2, 1)        | where(x != 0, 2, 1)
      where(x > 0, where(x > 0, a, b), c)            | where(x > 0, a, c)
      where(x > 0, a, 1 + where(x > 0, b, exp(c)))   | where(x > 0, a, 1 + exp(c))
      where(x > 0 && 1 > 0, a, b)                    | where(x > 0, a, b)
      where(0 > 1 && x > 0, a, b)                    | b
      sum(1 * outputs)                               | sum(outputs)
      """)
  void appliesEachRule(String formula, String simple) {
    assertEquals(simple, simplified(formula));
  }

  @Test
  void joinsConditionsWithOr() {
    assertEquals("a", simplified("where(1 > 0 || x > 0, a, b)"));
    assertEquals("where(x > 0, a, b)", simplified("where(x > 0 || 0 > 1, a, b)"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      x * x
      x - x
      pow(x, 9)
      pow(x, -2)
      pow(x, 1.5)
      pow(1, x)
      a + b + c
      x + 1 + 2
      log(-1)
      1 / 0
      1e30 * 1e30
      1e-30 * (1e-30 * x)
      where(x == x, a, b)
      where(x > 0, sum(where(x > 0, a, b)), c)
      """)
  void leavesAloneWhatItMayNotChange(String formula) {
    assertEquals(formula, simplified(formula));
  }

  /// Constants and points are small multiples of 1/4, so that sums and products are exact in double precision and both
  /// sides of every rule round alike.
  @Test
  void keepsTheValueOfRandomExpressions() {
    int compared = 0;
    for (long seed = 0; seed < 3000; seed++) {
      Random random = new Random(seed);
      Expr expr = RandomScalars.number(random, 1 + (int) (seed % 5));
      Expr simple = Simplify.simplify(expr);
      assertEquals(simple, Simplify.simplify(simple), "seed " + seed);
      for (int i = 0; i < 5; i++) {
        Map<String, double[]> point = RandomScalars.point(random);
        if (RandomScalars.isFiniteThroughout(expr, point)) {
          compared++;
          double expected = Evaluator.evaluate(expr, point);
          String message = "seed " + seed + ": " + FormulaPrinter.print(expr) + " = " + FormulaPrinter.print(simple);
          assertEquals(expected, Evaluator.evaluate(simple, point), 1e-12 * Math.abs(expected), message);
        }
      }
    }
    assertTrue(compared > 5000, "most values must be finite, but only " + compared + " of 15000 are");
  }

  @Test
  void derivativesOfRandomExpressionsAgreeWithDualNumbers() {
    int compared = 0;
    for (long seed = 0; seed < 3000; seed++) {
      Random random = new Random(seed);
      Expr expr = RandomScalars.number(random, 1 + (int) (seed % 4));
      Expr derivative = Derivative.of(expr, "x");
      for (int i = 0; i < 5; i++) {
        Map<String, double[]> point = RandomScalars.point(random);
        if (RandomScalars.isFiniteThroughout(expr, point) && RandomScalars.isFiniteThroughout(derivative, point)) {
          compared++;
          double expected = Evaluator.differentiate(Simplify.simplify(expr), point, "x", 0).derivative();
          String message = "seed " + seed + ": d " + FormulaPrinter.print(expr) + " = "
              + FormulaPrinter.print(derivative) + " at " + point.get("x")[0];
          double actual = Evaluator.evaluate(derivative, point);
          // A negative number to a whole power has a value, but no derivative by the exponent.
          if (Double.isNaN(expected) && FormulaPrinter.print(expr).contains("pow(")) {
            continue;
          }
          assertEquals(expected, actual, 1e-9 * Math.max(1, Math.abs(expected)), message);
        }
      }
    }
    assertTrue(compared > 5000, "most derivatives must be finite, but only " + compared + " of 15000 are");
  }

  private static String simplified(String formula) {
    return FormulaPrinter.print(Simplify.simplify(FormulaParser.parse(formula)));
  }
}
