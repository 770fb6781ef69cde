package dev.lanewise.simd;

import static dev.lanewise.simd.Lanes.LENGTH;
import static dev.lanewise.simd.Lanes.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/// Reductions over one row of an array, with the same bits at every vector width.
///
/// A row is padded to a multiple of [#VIRTUAL_LANES] floats. A sum goes through that many virtual lanes: lane `l` adds
/// elements `l`, `l + 16`, `l + 32`, ... in this order to 0, then lanes `l` and `l + 8` are added, then `l` and
/// `l + 4`, `l + 2` and `l + 1`.
///
/// A vector that a loop carries on is an argument there, never the receiver of the call that renews it: HotSpot knows
/// the class of what a loop carries only from its profile, and with a poor one would box every vector for good.
///
/// Arguments are not checked beyond what Java checks: these methods run inside generated loops. Padding is read but
/// does not count where a method takes the number of elements. Every method is thread-safe and allocates nothing.
public final class Rows {
  /// The lanes of every sum, and the multiple to which rows are padded.
  public static final int VIRTUAL_LANES = 16;

  private static final VectorShuffle<Float> BY_8 = rotation(8);
  private static final VectorShuffle<Float> BY_4 = rotation(4);
  private static final VectorShuffle<Float> BY_2 = rotation(2);
  private static final VectorShuffle<Float> BY_1 = rotation(1);

  private Rows() {}

  /// Sum of a row in virtual lanes.
  ///
  /// @param paddedLength floats to sum, a multiple of 16; the padding counts, so it must be 0
  public static float sum(float[] values, int at, int paddedLength) {
    FloatVector first = zero(SPECIES);
    FloatVector second = zero(SPECIES);
    FloatVector third = zero(SPECIES);
    FloatVector fourth = zero(SPECIES);
    for (int i = at; i < at + paddedLength; i += VIRTUAL_LANES) {
      first = fromArray(SPECIES, values, i).add(first);
      if (LENGTH < 16) {
        second = fromArray(SPECIES, values, i + LENGTH).add(second);
      }
      if (LENGTH < 8) {
        third = fromArray(SPECIES, values, i + 2 * LENGTH).add(third);
        fourth = fromArray(SPECIES, values, i + 3 * LENGTH).add(fourth);
      }
    }
    FloatVector lanes = first;
    if (LENGTH == 16) {
      lanes = lanes.add(lanes.rearrange(BY_8));
    } else {
      lanes = LENGTH == 8 ? first.add(second) : first.add(third).add(second.add(fourth));
    }
    if (LENGTH >= 8) {
      lanes = lanes.add(lanes.rearrange(BY_4));
    }
    // Rotating keeps every lane defined; only lane 0 is used.
    lanes = lanes.add(lanes.rearrange(BY_2));
    return lanes.add(lanes.rearrange(BY_1)).lane(0);
  }

  /// Sum of sixteen virtual lanes: the tree that ends every sum.
  ///
  /// A fused loop that has kept its own virtual lanes stores them in sixteen floats and ends here.
  public static float treeSum(float[] sixteen, int at) {
    return sum(sixteen, at, VIRTUAL_LANES);
  }

  /// Largest of the first elements of a row; minus infinity if there are none, NaN if any is NaN.
  ///
  /// The padding is read, but does not count. 0 is above -0.
  public static float max(float[] values, int at, int count) {
    FloatVector lowest = broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    FloatVector largest = lowest;
    for (int i = 0; i < count; i += LENGTH) {
      FloatVector value = fromArray(SPECIES, values, at + i);
      largest = value.blend(lowest, Lanes.NUMBERS.compare(GE, count - i)).max(largest);
    }
    if (LENGTH == 16) {
      largest = largest.max(largest.rearrange(BY_8));
    }
    if (LENGTH >= 8) {
      largest = largest.max(largest.rearrange(BY_4));
    }
    largest = largest.max(largest.rearrange(BY_2));
    return largest.max(largest.rearrange(BY_1)).lane(0);
  }

