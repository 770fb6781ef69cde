package dev.lanewise.data;

import dev.lanewise.MiniBatch;

/// Hands out the mini-batches of a sequence one after the other, filled when they are asked for or some before.
///
/// Which samples they hold is the same either way. Belongs to the thread that trains.
public abstract sealed class MiniBatchFeed implements AutoCloseable permits DirectFeed, PrefetchedFeed {
  private final int batchesPerEpoch;
  private long step;

  MiniBatchFeed(MiniBatches batches) {
    batchesPerEpoch = batches.batchesPerEpoch();
  }

  /// Makes a feed, which takes the sequence over and closes it.
  ///
  /// @param ahead mini-batches that another thread fills before they are asked for, at least 0; 0 for no other thread
  /// @param end the number of mini-batches, from step 0, after which none is asked for: the other thread reads no more
  public static MiniBatchFeed of(MiniBatches batches, int ahead, long end) {
    return ahead == 0 ? new DirectFeed(batches) : new PrefetchedFeed(batches, ahead, end);
  }

  /// The most samples in a mini-batch.
  public abstract int capacity();

  /// Goes on at another step, as if all before it had been taken; before the first mini-batch is asked for.
  ///
  /// @param wanted from 0
  public final void moveTo(long wanted) {
    step = wanted;
    start(wanted);
  }

  /// The mini-batch of the next step, which is valid until this is called again.
  ///
  /// What the sequence throws, this throws at the same step.
  public final MiniBatch next() {
    MiniBatch batch = take();
    step++;
    return batch;
  }

  /// The mini-batches of the epoch that are still to come, at least 1.
  public final int batchesLeftInEpoch() {
    return batchesPerEpoch - (int) (step % batchesPerEpoch);
  }

  abstract void start(long wanted);

  abstract MiniBatch take();

  /// Ends the other thread, if there is one, and closes the sequence.
  @Override
  public abstract void close();
}
