package dev.lanewise.runtime;

import dev.lanewise.Link;
import dev.lanewise.simd.Rows;
import dev.lanewise.simd.ScalarMath;

/// Applies a link to padded rows of outputs and packs them into the caller's array.
final class Links {
  private Links() {}

  /// Applies a link.
  ///
  /// @param rows `[count, stride]`; a softmax is computed in place
  /// @param into takes `[count, width]` from `intoAt`
  static void apply(Link link, float[] rows, int stride, int count, int width, float[] into, int intoAt) {
    for (int row = 0; row < count; row++) {
      int at = row * stride;
      int to = intoAt + row * width;
      if (link == Link.SOFTMAX) {
        Rows.softmax(rows, at, width, rows, at);
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
}
