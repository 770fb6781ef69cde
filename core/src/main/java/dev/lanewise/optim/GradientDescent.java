package dev.lanewise.optim;

import dev.lanewise.Checks;
import dev.lanewise.DifferentiableFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Follows the gradient of a function of numbers, downhill or uphill, and keeps the path.
///
/// ```java
/// DescentPath path = GradientDescent.minimize(new Surfaces_Bowl())
///     .learningRate(0.1).steps(100)
///     .from(-3, 4);
/// System.out.println(path.explanation());
/// ```
///
/// A step is `x = x - learningRate * gradient` for each coordinate, with `+` to maximize, in double precision. Only the
/// learning rate must be given. The defaults are 100 steps and tolerance 0.
///
/// May be used for several descents; not safe for use by several threads.
///
/// Source: "Deep Learning from Scratch", section 4.4.1.
public final class GradientDescent {
  private final DifferentiableFunction function;
  private final boolean isAscent;
  private double learningRate;
  private int steps = 100;
  private double tolerance;

  private GradientDescent(DifferentiableFunction function, boolean isAscent) {
    this.function = Objects.requireNonNull(function, "function");
    this.isAscent = isAscent;
  }

  /// Begins the description of a descent.
  public static GradientDescent minimize(DifferentiableFunction function) {
    return new GradientDescent(function, false);
  }

  /// Begins the description of an ascent.
  public static GradientDescent maximize(DifferentiableFunction function) {
    return new GradientDescent(function, true);
  }

  /// Says how far a step goes: this many times the gradient.
  ///
  /// @param learningRate finite and above 0
  /// @throws IllegalArgumentException if it is not
  public GradientDescent learningRate(double learningRate) {
    this.learningRate = Checks.positive(learningRate, "learningRate");
    return this;
  }

  /// Sets the most steps to take; 100 unless set.
  ///
  /// @param steps at least 0
  /// @throws IllegalArgumentException if it is below
  public GradientDescent steps(int steps) {
    this.steps = Checks.atLeast(0, steps, "steps");
    return this;
  }

  /// Stops where the gradient is no longer than this; 0 unless set, which stops where the gradient is exactly 0.
  ///
  /// @param tolerance of the Euclidean length of the gradient, finite and at least 0
  /// @throws IllegalArgumentException if it is not
  public GradientDescent tolerance(double tolerance) {
    if (!(tolerance >= 0 && tolerance < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("tolerance " + tolerance + " must be finite and at least 0");
    }
    this.tolerance = tolerance;
    return this;
  }

  /// Takes the steps from a point. The path holds a copy of every point that was reached.
  ///
  /// @param start finite numbers, `[arity]`
  /// @throws IllegalArgumentException if it has another length, or a number is NaN or infinite
  /// @throws IllegalStateException if no learning rate was given
  public DescentPath from(double... start) {
    checkStart(start);
    List<DescentPoint> points = new ArrayList<>();
    double[] point = start.clone();
    DescentStop stop = null;
    while (stop == null) {
      double[] gradient = new double[point.length];
      double value = function.valueAndGradient(point.clone(), gradient);
      points.add(new DescentPoint(point, value, gradient));
      double[] next = step(point, gradient);
      stop = stop(points, next);
      point = next;
    }
    return new DescentPath(function.parameterNames(), points, learningRate, tolerance, isAscent, stop);
  }

  private void checkStart(double[] start) {
    if (learningRate == 0) {
      throw new IllegalStateException("a descent needs a learning rate: call learningRate(…) before from(…)");
    }
    Checks.point(function, start);
    for (int i = 0; i < start.length; i++) {
      if (!Double.isFinite(start[i])) {
        throw new IllegalArgumentException(
            "start has " + function.parameterNames().get(i) + " = " + start[i] + "; it must be finite");
      }
    }
  }

  private double[] step(double[] point, double[] gradient) {
    double signed = isAscent ? learningRate : -learningRate;
    double[] next = new double[point.length];
    for (int i = 0; i < next.length; i++) {
      next[i] = point[i] + signed * gradient[i];
    }
    return next;
  }

  /// Why to stop at the last point, or null to go on.
  private DescentStop stop(List<DescentPoint> points, double[] next) {
    DescentPoint last = points.getLast();
    if (!last.isFinite()) {
      return DescentStop.NOT_FINITE;
    }
    if (last.gradientNorm() <= tolerance) {
      return DescentStop.GRADIENT_BELOW_TOLERANCE;
    }
    if (points.size() > steps) {
      return DescentStop.STEPS_DONE;
    }
    return last.isAt(next) ? DescentStop.NOTHING_MOVES : null;
  }
}
