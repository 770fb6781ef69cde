package dev.lanewise.benchmarks.machine;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;

/// How long a number takes to another core and back. Threads of a step exchange rows in the same way, line by line: a
/// virtual machine's cores may share a cache in one minute and not in the next.
public final class CoreRoundTrip {
  private static final int SAMPLES = 200;
  private static final int TRIPS = 500;

  // In cache lines of their own; processors fetch lines of 64 bytes in pairs.
  private static final int QUESTION = 32;
  private static final int ANSWER = 64;
  private static final int CELLS = 96;

  private CoreRoundTrip() {}

  /// The tenth percentile of short samples, since either thread may be interrupted; takes about fifty milliseconds.
  ///
  /// @return in nanoseconds
  public static double measure() {
    AtomicIntegerArray cells = new AtomicIntegerArray(CELLS);
    Thread answerer = Thread.ofPlatform().daemon().start(() -> answer(cells));
    double[] nanos = new double[SAMPLES];
    int number = 0;
    for (int sample = 0; sample < SAMPLES; sample++) {
      long start = System.nanoTime();
      for (int trip = 0; trip < TRIPS; trip++) {
        number++;
        cells.set(QUESTION, number);
        await(cells, ANSWER, number);
      }
      nanos[sample] = (double) (System.nanoTime() - start) / TRIPS;
    }
    join(answerer);
    Arrays.sort(nanos);
    return nanos[SAMPLES / 10];
  }

  private static void answer(AtomicIntegerArray cells) {
    for (int number = 1; number <= SAMPLES * TRIPS; number++) {
      await(cells, QUESTION, number);
      cells.set(ANSWER, number);
    }
  }

  private static void await(AtomicIntegerArray cells, int cell, int number) {
    while (cells.get(cell) != number) {
      Thread.onSpinWait();
    }
  }

  private static void join(Thread answerer) {
    try {
      answerer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
