package dev.lanewise.reference;

import dev.lanewise.formula.Expr;
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
  public double[] apply(double[] x, int rows) {
    return new ArrayFormula(formula, Map.of(ARGUMENT, x)).value();
  }

  @Override
  public double[] inputGradient(double[] x, double[] outputGradient, int rows) {
    return new ArrayFormula(formula, Map.of(ARGUMENT, x)).gradient(ARGUMENT, outputGradient);
  }

  @Override
  public Map<String, double[]> parameterGradients(double[] x, double[] outputGradient, int rows) {
    return Map.of();
  }
}
