package dev.lanewise.benchmarks.machine;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The most multiply-adds that a core can do: twelve sums in registers, which wait for nothing but themselves.
///
/// Safe for use by several threads; each should call [#warmUp] once.
public final class FloatPeak {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int SUMS = 12;
  private static final int ROUNDS = 20_000;
  private static final int RUNS = 7;

  private FloatPeak() {}

  /// Runs until HotSpot has compiled it.
  public static void warmUp() {
    float sum = 0;
    for (int i = 0; i < 2_000; i++) {
      sum += multiplyAdd(2_000);
    }
    Sink.take(sum);
  }

  /// The median of a few short runs, about 0.3 milliseconds in all, in GFLOP/s; a multiply-add is two operations.
  ///
  /// Not the best of them: the machine may be shared, and what it is compared with is a median too.
  public static double measure() {
    double[] speeds = new double[RUNS];
    for (int run = 0; run < RUNS; run++) {
      long start = System.nanoTime();
      float sum = multiplyAdd(ROUNDS);
      long nanos = System.nanoTime() - start;
      Sink.take(sum);
      speeds[run] = (double) ROUNDS * SUMS * SPECIES.length() * 2 / nanos;
    }
    Arrays.sort(speeds);
    return speeds[RUNS / 2];
  }

  private static float multiplyAdd(int rounds) {
    FloatVector x = FloatVector.broadcast(SPECIES, 0.999f);
    FloatVector y = FloatVector.broadcast(SPECIES, 0.001f);
    FloatVector sum0 = FloatVector.broadcast(SPECIES, 0.0f);
    FloatVector sum1 = sum0.add(0.1f);
    FloatVector sum2 = sum0.add(0.2f);
    FloatVector sum3 = sum0.add(0.3f);
    FloatVector sum4 = sum0.add(0.4f);
    FloatVector sum5 = sum0.add(0.5f);
    FloatVector sum6 = sum0.add(0.6f);
    FloatVector sum7 = sum0.add(0.7f);
    FloatVector sum8 = sum0.add(0.8f);
    FloatVector sum9 = sum0.add(0.9f);
    FloatVector sum10 = sum0.add(1.0f);
    FloatVector sum11 = sum0.add(1.1f);
    for (int i = 0; i < rounds; i++) {
      sum0 = sum0.fma(x, y);
      sum1 = sum1.fma(x, y);
      sum2 = sum2.fma(x, y);
      sum3 = sum3.fma(x, y);
      sum4 = sum4.fma(x, y);
      sum5 = sum5.fma(x, y);
      sum6 = sum6.fma(x, y);
      sum7 = sum7.fma(x, y);
      sum8 = sum8.fma(x, y);
      sum9 = sum9.fma(x, y);
      sum10 = sum10.fma(x, y);
      sum11 = sum11.fma(x, y);
    }
    return sum0.add(sum1).add(sum2).add(sum3).add(sum4).add(sum5).add(sum6).add(sum7).add(sum8).add(sum9).add(sum10)
        .add(sum11).lane(0);
  }
}
