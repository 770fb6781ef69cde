package dev.lanewise.processor.scalar;

/// The worst errors of a function's value and of its derivative.
record Accuracy(Worst value, Worst derivative) {
  private static final double ROUNDING = 0x1p-24;

  /// A normal number of some hundred times the smallest, so that what was multiplied to it may be denormal.
  private static final double TINY = 0x1p-118;

  Accuracy() {
    this(new Worst(), new Worst());
  }

  /// The worst errors met so far, in roundings of single precision.
  ///
  /// A result too large for single precision must be infinite, and may be so near the end of the range. One as small
  /// as denormal numbers make inexact is compared as if it were larger.
  static final class Worst {
    double relative;
    double relativeAt;
    double absolute;
    double absoluteAt;

    void add(float x, float actual, double exact) {
      if (Math.abs(exact) > 0.9999 * Float.MAX_VALUE && Float.isInfinite(actual) && actual > 0 == exact > 0) {
        return;
      }
      // NaN is the worst of all: Math.max and this difference hand it on, and comparisons below reject it.
      double difference = Math.abs(actual - exact) / ROUNDING;
      double toResult = difference / Math.max(Math.abs(exact), TINY);
      double toOne = difference / Math.max(Math.abs(exact), 1);
      if (!(toResult <= relative)) {
        relative = toResult;
        relativeAt = x;
      }
      if (!(toOne <= absolute)) {
        absolute = toOne;
        absoluteAt = x;
      }
    }
  }
}
