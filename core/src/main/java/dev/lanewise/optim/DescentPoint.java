package dev.lanewise.optim;

import java.util.Arrays;

/// A point of a descent with what was found there. The arrays are not shared with others and not changed.
record DescentPoint(double[] coordinates, double value, double[] gradient) {

  /// The Euclidean length of the gradient, scaled so that squares neither overflow nor vanish.
  double gradientNorm() {
    return length(gradient);
  }

  /// Whether value and gradient are finite, so that a step can be taken.
  boolean isFinite() {
    return Double.isFinite(value) && Arrays.stream(gradient).allMatch(Double::isFinite);
  }

  boolean isAt(double[] other) {
    return Arrays.equals(coordinates, other);
  }

  /// How far two points are apart.
  double distance(DescentPoint other) {
    double[] difference = new double[coordinates.length];
    Arrays.setAll(difference, i -> coordinates[i] - other.coordinates[i]);
    return length(difference);
  }

  private static double length(double[] vector) {
    double largest = 0;
    for (double x : vector) {
      largest = Math.max(largest, Math.abs(x));
    }
    if (largest == 0 || !Double.isFinite(largest)) {
      return largest;
    }
    double sum = 0;
    for (double x : vector) {
      sum += (x / largest) * (x / largest);
    }
    return largest * Math.sqrt(sum);
  }
}
