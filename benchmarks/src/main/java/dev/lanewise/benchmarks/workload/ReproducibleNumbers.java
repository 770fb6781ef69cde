package dev.lanewise.benchmarks.workload;

/// Numbers that any language computes in a few lines, so that others can train on the same data from the same weights.
///
/// The number at an index of a stream is SplitMix64's finalizer of `index + stream * 0x9E3779B97F4A7C15` (64 bits, with
/// overflow), of whose result the upper 24 bits are divided by 2^24. Stateless. The constants are those of Steele, Lea
/// and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
public final class ReproducibleNumbers {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private ReproducibleNumbers() {}

  /// A number in `[0, 1)`.
  public static float at(int stream, long index) {
    long bits = index + stream * GOLDEN_GAMMA;
    bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
    return ((bits ^ (bits >>> 31)) >>> 40) * 0x1p-24f;
  }

  /// Consecutive numbers of a stream, from an index on.
  public static float[] array(int stream, long from, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = at(stream, from + i);
    }
    return numbers;
  }

  /// Fills an array with the first numbers of a stream.
  public static void fill(float[] numbers, int stream) {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = at(stream, i);
    }
  }
}
