package dev.lanewise.simd;

/// Random numbers for dropout and noise, each a function of a key and a column alone, bit for bit those of
/// [VectorNoise].
///
/// **Source**: the 32 random bits are the finalizer of MurmurHash3 (Austin Appleby) of an arithmetic progression over
/// the columns that starts at half of the key; the other half of the key comes in between its multiplications.
public final class ScalarNoise {
  /// The stream from which keys for the samples come; those for masks come from the streams of their numbers.
  public static final long SAMPLES = -1;

  /// The distance of columns: 2^32 divided by the golden ratio.
  static final int COLUMN = 0x9E3779B9;
  static final int FIRST_FACTOR = 0x85EBCA6B;
  static final int SECOND_FACTOR = 0xC2B2AE35;
  static final int FIRST_SHIFT = 16;
  static final int SECOND_SHIFT = 13;
  /// What is left of 32 bits are 24, as many as a float holds.
  static final int UNUSED_BITS = 8;
  static final float UNIT = 0x1p-24f;
  static final float TWO_PI = (float) (2 * Math.PI);
  /// The columns of the second number of a pair lie on the other side of all columns.
  static final int SECOND = Integer.MIN_VALUE;

  private ScalarNoise() {}

  /// The threshold for [#mask] that drops with a probability.
  ///
  /// @param rate at least 0 and below 1
  public static int threshold(double rate) {
    return (int) Math.round(rate / UNIT);
  }

  /// What is kept is multiplied by it, so that the mean stays the same.
  ///
  /// @param rate at least 0 and below 1
  public static float kept(double rate) {
    return (float) (1 / (1 - rate));
  }

  /// 0 or, if random bits reach the threshold, `kept`.
  public static float mask(long key, int column, int threshold, float kept) {
    return bits(key, column) < threshold ? 0f : kept;
  }

  /// A normally distributed number of mean 0 and standard deviation 1; no number lies further than 5.8 from 0.
  ///
  /// **Source**: Box and Muller 1958, "A Note on the Generation of Random Normal Deviates".
  public static float gaussian(long key, int column) {
    float radius = (float) Math.sqrt(-2f * ScalarMath.log((bits(key, column) + 1) * UNIT));
    return radius * ScalarMath.cos(bits(key, column + SECOND) * UNIT * TWO_PI);
  }

  /// Fills columns of a row with 0 and `kept`; see [#mask].
  ///
  /// @param from the first column
  /// @param to the end of the columns
  public static void fillMask(float[] values, int at, int from, int to, long key, int threshold, float kept) {
    for (int column = from; column < to; column++) {
      values[at + column] = mask(key, column, threshold, kept);
    }
  }

  /// Adds normally distributed numbers to columns of a row; see [#gaussian].
  ///
  /// @param from the first column
  /// @param to the end of the columns
  public static void addGaussian(float[] values, int at, int from, int to, long key, float deviation) {
    for (int column = from; column < to; column++) {
      values[at + column] = Math.fma(gaussian(key, column), deviation, values[at + column]);
    }
  }

  /// 24 random bits.
  private static int bits(long key, int column) {
    int hash = column * COLUMN + (int) key;
    hash = (hash ^ hash >>> FIRST_SHIFT) * FIRST_FACTOR;
    hash ^= (int) (key >>> Integer.SIZE);
    hash = (hash ^ hash >>> SECOND_SHIFT) * SECOND_FACTOR;
    return (hash ^ hash >>> FIRST_SHIFT) >>> UNUSED_BITS;
  }
}
