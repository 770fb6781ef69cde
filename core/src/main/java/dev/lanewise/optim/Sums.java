package dev.lanewise.optim;

/// Sums over all parameters in double precision, in one fixed order, so that they are the same bits everywhere.
///
/// Four sums run side by side and are added at the end: one alone would wait for each addition. Lengths are multiples
/// of 16, as those of all flat arrays.
final class Sums {
  private Sums() {}

  /// The sum of the squares.
  static double squares(float[] values) {
    return squares(values, 0, values.length);
  }

  /// The sum of the squares of some of the values, a multiple of 16.
  static double squares(float[] values, int from, int to) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    for (int i = from; i < to; i += 4) {
      a += square(values[i]);
      b += square(values[i + 1]);
      c += square(values[i + 2]);
      d += square(values[i + 3]);
    }
    return a + b + (c + d);
  }

  /// The sum of the absolute values.
  static double magnitudes(float[] values) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    for (int i = 0; i < values.length; i += 4) {
      a += Math.abs(values[i]);
      b += Math.abs(values[i + 1]);
      c += Math.abs(values[i + 2]);
      d += Math.abs(values[i + 3]);
    }
    return a + b + (c + d);
  }

  /// The sum of `factor * (from - to)`.
  static double dotDifference(float[] factor, float[] from, float[] to) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    for (int i = 0; i < factor.length; i += 4) {
      a += product(factor[i], from[i], to[i]);
      b += product(factor[i + 1], from[i + 1], to[i + 1]);
      c += product(factor[i + 2], from[i + 2], to[i + 2]);
      d += product(factor[i + 3], from[i + 3], to[i + 3]);
    }
    return a + b + (c + d);
  }

  private static double square(double x) {
    return x * x;
  }

  private static double product(double factor, double from, double to) {
    return factor * (from - to);
  }
}
