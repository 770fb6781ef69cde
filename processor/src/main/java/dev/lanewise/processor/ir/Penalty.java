package dev.lanewise.processor.ir;

/// What the gradient of weights gets added to keep them small.
///
/// @param l1 times the sign of each weight; finite in single precision, at least 0
/// @param l2 times each weight; finite in single precision, at least 0
public record Penalty(double l1, double l2) {
  /// No penalty.
  public static final Penalty NONE = new Penalty(0, 0);

  /// Whether nothing is added.
  public boolean isNone() {
    return equals(NONE);
  }
}
