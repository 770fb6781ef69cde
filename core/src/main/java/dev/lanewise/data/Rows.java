package dev.lanewise.data;

/// Numbers in rows of equal width, read as floats however they are stored. Immutable.
sealed interface Rows permits FloatRows, ByteRows {

  /// Numbers in a row, at least 1.
  int width();

  /// The number of rows.
  int count();

  /// Reads one number.
  float at(int row, int column);

  /// Copies neighbouring rows into an array; allocates nothing.
  void copy(int row, int rows, float[] into, int at);

  /// Copies rows by index, one after the other; allocates nothing.
  ///
  /// @param rows indices, of which those from `from` to `from + count - 1` are used
  void gather(int[] rows, int from, int count, float[] into);

  /// Some neighbouring rows, without copying.
  Rows slice(int row, int rows);

  /// A copy of the given rows, in that order.
  Rows select(int[] rows);

  /// Finds the first number that is NaN or infinite.
  ///
  /// @return its row times the width plus its column, or -1
  long firstNonFinite();
}
