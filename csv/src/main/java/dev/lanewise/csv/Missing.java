package dev.lanewise.csv;

/// What becomes of cells without a value.
public enum Missing {
  /// They are an error.
  REFUSE,
  /// A number is filled in by the mean of its column in the training table, and a column of its own says where that was
  /// done; a missing category is a category of its own.
  MARK
}
