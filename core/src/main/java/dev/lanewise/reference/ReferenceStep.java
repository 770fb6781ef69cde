package dev.lanewise.reference;

import java.util.Map;

/// One layer of a row, for batches given as `rows` samples side by side.
sealed interface ReferenceStep permits DenseStep, ActivationStep {

  /// Numbers in each result for samples of a width.
  int outputWidth(int inputWidth);

  /// The outputs, `[rows, out]`.
  ///
  /// @param x `[rows, in]`
  double[] apply(double[] x, int rows);

  /// The gradient with respect to the inputs, `[rows, in]`.
  ///
  /// @param outputGradient `[rows, out]`
  double[] inputGradient(double[] x, double[] outputGradient, int rows);

  /// The gradient with respect to each parameter by the last part of its name, `weight` or `bias`.
  Map<String, double[]> parameterGradients(double[] x, double[] outputGradient, int rows);
}
