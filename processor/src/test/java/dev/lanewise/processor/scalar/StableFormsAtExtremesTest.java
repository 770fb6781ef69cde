package dev.lanewise.processor.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.formula.DualNumber;
import dev.lanewise.formula.Evaluator;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FormulaParser;
import dev.lanewise.formula.FormulaPrinter;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Formulas as books write them, computed in single precision after [StableForms], against forms that are stable by
/// hand, computed in double precision with dual numbers. Most of the formulas overflow or cancel as written.
class StableFormsAtExtremesTest {
  private static final double ROUNDING = 0x1p-24;

  private static final double[] POINTS = {
    0, 1e-30, -1e-30, 1e-4, -1e-4, 0.5, -0.5, 3, -3, 17, -17, 50, -50, 88, -88, 104, -104, 1e4, -1e4
  };

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      log(sigmoid(x))                                | -softplus(-x)
      log(1 - sigmoid(x))                            | -softplus(x)
      log(1 / (1 + exp(-x)))                         | -softplus(-x)
      log(1 - 1 / (1 + exp(-x)))                     | -softplus(x)
      log(1 + exp(x))                                | softplus(x)
      log(exp(x) + 1)                                | softplus(x)
      log1p(exp(x))                                  | softplus(x)
      log(1 + exp(-x)) + x                           | softplus(x)
      log(1 + exp(x)) - x                            | softplus(-x)
      log(exp(x))                                    | x
      log(exp(x) * exp(x))                           | 2 * x
      exp(x) - 1                                     | expm1(x)
      1 - exp(x)                                     | -expm1(x)
      0.5 * exp(x) - 0.5                             | 0.5 * expm1(x)
      1 - sigmoid(x)                                 | sigmoid(-x)
      1 / (1 + exp(-x))                              | sigmoid(x)
      1 / (1 + exp(x))                               | sigmoid(-x)
      exp(x) / (1 + exp(x))                          | sigmoid(x)
      exp(x) / (exp(x) + exp(-x))                    | sigmoid(2 * x)
      exp(-x) / ((1 + exp(-x)) * (1 + exp(-x)))      | sigmoid(x) * sigmoid(-x)
      x / (1 + exp(-x))                              | x * sigmoid(x)
      (exp(x) - exp(-x)) / (exp(x) + exp(-x))        | tanh(x)
      (exp(2 * x) - 1) / (exp(2 * x) + 1)            | tanh(x)
      (1 - exp(-2 * x)) / (1 + exp(-2 * x))          | tanh(x)
      2 * sigmoid(2 * x) - 1                         | tanh(x)
      2 / (1 + exp(-x)) - 1                          | tanh(0.5 * x)
      log(1 + x * x)                                 | log1p(x * x)
      sqrt(x * x)                                    | abs(x)
      exp(-log(1 + exp(x)))                          | sigmoid(-x)
      1 - exp(-log(1 + exp(x)))                      | sigmoid(x)
      exp(log(x * x))                                | x * x
      log(where(x > 0.5, sigmoid(x), 1 - sigmoid(x))) | where(x > 0.5, -softplus(-x), -softplus(x))
      """)
  void areAccurateWithTheirDerivatives(String formula, String stableByHand) {
    Expr form = StableForms.of(FormulaParser.parse(formula));
    Expr derivative = Derivative.of(form, "x");
    Expr expected = FormulaParser.parse(stableByHand);
    for (double point : POINTS) {
      float x = (float) point;
      DualNumber exact = Evaluator.differentiate(expected, "x", x);
      String where = FormulaPrinter.print(form) + " at " + x;
      double floor = Math.abs(x) * Float.MIN_NORMAL; // x times a number too small to be normal
      assertClose(exact.value(), FloatEvaluator.evaluate(form, Map.of("x", x)), 8, floor, where);
      // The slope of a sigmoid is s * (1 - s), so that it needs no second sigmoid; a factor x makes 1 - s coarser.
      assertClose(exact.derivative(), FloatEvaluator.evaluate(derivative, Map.of("x", x)), 16, 1,
          "derivative " + FormulaPrinter.print(derivative) + " of " + where);
    }
  }

  /// Two classes: the value is that of the larger, and each derivative its probability.
  @Test
  void addsExponentialsOfAnySize() {
    Expr form = StableForms.of(FormulaParser.parse("log(exp(a) + exp(b))"));
    for (double first : POINTS) {
      for (double second : POINTS) {
        float a = (float) first;
        float b = (float) second;
        Map<String, Float> at = Map.of("a", a, "b", b);
        double exact = Math.max(a, b) + StrictMath.log1p(StrictMath.exp(-Math.abs((double) a - b)));
        String where = " at " + at;
        assertClose(exact, FloatEvaluator.evaluate(form, at), 8, 1, "value" + where);
        double share = DualNumber.constant((double) a - b).apply(Expr.UnaryOp.SIGMOID).value();
        assertClose(share, FloatEvaluator.evaluate(Derivative.of(form, "a"), at), 8, 1, "by a" + where);
        assertClose(1 - share, FloatEvaluator.evaluate(Derivative.of(form, "b"), at), 8, 1, "by b" + where);
      }
    }
  }

  @Test
  void addsExponentialsOneOfWhichHasVanished() {
    Expr form = StableForms.of(FormulaParser.parse("log(exp(a) + exp(b))"));
    Map<String, Float> at = Map.of("a", Float.NEGATIVE_INFINITY, "b", 3f);
    assertEquals(3f, FloatEvaluator.evaluate(form, at));
    assertEquals(0f, FloatEvaluator.evaluate(Derivative.of(form, "a"), at));
    assertEquals(1f, FloatEvaluator.evaluate(Derivative.of(form, "b"), at));
    assertEquals(Float.POSITIVE_INFINITY,
        FloatEvaluator.evaluate(form, Map.of("a", 3f, "b", Float.POSITIVE_INFINITY)));
  }

  /// Rows of logits as they are, far from 0, far apart and equal.
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      log(sum(exp(outputs)))                               | logSumExp(outputs)
      log(exp(outputs[label]) / sum(exp(outputs)))         | outputs[label] - logSumExp(outputs)
      -sum(targets * log(exp(outputs) / sum(exp(outputs)))) | sum(targets * (logSumExp(outputs) - outputs))
      sum(targets * exp(outputs) / sum(exp(outputs)))      | sum(targets * exp(outputs - logSumExp(outputs)))
      sum(targets * exp(outputs)) / sum(exp(outputs))      | sum(targets * exp(outputs - logSumExp(outputs)))
      exp(outputs[label]) / sum(exp(outputs))              | exp(outputs[label] - logSumExp(outputs))
      """)
  void rowsOfLogitsOfAnySize(String formula, String stableByHand) {
    Expr form = StableForms.of(FormulaParser.parse(formula));
    double[][] rows = {{0, 0, 0}, {1, -2, 0.5}, {1e4, 1e4, 1e4}, {-1e4, -1e4, -1e4}, {1e4, -1e4, 0}, {-800, 800, 0}};
    for (double[] outputs : rows) {
      for (int label = 0; label < 3; label++) {
        Map<String, double[]> at = Map.of(
            "outputs", outputs, "targets", new double[] {0.25, 0, 0.75}, "label", new double[] {label});
        double expected = Evaluator.evaluate(FormulaParser.parse(stableByHand), at);
        assertEquals(expected, Evaluator.evaluate(form, at), 1e-12 * Math.abs(expected),
            FormulaPrinter.print(form) + " at " + Arrays.toString(outputs));
        for (int i = 0; i < 3; i++) {
          double slope = Evaluator.differentiate(form, at, "outputs", i).derivative();
          assertTrue(Double.isFinite(slope), FormulaPrinter.print(form));
        }
      }
    }
  }

  /// @param roundings how many relative errors of one rounding are allowed
  /// @param unit the magnitude below which the error may be that of this number; what is too small for a normal number
  ///     may always lose all that denormal numbers do not hold
  private static void assertClose(double exact, float actual, double roundings, double unit, String where) {
    if (Math.abs(exact) > Float.MAX_VALUE) {
      assertEquals((float) exact, actual, where);
      return;
    }
    double error = Math.abs(actual - exact);
    double allowed = roundings * ROUNDING * Math.max(Math.max(Math.abs(exact), unit), Float.MIN_NORMAL);
    assertTrue(error <= allowed, () -> where + " is " + actual + ", but should be " + exact);
  }
}
