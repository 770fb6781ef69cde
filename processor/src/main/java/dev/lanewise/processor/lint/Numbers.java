package dev.lanewise.processor.lint;

import java.util.Locale;

/// Numbers as messages show them.
final class Numbers {
  private Numbers() {}

  /// A number to seven digits, which tell floats apart well enough: `0`, `-2.5`, `1e-6`.
  static String text(double value) {
    if (!Double.isFinite(value)) {
      return value > 0 ? "infinity" : value < 0 ? "-infinity" : "NaN";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e6) {
      return String.valueOf((long) value);
    }
    String text = Float.toString((float) value).toLowerCase(Locale.ROOT);
    return text.replace(".0e", "e");
  }
}
