package dev.lanewise.runtime;

import dev.lanewise.Link;
import dev.lanewise.simd.Rows;
import dev.lanewise.simd.ScalarMath;
import dev.lanewise.simd.ScalarRows;

/// Applies a link to padded rows of outputs and packs them into the caller's array.
final class Links {
  private Links() {}

  /// Applies a link.
  ///
  /// @param rows `[count, stride]`; a softmax is computed in place
  /// @param into takes `[count, width]` from `intoAt`
  static void apply(Link link, float[] rows, int stride, int count, int width, float[] into, int intoAt,
      boolean inVectors) {
    for (int row = 0; row < count; row++) {
      int at = row * stride;
      int to = intoAt + row * width;
      if (link == Link.SOFTMAX) {
        softmax(rows, at, width, inVectors);
      }
      if (link == Link.SIGMOID) {
        for (int column = 0; column < width; column++) {
          into[to + column] = ScalarMath.sigmoid(rows[at + column]);
        }
      } else {
        System.arraycopy(rows, at, into, to, width);
      }
    }
  }

  private static void softmax(float[] rows, int at, int width, boolean inVectors) {
    if (inVectors) {
      Rows.softmax(rows, at, width, rows, at);
    } else {
      ScalarRows.softmax(rows, at, width, rows, at);
    }
  }
}
