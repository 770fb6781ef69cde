package dev.lanewise.runtime;

/// Notices a processor without fused multiply-add, on which Java computes each of them in software.
final class FusedMultiplyAdd {
  /// A fused multiply-add in hardware takes nanoseconds even in interpreted code, one in software microseconds.
  private static final long SLOW_NANOSECONDS = 1_500;

  private static final int CALLS = 200;
  private static final int TRIES = 5;

  private FusedMultiplyAdd() {}

  /// Warns through the system logger `dev.lanewise`, once for each Java process.
  static void warnIfSlow() {
    Measured.touch();
  }

  /// The best of a few tries, in nanoseconds for each call.
  static long nanosecondsPerCall() {
    long best = Long.MAX_VALUE;
    double sum = 0;
    for (int attempt = 0; attempt < TRIES; attempt++) {
      long start = System.nanoTime();
      for (int i = 0; i < CALLS; i++) {
        sum = Math.fma((float) sum, 0.5f, i);
      }
      best = Math.min(best, (System.nanoTime() - start) / CALLS);
    }
    return sum == Double.MIN_VALUE ? 0 : best;
  }

  /// Measured when the class is initialized, which happens once.
  private static final class Measured {
    static {
      if (nanosecondsPerCall() > SLOW_NANOSECONDS) {
        System.getLogger("dev.lanewise").log(System.Logger.Level.WARNING,
            "[SlowFusedMultiplyAdd] this processor has no fused multiply-add (or Java runs with -XX:-UseFMA):"
                + " results are right, but hundreds of times slower");
      }
    }

    static void touch() {}
  }
}
