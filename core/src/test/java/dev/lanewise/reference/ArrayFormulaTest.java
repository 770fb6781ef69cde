package dev.lanewise.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.formula.Evaluator;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FormulaParser;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reverse mode over arrays against forward mode, element by element.
class ArrayFormulaTest {
  private static final Map<String, double[]> ROW = Map.of(
      "outputs", new double[] {1.5, -2, 0, 1.5}, "targets", new double[] {0, 1, 0.25, -3}, "label",
      new double[] {2});

  @ParameterizedTest
  @ValueSource(strings = {
    "logSumExp(outputs) - outputs[label]",
    "sum(targets) * logSumExp(outputs) - sum(targets * outputs)",
    "rowMax(outputs) * outputs[label] + rowMax(outputs - targets)",
    "sum(where(outputs > targets && outputs != 0, outputs * outputs, abs(outputs))) / (1 + sum(abs(outputs)))",
    "s = logSumExp(outputs); sum(exp(outputs - s) * (outputs - rowMax(outputs)))",
    "sum(where(outputs > 0, sqrt(outputs), 0))"
  })
  void agreesWithForwardMode(String text) {
    Expr formula = FormulaParser.parse(text);
    ArrayFormula arrays = new ArrayFormula(formula, ROW, Rounding.NONE);
    assertArrayEquals(new double[] {Evaluator.evaluate(formula, ROW)}, arrays.value(), 1e-14);
    double[] expected = new double[4];
    Arrays.setAll(expected, i -> Evaluator.differentiate(formula, ROW, "outputs", i).derivative());
    assertArrayEquals(expected, arrays.gradient("outputs", new double[] {1}), 1e-14);
  }

  @Test
  void weighsTheElementsOfItsValue() {
    ArrayFormula square =
        new ArrayFormula(FormulaParser.parse("x * x"), Map.of("x", new double[] {3, 5}), Rounding.NONE);
    assertArrayEquals(new double[] {9, 25}, square.value());
    assertArrayEquals(new double[] {6, -10}, square.gradient("x", new double[] {1, -1}));
  }

  @Test
  void reductionsPassNaNOn() {
    Map<String, double[]> row = Map.of("outputs", new double[] {1, Double.NaN, 2});
    for (String formula : new String[] {"sum(outputs)", "rowMax(outputs)", "logSumExp(outputs)"}) {
      double value = new ArrayFormula(FormulaParser.parse(formula), row, Rounding.NONE).value()[0];
      assertTrue(Double.isNaN(value), formula);
      assertEquals(value, Evaluator.evaluate(FormulaParser.parse(formula), row));
    }
  }
}
