package dev.lanewise.benchmarks.measure;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongToDoubleFunction;

/// Times work that is called again and again, beside the peak of the machine.
///
/// A shared machine is not the same from second to second. So the peak is measured again every ten milliseconds or so,
/// and what is reported is a median of ratios.
public final class Stopwatch {
  private static final long ROUND_NANOS = 10_000_000L;
  private static final long BLOCK_NANOS = 50_000L;
  private static final int LEAST_ROUNDS = 11;
  private static final int ESTIMATES = 3;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final double warmUpSeconds;
  private final double seconds;

  /// Creates a stopwatch.
  ///
  /// @param warmUpSeconds of work before the first time is taken
  /// @param seconds of work that is timed, at least; a few rounds are done in any case
  public Stopwatch(double warmUpSeconds, double seconds) {
    this.warmUpSeconds = warmUpSeconds;
    this.seconds = seconds;
  }

  /// Times work.
  ///
  /// @param operations floating-point operations of a call
  /// @param peak measures the peak in GFLOP/s for as many threads as work uses, in runs of some nanoseconds
  /// @param single whether each call is timed by itself, for percentiles of calls; else short calls are timed in blocks
  ///     of 50 microseconds, and times are means of a block
  public Measurement measure(Work work, double operations, LongToDoubleFunction peak, boolean single) {
    int call = 0;
    long start = System.nanoTime();
    long warmUp = (long) (warmUpSeconds * 1e9);
    do {
      work.run(call++);
    } while (System.nanoTime() - start < warmUp);

    long estimate = estimate(work, call);
    call += ESTIMATES;
    int block = single ? 1 : (int) Math.max(1, BLOCK_NANOS / estimate);
    int blocks = (int) Math.max(1, ROUND_NANOS / (estimate * block));
    double[] round = new double[blocks];
    Numbers micros = new Numbers();
    Numbers fractions = new Numbers();
    long bytes = 0;
    start = System.nanoTime();
    long timed = estimate * block;
    double before = peak.applyAsDouble(timed);
    while (System.nanoTime() - start < seconds * 1e9 || fractions.count() < LEAST_ROUNDS) {
      long allocated = THREADS.getTotalThreadAllocatedBytes();
      for (int b = 0; b < blocks; b++) {
        long blockStart = System.nanoTime();
        for (int i = 0; i < block; i++) {
          work.run(call++);
        }
        round[b] = (System.nanoTime() - blockStart) / 1e3 / block;
      }
      bytes += THREADS.getTotalThreadAllocatedBytes() - allocated;
      double after = peak.applyAsDouble(timed);
      micros.addAll(round);
      fractions.add(operations / Timing.of(round).median() / 1e3 / Math.max(before, after));
      before = after;
    }
    Timing timing = Timing.of(micros.toArray());
    double bytesPerCall = (double) bytes / fractions.count() / blocks / block;
    return new Measurement(timing, operations / timing.median() / 1e3, fractions.median(), bytesPerCall);
  }

  private static long estimate(Work work, int call) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < ESTIMATES; i++) {
      long start = System.nanoTime();
      work.run(call + i);
      best = Math.min(best, System.nanoTime() - start);
    }
    return Math.max(1, best);
  }
}
