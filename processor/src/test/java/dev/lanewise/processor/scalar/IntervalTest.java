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

class IntervalTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      2 * x - 1        | -2 | 3 | -5 | 5
      -x               | -2 | 3 | -3 | 2
      x * x            | -2 | 3 | 0  | 9
      abs(x)           | -2 | 3 | 0  | 3
      abs(x)           | -3 | -2 | 2 | 3
      1 / x            |  2 | 4 | 0.25 | 0.5
      1 / x            | -1 | 4 | -Infinity | Infinity
      max(x, 0)        | -2 | 3 | 0  | 3
      min(x, 0)        | -2 | 3 | -2 | 0
      sqrt(x)          | -4 | 4 | 0  | 2
      log(x)           | -1 | 1 | -Infinity | 0
      sigmoid(x)       | -Infinity | Infinity | 0 | 1
      expm1(x)         | -Infinity | 0 | -1 | 0
      0.01 * x         | -Infinity | 0 | -Infinity | 0
      where(x > 4, 7, x) | -2 | 3 | -2 | 3
      where(x < 1, 7, x) | -2 | 3 | -2 | 7
      sin(x)           | -9 | -1 | -1 | 1
      sin(x)           | 0  | 0.5 | 0 | 0.479425538604203
      cos(x)           | -0.5 | 0.5 | 0.8775825618903728 | 1
      sin(x)           | -Infinity | 0 | -1 | 1
      atan(x)          | -Infinity | 1 | -1.5707963267948966 | 0.7853981633974483
      floor(x)         | -0.5 | 2.5 | -1 | 2
      rint(x)          | -0.5 | 2.5 | 0 | 2
      pow(x, 2)        | -2 | 1 | 0 | 4
      pow(x, 3)        | -2 | 1 | -8 | 1
      pow(x, -2)       | -2 | 1 | 0.25 | Infinity
      pow(x, -1)       | -2 | 1 | -Infinity | Infinity
      pow(x, -1)       | 2 | 4 | 0.25 | 0.5
      pow(x, 1.5)      | -2 | 4 | 0 | 8
      pow(x, -0.5)     | -2 | 4 | 0.5 | Infinity
      pow(2, x)        | -1 | Infinity | 0.5 | Infinity
      pow(x, x)        | 0.5 | 2 | 0.25 | 4
      pow(x, x)        | -1 | 2 | -Infinity | Infinity
      pow(1, x)        | 0 | Infinity | 0 | Infinity
      sign(x) + y      |  1 | 2 | -Infinity | Infinity
      """)
  void boundsTheValues(String formula, double from, double to, double low, double high) {
    Interval range = Interval.of(FormulaParser.parse(formula), Map.of("x", new Interval(from, to)));
    assertEquals(low + 0.0, range.low() + 0.0);
    assertEquals(high + 0.0, range.high() + 0.0);
  }

  @Test
  void containsEveryValueOfRandomExpressions() {
    for (long seed = 0; seed < 3000; seed++) {
      Random random = new Random(seed);
      Expr expr = RandomScalars.number(random, 1 + (int) (seed % 4));
      Map<String, Interval> ranges = Map.of("x", new Interval(-3, 1), "t", new Interval(0, 3));
      Interval range = Interval.of(expr, ranges);
      for (int i = 0; i < 10; i++) {
        Map<String, double[]> point =
            Map.of("x", new double[] {4 * random.nextDouble() - 3}, "t", new double[] {3 * random.nextDouble()});
        double value = Evaluator.evaluate(expr, point);
        double rounding = 1e-12 * Math.abs(value);
        assertTrue(
            !RandomScalars.isFiniteThroughout(expr, point)
                || value >= range.low() - rounding && value <= range.high() + rounding,
            "seed " + seed + ": " + FormulaPrinter.print(expr) + " = " + value + " outside " + range);
      }
    }
  }
}
