package dev.lanewise.benchmarks.machine;

import dev.lanewise.simd.CacheLines;
import java.util.function.Consumer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// How fast one core reads an array of a given size, again and again.
final class ReadBandwidth {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final long NANOS = 60_000_000L;
  private static final int RUNS = 5;
  private static final int MOST_OF_FIRST_CACHE = 128 * 1024;

  private ReadBandwidth() {}

  /// The best of a few runs of two loops. One takes all numbers as vectors. The other takes one number of each line, so
  /// that as many lines as possible are underway; it says nothing about the first cache, to which it moves them.
  ///
  /// @param bytes of the array, at least 8 KiB
  /// @return in GB/s, 10^9 bytes a second
  static double measure(int bytes) {
    float[] array = new float[bytes / Float.BYTES / (8 * LANES) * 8 * LANES];
    double best = 0;
    for (int run = 0; run < RUNS; run++) {
      best = Math.max(best, measure(array, numbers -> Sink.take(sum(numbers))));
      if (bytes > MOST_OF_FIRST_CACHE) {
        best = Math.max(best, measure(array, numbers -> CacheLines.fetch(numbers, 0, numbers.length)));
      }
    }
    return best;
  }

  private static double measure(float[] array, Consumer<float[]> loop) {
    long passes = 0;
    long start = System.nanoTime();
    long nanos;
    do {
      for (int i = 0; i < Math.max(1, (1 << 20) / array.length); i++) {
        loop.accept(array);
        passes++;
      }
      nanos = System.nanoTime() - start;
    } while (nanos < NANOS);
    return (double) passes * array.length * Float.BYTES / nanos;
  }

  private static float sum(float[] array) {
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = sum0;
    FloatVector sum2 = sum0;
    FloatVector sum3 = sum0;
    FloatVector sum4 = sum0;
    FloatVector sum5 = sum0;
    FloatVector sum6 = sum0;
    FloatVector sum7 = sum0;
    for (int at = 0; at < array.length; at += 8 * LANES) {
      sum0 = sum0.add(FloatVector.fromArray(SPECIES, array, at));
      sum1 = sum1.add(FloatVector.fromArray(SPECIES, array, at + LANES));
      sum2 = sum2.add(FloatVector.fromArray(SPECIES, array, at + 2 * LANES));
      sum3 = sum3.add(FloatVector.fromArray(SPECIES, array, at + 3 * LANES));
      sum4 = sum4.add(FloatVector.fromArray(SPECIES, array, at + 4 * LANES));
      sum5 = sum5.add(FloatVector.fromArray(SPECIES, array, at + 5 * LANES));
      sum6 = sum6.add(FloatVector.fromArray(SPECIES, array, at + 6 * LANES));
      sum7 = sum7.add(FloatVector.fromArray(SPECIES, array, at + 7 * LANES));
    }
    return sum0.add(sum1).add(sum2.add(sum3)).add(sum4.add(sum5).add(sum6.add(sum7))).lane(0);
  }
}
