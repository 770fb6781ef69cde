package dev.lanewise.processor.layer;

/// The type of number that a plain function computes with.
public enum Precision {
  /// `float`, with Lanewise's own functions.
  FLOAT,
  /// `double`, with the functions of `StrictMath`.
  DOUBLE
}
