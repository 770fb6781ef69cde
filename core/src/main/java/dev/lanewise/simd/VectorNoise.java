package dev.lanewise.simd;

import static dev.lanewise.simd.Lanes.INT_SPECIES;
import static dev.lanewise.simd.Lanes.LENGTH;
import static dev.lanewise.simd.Lanes.SPECIES;
import static dev.lanewise.simd.ScalarNoise.COLUMN;
import static dev.lanewise.simd.ScalarNoise.FIRST_FACTOR;
import static dev.lanewise.simd.ScalarNoise.FIRST_SHIFT;
import static dev.lanewise.simd.ScalarNoise.SECOND;
import static dev.lanewise.simd.ScalarNoise.SECOND_FACTOR;
import static dev.lanewise.simd.ScalarNoise.SECOND_SHIFT;
import static dev.lanewise.simd.ScalarNoise.TWO_PI;
import static dev.lanewise.simd.ScalarNoise.UNIT;
import static dev.lanewise.simd.ScalarNoise.UNUSED_BITS;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.lang.invoke.MethodHandle;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// Rows of random numbers for dropout and noise: the same bits at every vector width, and in every order of rows.
///
/// See [ScalarNoise] for how each is made. Arguments are not checked beyond what Java checks. Every method is
/// thread-safe and allocates nothing.
public final class VectorNoise {
  /// The columns of a first vector in the progression that is hashed.
  private static final IntVector COLUMNS = IntVector.zero(INT_SPECIES).addIndex(1).mul(COLUMN);

  /// Called through a handle, like every function of [VectorFunctions]: an ordinary call stayed one in one of a dozen
  /// processes, and boxed all of its vectors.
  private static final MethodHandle HASH = VectorFunctions.handleOfTwo(VectorNoise.class, "hash");

  private VectorNoise() {}

  /// Fills a row with 0 and `kept`; see [ScalarNoise#mask].
  ///
  /// @param width numbers to fill
  public static void fillMask(float[] values, int at, int width, long key, int threshold, float kept) {
    int column = 0;
    try {
      FloatVector rest = rest(key);
      for (; column <= width - LENGTH; column += LENGTH) {
        IntVector bits = ((FloatVector) HASH.invokeExact(start(key, column), rest)).reinterpretAsInts();
        broadcast(SPECIES, kept).blend(0f, bits.compare(LT, threshold).cast(SPECIES)).intoArray(values, at + column);
      }
    } catch (Throwable thrown) {
      throw VectorFunctions.unchecked(thrown);
    }
    ScalarNoise.fillMask(values, at, column, width, key, threshold, kept);
  }

  /// Adds normally distributed numbers to a row; see [ScalarNoise#gaussian].
  ///
  /// @param width numbers to change
  public static void addGaussian(float[] values, int at, int width, long key, float deviation) {
    int column = 0;
    try {
      FloatVector rest = rest(key);
      for (; column <= width - LENGTH; column += LENGTH) {
        FloatVector first = (FloatVector) HASH.invokeExact(start(key, column), rest);
        FloatVector second = (FloatVector) HASH.invokeExact(start(key, column + SECOND), rest);
        FloatVector uniform = ((FloatVector) first.reinterpretAsInts().add(1).convert(I2F, 0)).mul(UNIT);
        FloatVector turn = ((FloatVector) second.reinterpretAsInts().convert(I2F, 0)).mul(UNIT).mul(TWO_PI);
        FloatVector radius = ((FloatVector) VectorFunctions.LOG.invokeExact(uniform)).mul(-2f).sqrt();
        FloatVector wave = (FloatVector) VectorFunctions.COS.invokeExact(turn);
        radius.mul(wave).fma(broadcast(SPECIES, deviation), fromArray(SPECIES, values, at + column))
            .intoArray(values, at + column);
      }
    } catch (Throwable thrown) {
      throw VectorFunctions.unchecked(thrown);
    }
    ScalarNoise.addGaussian(values, at, column, width, key, deviation);
  }

  /// What is hashed for the columns from one on: integers, in the guise of the floats that handles take.
  private static FloatVector start(long key, int column) {
    return COLUMNS.add(column * COLUMN + (int) key).reinterpretAsFloats();
  }

  /// The part of a key that enters the hash later, in each lane.
  private static FloatVector rest(long key) {
    return IntVector.broadcast(INT_SPECIES, (int) (key >>> Integer.SIZE)).reinterpretAsFloats();
  }

  /// 24 random bits for each column, as integers in the guise of floats.
  static FloatVector hash(FloatVector start, FloatVector rest) {
    IntVector hash = start.reinterpretAsInts();
    hash = hash.lanewise(LSHR, FIRST_SHIFT).lanewise(XOR, hash).mul(FIRST_FACTOR);
    hash = rest.reinterpretAsInts().lanewise(XOR, hash);
    hash = hash.lanewise(LSHR, SECOND_SHIFT).lanewise(XOR, hash).mul(SECOND_FACTOR);
    return hash.lanewise(LSHR, FIRST_SHIFT).lanewise(XOR, hash).lanewise(LSHR, UNUSED_BITS).reinterpretAsFloats();
  }
}
