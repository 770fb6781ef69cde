package dev.lanewise;

import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// The gradient of any function of numbers, estimated from differences of its values.
///
/// Each derivative is the slope of a line through two values, one variable moved and the others held:
///
/// | | slope | error of the formula | evaluations |
/// |---|---|---|---|
/// | central | `(f(x + h) - f(x - h)) / 2h` | `h² f''' / 6` | 2 for each variable |
/// | forward | `(f(x + h) - f(x)) / h` | `h f'' / 2` | 1 for each variable, and 1 |
///
/// The line of a central difference is parallel to the tangent of every parabola; that of a forward difference is not,
/// since it looks to one side only. To the error of the formula comes that of rounding, about `ulp(f) / h`, which grows
/// as the step shrinks. A step that suits numbers around 1 is lost beside large ones: where `x + h` rounds to `x`, the
/// difference is 0. [#scaled] therefore measures the step by the number it is added to.
///
/// Good for checking a derivative, slow and inexact for following one: `n` variables take `2n` evaluations. Where the
/// function is NaN or infinite at a point that is looked at, so may be the derivative. Immutable.
///
/// Sources: "Deep Learning from Scratch", section 4.3, for the central difference with `h = 1e-4`; Press, Teukolsky,
/// Vetterling, Flannery 2007, "Numerical Recipes", 3rd edition, section 5.7, for steps by magnitude.
public final class NumericalGradient {
  /// The step of the book.
  private static final double BOOK_STEP = 1e-4;

  /// Both errors of a central difference are least near the cube root of the distance between doubles at 1.
  private static final double CUBE_ROOT_OF_ULP = Math.cbrt(Math.ulp(1.0));

  private final boolean isCentral;
  private final boolean isScaled;
  private final double step;

  private NumericalGradient(boolean isCentral, boolean isScaled, double step) {
    this.isCentral = isCentral;
    this.isScaled = isScaled;
    this.step = Checks.positive(step, "step");
  }

  /// Central differences with the book's step, 1e-4 for every variable.
  public static NumericalGradient central() {
    return central(BOOK_STEP);
  }

  /// Central differences with a step of one's own.
  ///
  /// @param step `h`, finite and above 0
  /// @throws IllegalArgumentException if it is not
  public static NumericalGradient central(double step) {
    return new NumericalGradient(true, false, step);
  }

  /// Central differences with a step chosen by the magnitude of each variable: 6.1e-6 times its size, or times 1 where
  /// it is smaller. The better choice unless the book's numbers are wanted: about ten digits are right.
  public static NumericalGradient scaled() {
    return new NumericalGradient(true, true, CUBE_ROOT_OF_ULP);
  }

  /// Forward differences, for comparison.
  ///
  /// @param step `h`, finite and above 0
  /// @throws IllegalArgumentException if it is not
  public static NumericalGradient forward(double step) {
    return new NumericalGradient(false, false, step);
  }

  /// The gradient of a function at a point.
  ///
  /// @param point is only read; the function is given a copy, always the same one, which it must neither keep nor
  ///     change
  /// @return the derivatives, `[point.length]`
  public double[] at(ToDoubleFunction<double[]> function, double... point) {
    double[] gradient = new double[point.length];
    double value = isCentral ? 0 : function.applyAsDouble(point.clone());
    differences(function, point, value, gradient);
    return gradient;
  }

  /// A function whose gradient is the numerical one, for those who follow gradients.
  ///
  /// @param arity the number of numbers that the function takes, at least 1; they are named `x0`, `x1` and on
  /// @throws IllegalArgumentException if it is below
  public DifferentiableFunction of(ToDoubleFunction<double[]> function, int arity) {
    Checks.atLeast(1, arity, "arity");
    return new Estimated(this, function, IntStream.range(0, arity).mapToObj(i -> "x" + i).toList());
  }

  /// A function with the numerical gradient in place of its own.
  public DifferentiableFunction of(DifferentiableFunction function) {
    return new Estimated(this, function::value, function.parameterNames());
  }

  private void differences(ToDoubleFunction<double[]> function, double[] point, double value, double[] gradient) {
    double[] moved = point.clone();
    for (int i = 0; i < point.length; i++) {
      double h = step(point[i]);
      moved[i] = point[i] + h;
      double above = function.applyAsDouble(moved);
      if (isCentral) {
        moved[i] = point[i] - h;
        gradient[i] = (above - function.applyAsDouble(moved)) / (2 * h);
      } else {
        gradient[i] = (above - value) / h;
      }
      moved[i] = point[i];
    }
  }

  /// The step beside a number; a power of two if it may be chosen, so that adding it rounds as little as can be.
  private double step(double x) {
    if (!isScaled) {
      return step;
    }
    double wanted = step * Math.max(1, Math.abs(x));
    return Double.isFinite(wanted) ? Math.scalb(1.0, Math.getExponent(wanted)) : step;
  }

  private record Estimated(NumericalGradient by, ToDoubleFunction<double[]> function, List<String> parameterNames)
      implements DifferentiableFunction {
    Estimated {
      Objects.requireNonNull(function, "function");
    }

    @Override
    public int arity() {
      return parameterNames.size();
    }

    @Override
    public double value(double... point) {
      Checks.point(this, point);
      return function.applyAsDouble(point.clone());
    }

    @Override
    public double valueAndGradient(double[] point, double[] gradient) {
      Checks.pointAndGradient(this, point, gradient);
      double value = function.applyAsDouble(point.clone());
      by.differences(function, point, value, gradient);
      return value;
    }
  }
}
