package dev.lanewise.benchmarks.machine;

/// Takes results, so that HotSpot cannot leave out the work behind them.
public final class Sink {
  private static volatile float last;

  private Sink() {}

  /// Takes a result.
  public static void take(float value) {
    last = value;
  }

  /// The result that was taken last.
  public static float last() {
    return last;
  }
}
