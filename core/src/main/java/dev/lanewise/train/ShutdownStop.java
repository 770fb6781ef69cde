package dev.lanewise.train;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets a run end in order when the process is told to end, as by Ctrl-C: the process waits until the run has written
/// its checkpoint.
final class ShutdownStop implements AutoCloseable {
  /// Longer than a step and a checkpoint take, and short enough for whoever waits.
  private static final int PATIENCE_SECONDS = 60;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stopAndWait, "lanewise-shutdown");
  private volatile boolean isRequested;

  /// Listens until closed.
  static ShutdownStop listen() {
    ShutdownStop stop = new ShutdownStop();
    try {
      Runtime.getRuntime().addShutdownHook(stop.hook);
    } catch (IllegalStateException e) {
      // it is ending already
      stop.isRequested = true;
    }
    return stop;
  }

  /// Whether the process is about to end.
  boolean isRequested() {
    return isRequested;
  }

  private void stopAndWait() {
    isRequested = true;
    try {
      done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    done.countDown();
    if (!isRequested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // it has begun in between; the hook ends by itself
        isRequested = true;
      }
    }
  }
}
