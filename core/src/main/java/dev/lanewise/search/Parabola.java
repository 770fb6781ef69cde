package dev.lanewise.search;

/// The parabola through three points.
final class Parabola {
  private Parabola() {}

  /// Where it is lowest; NaN if it opens downwards, or is lowest outside of the points.
  ///
  /// @param x three numbers in ascending order; if two are the same there is no parabola
  /// @param y their values
  static double bottom(double[] x, double[] y) {
    double left = (y[1] - y[0]) / (x[1] - x[0]);
    double right = (y[2] - y[1]) / (x[2] - x[1]);
    double curvature = (right - left) / (x[2] - x[0]);
    double bottom = (x[0] + x[1]) / 2 - left / (2 * curvature);
    return curvature > 0 && bottom > x[0] && bottom < x[2] ? bottom : Double.NaN;
  }
}
