package dev.lanewise.simd;

import jdk.incubator.vector.FloatVector;

/// Copies columns of rows that lie far apart to rows that lie side by side, so that a first cache holds them.
public final class Columns {
  private Columns() {}

  /// Copies some neighbouring columns of some rows.
  ///
  /// Numbers are moved, never computed with. Allocates nothing. The arrays must be different ones.
  ///
  /// @param from holds the rows
  /// @param at where the columns of the first row begin
  /// @param stride floats from one row to the next
  /// @param columns how many there are, at most `stride`
  /// @param rows how many there are, at least 1
  /// @param into takes the copies: rows of `columns` floats
  /// @param intoAt where the first copy begins
  public static void copy(
      float[] from, int at, int stride, int columns, int rows, float[] into, int intoAt) {
    int source = at;
    int target = intoAt;
    int last = at + (rows - 1) * stride;
    // Whole vectors: what they copy beyond a row's columns the next row overwrites, so the last takes none.
    if (Lanes.LENGTH <= Math.min(stride, 2 * columns)) {
      for (; source < last; source += stride) {
        for (int column = 0; column < columns; column += Lanes.LENGTH) {
          FloatVector.fromArray(Lanes.SPECIES, from, source + column).intoArray(into, target + column);
        }
        target += columns;
      }
    }
    for (; source <= last; source += stride) {
      for (int column = 0; column < columns; column++) {
        into[target + column] = from[source + column];
      }
      target += columns;
    }
  }
}
