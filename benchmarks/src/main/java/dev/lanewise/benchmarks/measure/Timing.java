package dev.lanewise.benchmarks.measure;

import java.util.Arrays;

/// Times of the same work, each of one call or the mean of a short block of calls, in microseconds.
///
/// @param count the times taken
/// @param median half took no longer
/// @param p10 a tenth took no longer
/// @param p90 nine tenths took no longer
/// @param p99 ninety-nine hundredths took no longer
public record Timing(int count, double median, double p10, double p90, double p99) {

  /// Sums up times.
  ///
  /// @param micros at least one; sorted by this
  public static Timing of(double[] micros) {
    Arrays.sort(micros);
    return new Timing(
        micros.length, quantile(micros, 0.5), quantile(micros, 0.1), quantile(micros, 0.9), quantile(micros, 0.99));
  }

  /// The number at a share of the sorted numbers.
  static double quantile(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  }
}
