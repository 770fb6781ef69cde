package dev.lanewise.reference;

import dev.lanewise.formula.ComplexNumber;
import dev.lanewise.formula.Expr;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// A function of one number, applied to every element.
///
/// @param formula in the variable `x` and the names of the learnt parameters
/// @param parameters the values of each learnt parameter: one, or one for each unit
record ActivationStep(Expr formula, Map<String, double[]> parameters) implements ReferenceStep {
  static final String ARGUMENT = "x";

  /// The same function with one more learnt parameter.
  ActivationStep withLearnt(String name, double[] values) {
    Map<String, double[]> more = new LinkedHashMap<>(parameters);
    more.put(name, values);
    return new ActivationStep(formula, more);
  }

  @Override
  public int outputWidth(int inputWidth) {
    return inputWidth;
  }

  @Override
  public double[] apply(double[] x, int rows, Rounding rounding) {
    return new ArrayFormula(formula, variables(x), rounding).value();
  }

  @Override
  public double[] inputGradient(double[] x, double[] outputGradient, int rows, Rounding rounding) {
    return new ArrayFormula(formula, variables(x), rounding).gradient(ARGUMENT, outputGradient);
  }

  @Override
  public Map<String, double[]> parameterGradients(
      double[] x, double[] outputGradient, int rows, Rounding rounding) {
    Map<String, double[]> gradients = new LinkedHashMap<>();
    parameters.forEach((name, values) -> {
      double[] each = new ArrayFormula(formula, variables(x), rounding).gradient(name, outputGradient);
      double[] sums = new double[values.length];
      for (int i = 0; i < each.length; i++) {
        sums[i % sums.length] = rounding.of(sums[i % sums.length] + each[i]);
      }
      gradients.put(name, sums);
    });
    return gradients;
  }

  /// The variables of the formula, as many values of each as there are elements.
  private Map<String, double[]> variables(double[] x) {
    Map<String, double[]> variables = new HashMap<>(Map.of(ARGUMENT, x));
    parameters.forEach((name, values) -> {
      double[] repeated = new double[x.length];
      Arrays.setAll(repeated, i -> values[i % values.length]);
      variables.put(name, repeated);
    });
    return variables;
  }

  @Override
  public ReferenceStep with(Map<String, double[]> changed) {
    return new ActivationStep(formula, changed);
  }

  @Override
  public ComplexNumber[] apply(ComplexNumber[] x, int rows, String parameter, int index, double imaginary) {
    Map<String, ComplexNumber[]> variables = new HashMap<>(Map.of(ARGUMENT, x));
    parameters.forEach((name, values) -> {
      ComplexNumber[] repeated = new ComplexNumber[x.length];
      Arrays.setAll(repeated, i -> new ComplexNumber(
          values[i % values.length], name.equals(parameter) && i % values.length == index ? imaginary : 0));
      variables.put(name, repeated);
    });
    ComplexFormula formulas = new ComplexFormula(variables);
    ComplexNumber[] y = new ComplexNumber[x.length];
    Arrays.setAll(y, i -> formulas.value(formula, i));
    return y;
  }
}