  /// Index, from the start of the row, of the first of its largest elements.
  ///
  /// 0 and -0 are equal. If any element is NaN, it is the index of the first NaN. The padding is read, but does not
  /// count.
  ///
  /// @param count elements in the row, at least 1
  public static int argMax(float[] values, int at, int count) {
    float largest = max(values, at, count);
    boolean nan = Float.isNaN(largest);
    for (int i = 0; i < count; i += LENGTH) {
      FloatVector value = fromArray(SPECIES, values, at + i);
      // The padding may match as well, but an element before it matches first.
      VectorMask<Float> found = nan ? value.compare(EQ, value).not() : value.compare(EQ, largest);
      if (found.anyTrue()) {
        return i + found.firstTrue();
      }
    }
    throw new IllegalArgumentException("count " + count + " must be at least 1");
  }

  /// Whether no element is NaN or infinite; elements beyond the length are not read, so it need not be padded.
  public static boolean allFinite(float[] values, int at, int length) {
    FloatVector first = zero(SPECIES);
    FloatVector second = zero(SPECIES);
    int end = at + length;
    int i = at;
    for (; i <= end - 2 * LENGTH; i += 2 * LENGTH) {
      // Anything finite times 0 is 0, the rest NaN.
      first = fromArray(SPECIES, values, i).fma(zero(SPECIES), first);
      second = fromArray(SPECIES, values, i + LENGTH).fma(zero(SPECIES), second);
    }
    float rest = 0f;
    for (; i < end; i++) {
      rest = Math.fma(values[i], 0f, rest);
    }
    return first.add(second).compare(EQ, 0f).allTrue() && rest == 0f;
  }

  /// Softmax of a row and the logarithm of the sum of its exponentials.
  ///
  /// With m the largest of the logits, probabilities are `exp(logit - m) / s` and the result is `log(s) + m`, where s
  /// is the sum of the exponentials in virtual lanes. So neither overflows. The padding of the probabilities is set to
  /// 0, that of the logits is read but does not count. A row that holds NaN or infinity, or only minus infinity, gives
  /// NaN throughout; single elements of minus infinity give probability 0.
  ///
  /// @param logits with the row at `at`, padded to 16
  /// @param count elements in the row, at least 1
  /// @param probabilities takes the row at `probabilitiesAt`, padded to 16; may be the logits' own place
  /// @return the logarithm of the sum of the exponentials
  public static float softmax(float[] logits, int at, int count, float[] probabilities, int probabilitiesAt) {
    float largest = max(logits, at, count);
    try {
      for (int i = 0; i < count; i += LENGTH) {
        // Handles are inlined where a plain call no longer is, as late in a long method that has taken in this one.
        FloatVector value =
            (FloatVector) VectorFunctions.EXP.invokeExact(fromArray(SPECIES, logits, at + i).sub(largest));
        value = value.blend(0f, Lanes.NUMBERS.compare(GE, count - i));
        value.intoArray(probabilities, probabilitiesAt + i);
      }
    } catch (Throwable e) {
      throw VectorFunctions.unchecked(e);
    }
    int padded = (count + VIRTUAL_LANES - 1) / VIRTUAL_LANES * VIRTUAL_LANES;
    for (int i = count + LENGTH - 1 - (count + LENGTH - 1) % LENGTH; i < padded; i += LENGTH) {
      zero(SPECIES).intoArray(probabilities, probabilitiesAt + i);
    }
    float sum = sum(probabilities, probabilitiesAt, padded);
    for (int i = 0; i < count; i += LENGTH) {
      FloatVector value = fromArray(SPECIES, probabilities, probabilitiesAt + i);
      value.div(sum).blend(0f, Lanes.NUMBERS.compare(GE, count - i)).intoArray(probabilities, probabilitiesAt + i);
    }
    return ScalarMath.log(sum) + largest;
  }

  private static VectorShuffle<Float> rotation(int by) {
    return VectorShuffle.fromOp(SPECIES, lane -> (lane + by) % LENGTH);
  }
}
