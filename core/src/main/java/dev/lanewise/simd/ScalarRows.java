package dev.lanewise.simd;

import static dev.lanewise.simd.Rows.VIRTUAL_LANES;

import dev.lanewise.ParameterSlot;
import java.util.Arrays;

/// Reductions over one row of an array in plain Java, bit for bit those of [Rows].
///
/// Arguments are not checked beyond what Java checks. Every method is thread-safe.
public final class ScalarRows {
  private ScalarRows() {}

  /// Sum of a row in virtual lanes; see [Rows#sum].
  ///
  /// @param paddedLength floats to sum, a multiple of 16; the padding counts, so it must be 0
  public static float sum(float[] values, int at, int paddedLength) {
    float[] lanes = new float[VIRTUAL_LANES];
    for (int i = 0; i < paddedLength; i++) {
      int lane = i % VIRTUAL_LANES;
      lanes[lane] = values[at + i] + lanes[lane];
    }
    for (int half = VIRTUAL_LANES / 2; half > 0; half /= 2) {
      for (int lane = 0; lane < half; lane++) {
        lanes[lane] = lanes[lane] + lanes[lane + half];
      }
    }
    return lanes[0];
  }

  /// Sum of sixteen virtual lanes; see [Rows#treeSum].
  public static float treeSum(float[] sixteen, int at) {
    return sum(sixteen, at, VIRTUAL_LANES);
  }

  /// Largest of the first elements of a row; see [Rows#max].
  public static float max(float[] values, int at, int count) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int i = at; i < at + count; i++) {
      largest = Math.max(values[i], largest);
    }
    return largest;
  }

  /// Whether no element is NaN or infinite; see [Rows#allFinite].
  public static boolean allFinite(float[] values, int at, int length) {
    for (int i = at; i < at + length; i++) {
      if (!Float.isFinite(values[i])) {
        return false;
      }
    }
    return true;
  }

  /// Softmax of a row and the logarithm of the sum of its exponentials; see [Rows#softmax].
  ///
  /// @param logits with the row at `at`
  /// @param count elements in the row, at least 1
  /// @param probabilities takes the row at `probabilitiesAt`, padded to 16 with 0; may be the logits' own place
  /// @return the logarithm of the sum of the exponentials
  public static float softmax(float[] logits, int at, int count, float[] probabilities, int probabilitiesAt) {
    float largest = max(logits, at, count);
    for (int i = 0; i < count; i++) {
      probabilities[probabilitiesAt + i] = ScalarMath.exp(logits[at + i] - largest);
    }
    int padded = ParameterSlot.padded(count);
    Arrays.fill(probabilities, probabilitiesAt + count, probabilitiesAt + padded, 0f);
    float sum = sum(probabilities, probabilitiesAt, padded);
    for (int i = probabilitiesAt; i < probabilitiesAt + count; i++) {
      probabilities[i] /= sum;
    }
    return ScalarMath.log(sum) + largest;
  }
}
