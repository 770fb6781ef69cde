package dev.lanewise.benchmarks.machine;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The most multiply-adds that a core can do: fourteen sums in registers, which wait for nothing but themselves.
///
/// Safe for use by several threads; each should call [#warmUp] once.
public final class FloatPeak {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int SUMS = 14;
  private static final double OPERATIONS = 2.0 * SUMS * SPECIES.length();
  private static final int RUNS = 7;
  private static final int TRIAL_ROUNDS = 1_000;
  private static final long SHORTEST_NANOS = 40_000;
  private static final long LONGEST_NANOS = 3_000_000;

  private FloatPeak() {}

  /// Runs until HotSpot has compiled it.
  public static void warmUp() {
    float sum = 0;
    for (int i = 0; i < 2_000; i++) {
      sum += multiplyAdd(2_000);
    }
    Sink.take(sum);
  }

  /// The median of a few runs, each about as long as the work that is compared with it, in GFLOP/s; a multiply-add is
  /// two operations.
  ///
  /// Not the best of them: the machine may be shared, and what it is compared with is a median too. As long, because
  /// what interrupts a core every millisecond takes its share of long work, and is not seen by the median of short work.
  ///
  /// @param nanos a run lasts; from 40 microseconds to 3 milliseconds, what is beyond is taken as these
  public static double measure(long nanos) {
    double lasting = Math.clamp(nanos, SHORTEST_NANOS, LONGEST_NANOS);
    int rounds = (int) Math.max(TRIAL_ROUNDS, speed(TRIAL_ROUNDS) * lasting / OPERATIONS);
    double[] speeds = new double[RUNS];
    Arrays.setAll(speeds, run -> speed(rounds));
    Arrays.sort(speeds);
    return speeds[RUNS / 2];
  }

  private static double speed(int rounds) {
    long start = System.nanoTime();
    float sum = multiplyAdd(rounds);
    long nanos = Math.max(1, System.nanoTime() - start);
    Sink.take(sum);
    return rounds * OPERATIONS / nanos;
  }

  /// As many sums as 16 registers hold beside their operands, which also makes the method too large to be inlined:
  /// compiled into a caller it has run at half its speed.
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
    FloatVector sum12 = sum0.add(1.2f);
    FloatVector sum13 = sum0.add(1.3f);
    for (int i = 0; i < rounds; i++) {
      sum0 = x.fma(y, sum0);
      sum1 = x.fma(y, sum1);
      sum2 = x.fma(y, sum2);
      sum3 = x.fma(y, sum3);
      sum4 = x.fma(y, sum4);
      sum5 = x.fma(y, sum5);
      sum6 = x.fma(y, sum6);
      sum7 = x.fma(y, sum7);
      sum8 = x.fma(y, sum8);
      sum9 = x.fma(y, sum9);
      sum10 = x.fma(y, sum10);
      sum11 = x.fma(y, sum11);
      sum12 = x.fma(y, sum12);
      sum13 = x.fma(y, sum13);
    }
    return sum0.add(sum1).add(sum2).add(sum3).add(sum4).add(sum5).add(sum6).add(sum7).add(sum8).add(sum9).add(sum10)
        .add(sum11).add(sum12).add(sum13).lane(0);
  }
}
