package dev.lanewise.data;

import dev.lanewise.Checks;
import dev.lanewise.MiniBatch;
import dev.lanewise.init.CounterRandom;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Mini-batches read from a source in its order.
///
/// Where a pass has been read to is the number of the step times the batch size; whoever moves elsewhere has the pass
/// opened again and what comes before read over.
final class SourceBatches implements MiniBatches {
  private final SampleSource source;
  private final int batchSize;
  private final long seed;
  private final int classes;
  private final int batchesPerEpoch;
  // Null between passes.
  private CheckedReader reader;
  private long pass;
  private long step;

  private SourceBatches(SampleSource source, int batchSize, long seed, int classes) {
    this.source = source;
    this.batchSize = batchSize;
    this.seed = seed;
    this.classes = classes;
    this.batchesPerEpoch = Math.toIntExact((source.size() - 1) / batchSize + 1);
  }

  /// @param classes the bound of labels
  static SourceBatches of(SampleSource source, int batchSize, long seed, int classes) {
    Checks.atLeast(1, batchSize, "batchSize");
    if (source.size() < 1) {
      throw new DatasetException("no mini-batch can be read from " + source + ", which has no samples");
    }
    if ((source.size() - 1) / batchSize >= Integer.MAX_VALUE) {
      throw new DatasetException("the " + source.size() + " samples of " + source + " are more than "
          + Integer.MAX_VALUE + " mini-batches of " + batchSize + "; use a larger batchSize");
    }
    return new SourceBatches(source, batchSize, seed, classes);
  }

  @Override
  public int next(MiniBatch into) {
    if (!source.shape().fits(into)) {
      throw new IllegalArgumentException("the mini-batch has another shape than the source; make it with miniBatch()");
    }
    try {
      return readNext(into);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private int readNext(MiniBatch into) throws IOException {
    long start = step % batchesPerEpoch * batchSize;
    if (reader == null || pass != epoch() || reader.read() > start) {
      open(epoch());
    }
    while (reader.read() < start) {
      readSample(into, 0);
    }
    int count = (int) Math.min(batchSize, source.size() - start);
    into.setSize(count);
    for (int row = 0; row < count; row++) {
      readSample(into, row);
    }
    into.setNoiseSeed(CounterRandom.bits(seed, Streams.NOISE, step));
    step++;
    if (reader.read() == source.size()) {
      closeReader();
    }
    return count;
  }

  private void open(long wanted) throws IOException {
    closeReader();
    if (wanted > 0 && !source.isReplayable()) {
      throw new DatasetException(source + " can be read only once, and its " + source.size()
          + " samples are at their end; train for 1 epoch, or promise more samples");
    }
    reader = new CheckedReader(source.open(wanted), source, classes);
    pass = wanted;
  }

  private void readSample(MiniBatch into, int row) throws IOException {
    if (!reader.read(into, row)) {
      throw new DatasetException(
          source + " promised " + source.size() + " samples, but it ended after " + reader.read());
    }
  }

  @Override
  public MiniBatch miniBatch() {
    return source.shape().miniBatch((int) Math.min(batchSize, source.size()));
  }

  @Override
  public int batchesPerEpoch() {
    return batchesPerEpoch;
  }

  @Override
  public long step() {
    return step;
  }

  @Override
  public void moveTo(long wanted) {
    if (wanted < 0) {
      throw new IllegalArgumentException("step " + wanted + " must be at least 0");
    }
    if (wanted != step && !source.isReplayable()) {
      throw new DatasetException(source + " can be read only once, so a run on it cannot go on at step " + wanted
          + ": what came before is gone; load the weights of the checkpoint into a model and train that");
    }
    step = wanted;
  }

  private void closeReader() throws IOException {
    if (reader != null) {
      CheckedReader open = reader;
      reader = null;
      open.close();
    }
  }

  @Override
  public void close() {
    try {
      closeReader();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
