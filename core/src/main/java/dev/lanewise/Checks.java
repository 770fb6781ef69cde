package dev.lanewise;

/// Argument checks whose messages say name, value and bound.
public final class Checks {
  private Checks() {}

  /// Returns a number that is at least a bound.
  ///
  /// @throws IllegalArgumentException if it is below
  public static int atLeast(int bound, int value, String name) {
    if (value < bound) {
      throw new IllegalArgumentException(name + " " + value + " must be at least " + bound);
    }
    return value;
  }

  /// Returns a number that lies between two bounds, which are allowed.
  ///
  /// @throws IllegalArgumentException if it is outside
  public static int between(int low, int high, int value, String name) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(name + " " + value + " must lie between " + low + " and " + high);
    }
    return value;
  }

  /// Returns the product of two counts.
  ///
  /// @throws IllegalArgumentException if an array of that length is too large for Java
  public static int product(long a, int b, String name) {
    long product = a * b;
    if (product > Integer.MAX_VALUE - 64) {
      throw new IllegalArgumentException(
          name + " would need an array of " + product + " numbers, more than a Java array can hold");
    }
    return (int) product;
  }

  /// Returns a number that is finite and above 0.
  ///
  /// @throws IllegalArgumentException if it is not
  public static float positive(float value, String name) {
    if (!(value > 0 && value < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " " + value + " must be finite and above 0");
    }
    return value;
  }

  /// Returns a number that is finite and above 0.
  ///
  /// @throws IllegalArgumentException if it is not
  public static double positive(double value, String name) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " " + value + " must be finite and above 0");
    }
    return value;
  }

  /// Insists on a point of as many numbers as a function takes.
  ///
  /// @throws IllegalArgumentException if there are more or fewer
  public static void point(DifferentiableFunction function, double[] point) {
    if (point.length != function.arity()) {
      throw new IllegalArgumentException(
          "the point has " + point.length + " numbers, but the function takes " + function.arity());
    }
  }

  /// Insists on a point of as many numbers as a function takes, and on a gradient of the same length that is an array
  /// of its own.
  ///
  /// @throws IllegalArgumentException if an array has another length, or both are the same
  public static void pointAndGradient(DifferentiableFunction function, double[] point, double[] gradient) {
    point(function, point);
    if (gradient.length != point.length) {
      throw new IllegalArgumentException(
          "the gradient has " + gradient.length + " numbers, but the function takes " + point.length);
    }
    if (gradient == point) {
      throw new IllegalArgumentException("point and gradient are the same array; the gradient needs its own");
    }
  }
}
