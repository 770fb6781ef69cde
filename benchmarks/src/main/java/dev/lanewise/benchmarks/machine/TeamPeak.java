package dev.lanewise.benchmarks.machine;

import dev.lanewise.runtime.Workers;
import java.util.Arrays;

/// The peak of some threads that compute at the same time.
public final class TeamPeak implements AutoCloseable {
  private final Workers workers;
  private final double[] speeds;
  private final Workers.Work work;
  private long nanos;

  /// Starts the threads and has their code compiled.
  public TeamPeak(int threads) {
    workers = threads == 1 ? Workers.callerOnly() : Workers.of(threads);
    speeds = new double[threads];
    work = this::measureOne;
    workers.run(thread -> FloatPeak.warmUp());
  }

  /// The sum of what the threads do, in GFLOP/s.
  ///
  /// @param runNanos as in [FloatPeak#measure(long)]
  public double measure(long runNanos) {
    nanos = runNanos;
    workers.run(work);
    return Arrays.stream(speeds).sum();
  }

  private void measureOne(int thread) {
    workers.barrier();
    speeds[thread] = FloatPeak.measure(nanos);
  }

  /// Ends the threads.
  @Override
  public void close() {
    workers.close();
  }
}
