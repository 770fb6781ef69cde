package dev.lanewise.runtime;

import dev.lanewise.Link;
import dev.lanewise.simd.Lanes;
import dev.lanewise.simd.Rows;
import dev.lanewise.simd.ScalarMath;
import dev.lanewise.simd.ScalarRows;

/// Applies a link to padded rows of outputs and packs them into the caller's array.
final class Links {
  /// About how many vector instructions a softmax takes, and how many more in each vector.
  private static final int INSTRUCTIONS_OF_ROW = 100;
  private static final int INSTRUCTIONS_OF_VECTOR = 30;

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

  /// Calls what a link has in vectors, for it to be compiled.
  ///
  /// @return about how many vector instructions it took; not 0 for a link without any, which is as good as compiled
  static int callKernel(Link link, float[] rows, int stride, int count, int width) {
    if (link != Link.SOFTMAX) {
      return count * INSTRUCTIONS_OF_ROW;
    }
    for (int row = 0; row < count; row++) {
      softmax(rows, row * stride, width, true);
    }
    return count * (INSTRUCTIONS_OF_ROW + INSTRUCTIONS_OF_VECTOR * (width / Lanes.LENGTH + 1));
  }

  private static void softmax(float[] rows, int at, int width, boolean inVectors) {
    if (inVectors) {
      Rows.softmax(rows, at, width, rows, at);
    } else {
      ScalarRows.softmax(rows, at, width, rows, at);
    }
  }
}
