package dev.lanewise;

import java.util.List;

/// A function of some numbers whose gradient is known.
///
/// The class that is generated for a method annotated [Differentiable] implements this. Generated functions keep no
/// state, so that any number of threads may share one. What is computed in `float` is handed out as `double`.
public interface DifferentiableFunction {

  /// The number of numbers that the function takes, at least 1.
  int arity();

  /// The names of these numbers in order: `x0`, `x1`, or for the elements of an array `x[0]`, `x[1]`.
  List<String> parameterNames();

  /// The value at a point; NaN or infinite where the function is.
  ///
  /// @param point `[arity]`
  /// @throws IllegalArgumentException if the point has another length
  double value(double... point);

  /// The value and the gradient at a point.
  ///
  /// @param point `[arity]`, is only read
  /// @param gradient `[arity]`, is overwritten with the derivatives; not the same array as the point
  /// @return the value, the same bits as [#value] gives
  /// @throws IllegalArgumentException if an array has another length, or both are the same
  double valueAndGradient(double[] point, double[] gradient);
}
