package dev.lanewise.reference;

import dev.lanewise.formula.ComplexNumber;
import java.util.Map;

/// One layer of a row, for batches given as `rows` samples side by side.
sealed interface ReferenceStep permits DenseStep, ActivationStep, DropoutStep {

  /// Numbers in each result for samples of a width.
  int outputWidth(int inputWidth);

  /// The outputs, `[rows, out]`.
  ///
  /// @param x `[rows, in]`
  double[] apply(double[] x, int rows, Rounding rounding);

  /// The gradient with respect to the inputs, `[rows, in]`.
  ///
  /// @param outputGradient `[rows, out]`
  double[] inputGradient(double[] x, double[] outputGradient, int rows, Rounding rounding);

  /// The gradient with respect to each parameter by the last part of its name, `weight`, `bias` or `slope`; penalties
  /// are part of it.
  Map<String, double[]> parameterGradients(double[] x, double[] outputGradient, int rows, Rounding rounding);

  /// The parameters by the last part of their names; the arrays themselves.
  Map<String, double[]> parameters();

  /// The same layer with other parameters.
  ///
  /// @param parameters as in [#parameters]
  ReferenceStep with(Map<String, double[]> parameters);

  /// The same layer for a mini-batch with a noise seed.
  default ReferenceStep withNoise(long seed) {
    return this;
  }

  /// What a penalty on one parameter adds to the loss, where that parameter may be complex.
  ///
  /// @param parameter the last part of the parameter's name, or null
  default ComplexNumber penalty(String parameter, int index, double imaginary) {
    return ComplexNumber.ZERO;
  }

  /// The outputs for complex inputs, `[rows, out]`, where one parameter may be complex too.
  ///
  /// @param x `[rows, in]`
  /// @param parameter the last part of the parameter's name, or null if all are real
  /// @param index the number of the parameter that has an imaginary part
  /// @param imaginary its imaginary part
  ComplexNumber[] apply(ComplexNumber[] x, int rows, String parameter, int index, double imaginary);
}
