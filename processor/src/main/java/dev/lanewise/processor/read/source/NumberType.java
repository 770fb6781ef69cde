package dev.lanewise.processor.read.source;

/// A numeric type of Java, in the order of widening.
enum NumberType {
  INT,
  LONG,
  FLOAT,
  DOUBLE;

  /// The type of the result of an operator on two numbers.
  static NumberType promoted(NumberType a, NumberType b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  /// The type of a constant, which is one of the wrappers of Java.
  static NumberType of(Object constant) {
    return switch (constant) {
      case Long _ -> LONG;
      case Float _ -> FLOAT;
      case Double _ -> DOUBLE;
      default -> INT;
    };
  }

  boolean isWhole() {
    return this == INT || this == LONG;
  }

  /// The number nearest to a value that the type holds, as Java's casts choose it.
  ///
  /// A float is given by its shortest decimal: generated code rounds it back to the same float, and people read `0.1`.
  double nearest(double value) {
    return switch (this) {
      case INT -> (int) value;
      case LONG -> (long) value;
      case FLOAT -> Float.isFinite((float) value) ? Double.parseDouble(Float.toString((float) value)) : (float) value;
      case DOUBLE -> value;
    };
  }

  /// The name in Java source.
  String keyword() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
