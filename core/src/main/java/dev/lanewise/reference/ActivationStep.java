package dev.lanewise.reference;

import dev.lanewise.formula.ComplexNumber;
import dev.lanewise.formula.Expr;
import java.util.Arrays;
import java.util.Map;

/// A function of one number, applied to every element.
///
/// @param formula in the variable `x`
record ActivationStep(Expr formula) implements ReferenceStep {
  static final String ARGUMENT = "x";

  @Override
  public int outputWidth(int inputWidth) {
    return inputWidth;
  }

  @Override
  public double[] apply(double[] x, int rows, Rounding rounding) {
    return new ArrayFormula(formula, Map.of(ARGUMENT, x), rounding).value();
  }

  @Override
  public double[] inputGradient(double[] x, double[] outputGradient, int rows, Rounding rounding) {
    return new ArrayFormula(formula, Map.of(ARGUMENT, x), rounding).gradient(ARGUMENT, outputGradient);
  }

  @Override
  public Map<String, double[]> parameterGradients(
      double[] x, double[] outputGradient, int rows, Rounding rounding) {
    return Map.of();
  }

  @Override
  public Map<String, double[]> parameters() {
    return Map.of();
  }

  @Override
  public ReferenceStep with(Map<String, double[]> parameters) {
    return this;
  }

  @Override
  public ComplexNumber[] apply(ComplexNumber[] x, int rows, String parameter, int index, double imaginary) {
    ComplexFormula values = new ComplexFormula(Map.of(ARGUMENT, x));
    ComplexNumber[] y = new ComplexNumber[x.length];
    Arrays.setAll(y, i -> values.value(formula, i));
    return y;
  }
}
