package dev.lanewise.search;

import java.util.Arrays;

/// Smooth curves and their slopes. Windows are cut off at the ends.
final class Smoothing {
  /// Values on either side that the running median looks at.
  private static final int MEDIAN_REACH = 2;

  private Smoothing() {}

  /// The median; the mean of the two in the middle where there is an even number.
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /// A running median of five, then a running mean.
  ///
  /// @param length the values that count
  /// @param reach values on either side that the mean looks at
  static double[] smooth(double[] values, int length, int reach) {
    double[] medians = new double[length];
    for (int i = 0; i < length; i++) {
      medians[i] = median(Arrays.copyOfRange(
          values, Math.max(0, i - MEDIAN_REACH), Math.min(length, i + MEDIAN_REACH + 1)));
    }
    double[] means = new double[length];
    for (int i = 0; i < length; i++) {
      means[i] = Arrays.stream(medians, Math.max(0, i - reach), Math.min(length, i + reach + 1))
          .average().orElseThrow();
    }
    return means;
  }

  /// The slopes of straight lines fitted by least squares to the values about each one.
  ///
  /// @param reach values on either side
  /// @param spacing from one value to the next, in units of the axis
  static double[] slopes(double[] values, int length, int reach, double spacing) {
    double[] slopes = new double[length];
    for (int i = 0; i < length; i++) {
      int from = Math.max(0, i - reach);
      int to = Math.min(length, i + reach + 1);
      double middle = (from + to - 1) / 2.0;
      double products = 0;
      double squares = 0;
      for (int j = from; j < to; j++) {
        products += (j - middle) * values[j];
        squares += (j - middle) * (j - middle);
      }
      slopes[i] = squares == 0 ? 0 : products / squares / spacing;
    }
    return slopes;
  }
}
