package dev.lanewise.data;

import dev.lanewise.MiniBatch;

/// Has another thread fill mini-batches before they are asked for, a bounded number of them.
///
/// Mini-batches go round a ring: of those that are filled the oldest is at hand, the others wait. The other thread
/// sleeps while all are full, and is woken when half of them are free, so that waking it costs little per step.
final class PrefetchedFeed extends MiniBatchFeed {
  private final MiniBatches batches;
  private final MiniBatch[] ring;
  private final Object lock = new Object();
  private final Thread filler;
  private final long end;
  // All guarded by the lock.
  private long filled;
  private long taken;
  private Throwable failure;
  private boolean isClosed;

  PrefetchedFeed(MiniBatches batches, int ahead, long end) {
    super(batches);
    this.batches = batches;
    this.end = end;
    // one more is at hand
    this.ring = new MiniBatch[ahead + 1];
    for (int i = 0; i < ring.length; i++) {
      ring[i] = batches.miniBatch();
    }
    this.filler = Thread.ofPlatform().daemon().name("lanewise-prefetch").unstarted(this::fill);
  }

  @Override
  public int capacity() {
    return ring[0].capacity();
  }

  @Override
  void start(long wanted) {
    if (filler.getState() != Thread.State.NEW) {
      throw new IllegalStateException("mini-batches have been asked for already");
    }
    batches.moveTo(wanted);
  }

  @Override
  MiniBatch take() {
    if (filler.getState() == Thread.State.NEW) {
      filler.start();
    }
    boolean isInterrupted = false;
    synchronized (lock) {
      // the one handed out before is free now
      if (filled - taken <= (ring.length - 1) / 2) {
        lock.notifyAll();
      }
      while (filled == taken && failure == null) {
        isInterrupted |= waitForOther();
      }
      if (filled == taken) {
        throw rethrown();
      }
      taken++;
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
    return ring[(int) ((taken - 1) % ring.length)];
  }

  /// The failure itself, as if this thread had met it.
  private RuntimeException rethrown() {
    return switch (failure) {
      case Error error -> throw error;
      case RuntimeException unchecked -> unchecked;
      // some languages throw these without declaring them
      default -> new IllegalStateException("a mini-batch could not be prepared: " + failure, failure);
    };
  }

  private void fill() {
    try {
      while (batches.step() < end && awaitFree()) {
        batches.next(ring[(int) (filled % ring.length)]);
        synchronized (lock) {
          filled++;
          lock.notifyAll();
        }
      }
    } catch (Throwable thrown) {
      synchronized (lock) {
        failure = thrown;
        lock.notifyAll();
      }
    }
  }

  /// Waits for a free mini-batch.
  ///
  /// @return whether any more are wanted
  private boolean awaitFree() {
    synchronized (lock) {
      if (filled - taken == ring.length - 1) {
        // full: let half of them be used before any is filled again
        while (!isClosed && filled - taken > (ring.length - 1) / 2) {
          waitForOther();
        }
      }
      return !isClosed;
    }
  }

  /// Waits for the other thread.
  ///
  /// @return whether this thread was interrupted
  private boolean waitForOther() {
    try {
      lock.wait();
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      isClosed = true;
      lock.notifyAll();
    }
    // it may be waiting for a source
    filler.interrupt();
    boolean isInterrupted = false;
    while (filler.isAlive()) {
      try {
        filler.join();
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    }
    batches.close();
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
