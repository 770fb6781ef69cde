package dev.lanewise.examples.descent;

import dev.lanewise.Differentiable;

/// Heights over a plane.
public final class Surfaces {
  private Surfaces() {}

  /// The function of the book; its minimum is 0 at (0, 0).
  @Differentiable
  public static double bowl(double x0, double x1) {
    return x0 * x0 + x1 * x1;
  }

  /// A narrow, bent valley with its minimum 0 at (1, 1): Rosenbrock 1960.
  @Differentiable
  public static double rosenbrock(double x, double y) {
    double valley = y - x * x;
    double wall = 1 - x;
    return 100 * valley * valley + wall * wall;
  }

  /// Four minima of 0, one of them at (3, 2): Himmelblau 1972.
  @Differentiable
  public static double himmelblau(double x, double y) {
    double a = x * x + y - 11;
    double b = x + y * y - 7;
    return a * a + b * b;
  }

  /// A hill of height 1 with its top at (0, 0).
  @Differentiable
  public static double hill(double x, double y) {
    return Math.exp(-(x * x + 2 * y * y) / 8);
  }
}
