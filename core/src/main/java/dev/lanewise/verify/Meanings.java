package dev.lanewise.verify;

/// What failures mean, and what to do about them.
final class Meanings {
  private Meanings() {}

  /// Generated code computes the wrong numbers.
  static String generated(String what) {
    return what + ". This is a mistake in Lanewise; please report it with the record, its formulas and this table.";
  }

  /// The reference itself is wrong.
  static String reference(String what) {
    return what + ". This is a mistake in the reference of Lanewise, which other checks rely on; please report it with"
        + " the record, its formulas and this table.";
  }

  /// Bits differ that must not.
  static String bits(String what) {
    return what + ". docs/numerics.md promises the same bits, so this is a mistake in Lanewise, or a defect of the"
        + " machine or its Java runtime; please report it with the record, this table and both machines if there are"
        + " two.";
  }
}
