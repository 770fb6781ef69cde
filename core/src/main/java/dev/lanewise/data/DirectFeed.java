package dev.lanewise.data;

import dev.lanewise.MiniBatch;

/// Fills each mini-batch when it is asked for.
final class DirectFeed extends MiniBatchFeed {
  private final MiniBatches batches;
  private final MiniBatch batch;

  DirectFeed(MiniBatches batches) {
    super(batches);
    this.batches = batches;
    this.batch = batches.miniBatch();
  }

  @Override
  public int capacity() {
    return batch.capacity();
  }

  @Override
  void start(long wanted) {
    batches.moveTo(wanted);
  }

  @Override
  MiniBatch take() {
    batches.next(batch);
    return batch;
  }

  @Override
  public void close() {
    batches.close();
  }
}
