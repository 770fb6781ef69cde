package dev.lanewise.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluatorTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      softplus(x)  | -800 | 0
      softplus(x)  |  800 | 800
      softplus(x)  |    0 | 0.6931471805599453
      sigmoid(x)   | -800 | 0
      sigmoid(x)   |  800 | 1
      sigmoid(x)   |  -50 | 1.9287498479639178e-22
      sign(x)      |  -3  | -1
      sign(x)      |   0  | 0
      where(x > 0, log(x), 7)          |  -1 | 7
      """)
  void isRightAtExtremes(String formula, double x, double expected) {
    assertEquals(expected, Evaluator.evaluate(FormulaParser.parse(formula), "x", x), Math.ulp(expected));
  }

  @Test
  void numbersPassNaNOnAndComparisonsWithNaNFail() {
    for (String formula : new String[] {"sign(x)", "abs(x)", "min(x, 1)", "max(1, x)", "erf(x)", "softplus(x)"}) {
      assertEquals(Double.NaN, Evaluator.evaluate(FormulaParser.parse(formula), "x", Double.NaN), formula);
    }
    for (String condition : new String[] {"x < 1 || x >= 1", "x == x", "x > 0 || x <= 0", "!(x != x)"}) {
      Expr chosen = FormulaParser.parse("where(" + condition + ", 1, 0)");
      assertEquals(0, Evaluator.evaluate(chosen, "x", Double.NaN), condition);
    }
  }

  @Test
  void errorFunctionAgreesWithItsSeriesInFiftyDigits() {
    for (double x = 0; x <= 6.5; x += 0.0625) {
      double expected = exactErrorFunction(x);
      assertEquals(expected, erf(x), 1e-15 * Math.max(expected, 1e-3), "erf(" + x + ")");
      assertEquals(-erf(x), erf(-x));
    }
    assertEquals(1, erf(Double.POSITIVE_INFINITY));
    assertEquals(-1, erf(Double.NEGATIVE_INFINITY));
    assertEquals(1e-300 * 1.1283791670955126, erf(1e-300), 1e-315);
    assertTrue(Double.isNaN(erf(Double.NaN)));
  }

  @Test
  void reducesVectors() {
    Map<String, double[]> row = Map.of(
        "outputs", new double[] {1, 3, 2}, "targets", new double[] {0.5, 0.25, 0.25}, "label", new double[] {2});
    assertEquals(6, Evaluator.evaluate(FormulaParser.parse("sum(outputs)"), row));
    assertEquals(3, Evaluator.evaluate(FormulaParser.parse("rowMax(outputs)"), row));
    assertEquals(2, Evaluator.evaluate(FormulaParser.parse("outputs[label]"), row));
    assertEquals(1.75, Evaluator.evaluate(FormulaParser.parse("sum(targets * outputs)"), row));
    double expected = 3 + StrictMath.log(StrictMath.exp(-2) + 1 + StrictMath.exp(-1));
    assertEquals(expected, Evaluator.evaluate(FormulaParser.parse("logSumExp(outputs)"), row), 1e-15);
  }

  @Test
  void aReductionRunsOverTheRowsThatItReadsItself() {
    Map<String, double[]> row = Map.of(
        "outputs", new double[] {1, 3, 2}, "targets", new double[] {5, 7}, "label", new double[] {2});
    assertEquals(7 + 12, Evaluator.evaluate(FormulaParser.parse("sum(position * targets) + 2 * sum(outputs)"), row));
    assertEquals(6 * 12, Evaluator.evaluate(FormulaParser.parse("sum(targets * sum(outputs))"), row));
    assertEquals(3, Evaluator.evaluate(FormulaParser.parse("sum(position)"), row));
    assertEquals(4, Evaluator.evaluate(FormulaParser.parse("sum(where(position == label, 0, outputs))"), row));
    assertEquals(1, Evaluator.differentiate(
        FormulaParser.parse("sum(where(position == label, 0, outputs))"), row, "outputs", 0).derivative());
  }

  @Test
  void logSumExpDoesNotOverflow() {
    Map<String, double[]> row = Map.of("outputs", new double[] {1000, 1000});
    assertEquals(1000 + StrictMath.log(2), Evaluator.evaluate(FormulaParser.parse("logSumExp(outputs)"), row), 1e-12);
  }

  @Test
  void differentiatesWithRespectToOneElement() {
    Map<String, double[]> row = Map.of("outputs", new double[] {0, 0, 0, 0}, "label", new double[] {1});
    Expr loss = FormulaParser.parse("logSumExp(outputs) - outputs[label]");
    assertEquals(0.25, Evaluator.differentiate(loss, row, "outputs", 0).derivative(), 1e-15);
    assertEquals(-0.75, Evaluator.differentiate(loss, row, "outputs", 1).derivative(), 1e-15);
  }

  @Test
  void everyElementEqualToTheMaximumGetsItsDerivative() {
    Map<String, double[]> row = Map.of("outputs", new double[] {2, 1, 2});
    Expr max = FormulaParser.parse("rowMax(outputs)");
    assertEquals(1, Evaluator.differentiate(max, row, "outputs", 0).derivative());
    assertEquals(0, Evaluator.differentiate(max, row, "outputs", 1).derivative());
    assertEquals(1, Evaluator.differentiate(max, row, "outputs", 2).derivative());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      max(x, 0)               | 0 | 0
      max(0, x)               | 0 | 1
      min(x, 0)               | 0 | 0
      abs(x)                  | 0 | 0
      where(x > 0, 2 * x, x)  | 0 | 1
      sign(x)                 | 0 | 0
      where(x > 0, sqrt(x), 0)| 0 | 0
      floor(x)                | 1 | 0
      rint(x)                 | 0.5 | 0
      pow(x, 1.5)             | 0 | 0
      pow(x, 1)               | 0 | 1
      pow(x, 0)               | 0 | 0
      pow(0, x)               | 2 | 0
      """)
  void kinksFollowTheDocumentedRule(String formula, double x, double derivative) {
    assertEquals(derivative, Evaluator.differentiate(FormulaParser.parse(formula), "x", x).derivative());
  }

  @Test
  void namesWhatIsMissingOrMisused() {
    Expr formula = FormulaParser.parse("x + bias");
    assertProblem("variable 'bias' has no value", formula, Map.of("x", new double[] {1}));
    assertProblem("'x' is a vector of 2 numbers", formula, Map.of("x", new double[2], "bias", new double[1]));
  }

  private static void assertProblem(String message, Expr formula, Map<String, double[]> variables) {
    IllegalArgumentException problem =
        assertThrows(IllegalArgumentException.class, () -> Evaluator.evaluate(formula, variables));
    assertTrue(problem.getMessage().contains(message), problem.getMessage());
  }

  private static double erf(double x) {
    return Evaluator.evaluate(FormulaParser.parse("erf(x)"), "x", x);
  }

  /// The Maclaurin series, Abramowitz and Stegun 7.1.5, with digits enough for its cancellation at 6.5.
  private static double exactErrorFunction(double x) {
    MathContext digits = new MathContext(60);
    BigDecimal square = new BigDecimal(x).pow(2, digits);
    BigDecimal power = new BigDecimal(x);
    BigDecimal sum = BigDecimal.ZERO;
    for (int n = 0; n < 300; n++) {
      sum = sum.add(power.divide(BigDecimal.valueOf(2 * n + 1), digits), digits);
      power = power.multiply(square, digits).divide(BigDecimal.valueOf(-(n + 1)), digits);
    }
    BigDecimal pi = new BigDecimal("3.14159265358979323846264338327950288419716939937510582097494");
    return sum.multiply(BigDecimal.TWO).divide(pi.sqrt(digits), digits).doubleValue();
  }
}
