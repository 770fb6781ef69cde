package dev.lanewise.init;

import dev.lanewise.Checks;

/// A stream of random numbers that is the same on every machine and every JDK.
///
/// The number at a position is a function of seed, stream and position alone, so a stream can be taken up again
/// anywhere. It does not implement [java.util.random.RandomGenerator], whose default methods may give other numbers in
/// another release of Java.
///
/// Positions wrap around after 2^64 numbers. Not safe for use by several threads; give each its own stream.
///
/// **Source**: the finalizer and the increment of SplitMix64: Steele, Lea and Flood 2014, "Fast Splittable Pseudorandom
/// Number Generators", with the constants of Stafford's variant 13. For seed 0 and stream 0 the numbers are those of
/// SplitMix64 started at 0.
public final class CounterRandom {
  /// The odd integer closest to 2^64 divided by the golden ratio.
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final double TWO_PI = 2 * Math.PI;

  private final long key;
  private long position;

  private CounterRandom(long key, long position) {
    this.key = key;
    this.position = position;
  }

  /// Starts a stream at position 0.
  ///
  /// @param seed any number; other seeds give unrelated numbers
  /// @param stream any number; other streams of one seed give unrelated numbers
  public static CounterRandom of(long seed, long stream) {
    return new CounterRandom(key(seed, stream), 0);
  }

  /// How many times [#nextLong] has been called since position 0, by this stream or through its other methods.
  public long position() {
    return position;
  }

  /// The same stream at another position; this one stays where it is.
  public CounterRandom at(long position) {
    return new CounterRandom(key, position);
  }

  /// Moves this stream to another position, without allocating.
  public void moveTo(long position) {
    this.position = position;
  }

  /// The next 64 random bits.
  public long nextLong() {
    return mix(key + ++position * GOLDEN_GAMMA);
  }

  /// The next integer in `0 <= n < bound`, each equally likely.
  ///
  /// Takes one position, or with a probability below `bound` / 2^64 more.
  ///
  /// **Source**: Lemire 2019, "Fast Random Integer Generation in an Interval", algorithm 5.
  ///
  /// @throws IllegalArgumentException if the bound is below 1
  public int nextInt(int bound) {
    Checks.atLeast(1, bound, "bound");
    long bits = nextLong();
    if (Long.compareUnsigned(bits * bound, bound) < 0) {
      long leftOver = Long.remainderUnsigned(-bound, bound);
      while (Long.compareUnsigned(bits * bound, leftOver) < 0) {
        bits = nextLong();
      }
    }
    return (int) Math.unsignedMultiplyHigh(bits, bound);
  }

  /// The next number in `0 <= x < 1`, a multiple of 2^-24; takes one position.
  public float nextFloat() {
    return (nextLong() >>> 40) * 0x1p-24f;
  }

  /// The next number in `0 <= x < 1`, a multiple of 2^-53; takes one position.
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /// Fills an array with the numbers from 0 in random order, each order equally likely; takes a position for each
  /// number but one, or with the tiny probability of [#nextInt] more.
  ///
  /// **Source**: Durstenfeld 1964, "Algorithm 235: Random permutation", which refines Fisher and Yates.
  public void fillPermutation(int[] order) {
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    for (int i = order.length - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      int last = order[i];
      order[i] = order[j];
      order[j] = last;
    }
  }

  /// The next normally distributed number, of mean 0 and standard deviation 1; takes two positions.
  ///
  /// The second number of each pair is dropped, so that the position alone says where the stream stands. No number lies
  /// further than 8.6 from 0.
  ///
  /// **Source**: Box and Muller 1958, "A Note on the Generation of Random Normal Deviates".
  public double nextGaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
    return radius * StrictMath.cos(TWO_PI * nextDouble());
  }

  /// The 64 bits that [#nextLong] gives at a position of a stream, without an object.
  public static long bits(long seed, long stream, long position) {
    return mix(key(seed, stream) + (position + 1) * GOLDEN_GAMMA);
  }

  private static long key(long seed, long stream) {
    return mix(mix(seed) + GOLDEN_GAMMA * mix(stream));
  }

  private static long mix(long bits) {
    bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
    return bits ^ (bits >>> 31);
  }
}
