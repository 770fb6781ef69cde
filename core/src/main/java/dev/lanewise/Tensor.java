package dev.lanewise;

import java.util.Arrays;

/// An immutable matrix of doubles, `[rows, columns]`: what a reference [Layer] reads and returns.
///
/// It exists for clarity, not for speed; generated code never touches it. Safe for use by many threads.
public final class Tensor {
  private final int rows;
  private final int columns;
  private final double[] values;

  private Tensor(int rows, int columns, double[] values) {
    this.rows = rows;
    this.columns = columns;
    this.values = values;
  }

  /// Copies values given row by row.
  ///
  /// @param values `[rows * columns]`
  /// @throws IllegalArgumentException if the number of values is not `rows * columns`, or a size is negative
  public static Tensor of(int rows, int columns, double... values) {
    if (rows < 0 || columns < 0 || (long) rows * columns != values.length) {
      throw new IllegalArgumentException(
          "a tensor of " + rows + " rows and " + columns + " columns cannot hold " + values.length + " values");
    }
    return new Tensor(rows, columns, values.clone());
  }

  /// Widens single-precision values given row by row.
  public static Tensor of(int rows, int columns, float[] values) {
    double[] wide = new double[values.length];
    Arrays.setAll(wide, i -> values[i]);
    return of(rows, columns, wide);
  }

  /// The number of rows: the samples of a batch.
  public int rows() {
    return rows;
  }

  /// The number of columns: the width of one sample.
  public int columns() {
    return columns;
  }

  /// The value at a row and a column.
  ///
  /// @throws IndexOutOfBoundsException if either is outside the tensor
  public double at(int row, int column) {
    if (column < 0 || column >= columns) {
      throw new IndexOutOfBoundsException("column " + column + " of a tensor with " + columns + " columns");
    }
    return values[row * columns + column];
  }

  /// A copy of the values, row by row.
  public double[] values() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor that
        && rows == that.rows
        && columns == that.columns
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * rows + columns) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Tensor[" + rows + ", " + columns + "]" + Arrays.toString(values);
  }
}
