package dev.lanewise.data;

import dev.lanewise.Checks;
import dev.lanewise.MiniBatch;
import dev.lanewise.init.CounterRandom;
import java.util.Arrays;

/// Mini-batches drawn from a data set. After construction nothing is allocated.
final class DatasetBatches implements MiniBatches {
  /// Positions of the random stream that an epoch, or a step with replacement, has to itself. It needs one for each of
  /// fewer than 2^31 samples, and practically never one more, so that no two share numbers.
  private static final int POSITIONS_LOG2 = 32;

  private final Dataset dataset;
  private final int batchSize;
  private final Sampling sampling;
  private final long seed;
  private final CounterRandom random;
  private final int[] drawn;
  // Each null unless that is how samples are drawn.
  private final Strata strata;
  private final Lots lots;
  private final int batchesPerEpoch;
  private long step;
  private long drawnEpoch = -1;

  private DatasetBatches(Dataset dataset, int batchSize, Sampling sampling, long seed) {
    this.dataset = dataset;
    this.batchSize = batchSize;
    this.sampling = sampling;
    this.seed = seed;
    this.random = CounterRandom.of(seed, Streams.MINI_BATCHES);
    this.drawn = new int[
        switch (sampling) {
          case SHUFFLED, SHUFFLED_DROP_LAST, STRATIFIED -> dataset.size();
          case WITH_REPLACEMENT, WEIGHTED -> batchSize;
          case SEQUENTIAL -> 0;
        }];
    this.strata = sampling == Sampling.STRATIFIED ? new Strata(dataset) : null;
    this.lots = sampling == Sampling.WEIGHTED ? new Lots(dataset) : null;
    int full = dataset.size() / batchSize;
    boolean dropsRest = sampling == Sampling.SHUFFLED_DROP_LAST || dataset.size() % batchSize == 0;
    this.batchesPerEpoch = dropsRest ? full : full + 1;
  }

  static DatasetBatches of(Dataset dataset, int batchSize, Sampling sampling, long seed) {
    Checks.atLeast(1, batchSize, "batchSize");
    if (dataset.size() == 0) {
      throw new DatasetException("no mini-batch can be drawn from a data set without samples");
    }
    if (sampling.isWithReplacement()) {
      Checks.product(
          batchSize, Math.max(dataset.inputWidth(), dataset.targetWidth()), "batchSize " + batchSize);
    }
    if (sampling == Sampling.SHUFFLED_DROP_LAST && batchSize > dataset.size()) {
      throw new DatasetException("batchSize " + batchSize + " is larger than the " + dataset.size()
          + " samples, and SHUFFLED_DROP_LAST leaves out every mini-batch that is not full; use a batchSize of at most "
          + dataset.size() + ", or SHUFFLED");
    }
    return new DatasetBatches(dataset, batchSize, sampling, seed);
  }

  @Override
  public int next(MiniBatch into) {
    int inEpoch = (int) (step % batchesPerEpoch);
    int count = sampling.isWithReplacement() ? batchSize : shortened(inEpoch);
    switch (sampling) {
      case SEQUENTIAL -> dataset.gather(inEpoch * batchSize, count, into);
      case SHUFFLED, SHUFFLED_DROP_LAST, STRATIFIED -> {
        shuffle(epoch());
        dataset.gather(drawn, inEpoch * batchSize, count, into);
      }
      case WITH_REPLACEMENT -> {
        draw();
        dataset.gather(drawn, 0, count, into);
      }
      case WEIGHTED -> {
        draw();
        dataset.gather(drawn, 0, count, into);
        // They have counted when the samples were drawn.
        Arrays.fill(into.weights(), 0, count, 1f);
      }
    }
    into.setNoiseSeed(CounterRandom.bits(seed, Streams.NOISE, step));
    step++;
    return count;
  }

  @Override
  public MiniBatch miniBatch() {
    return dataset.miniBatch(sampling.isWithReplacement() ? batchSize : Math.min(batchSize, dataset.size()));
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
  public void moveTo(long step) {
    if (step < 0) {
      throw new IllegalArgumentException("step " + step + " must be at least 0");
    }
    this.step = step;
  }

  private int shortened(int inEpoch) {
    return Math.min(batchSize, dataset.size() - inEpoch * batchSize);
  }

  private void shuffle(long epoch) {
    if (epoch != drawnEpoch) {
      random.moveTo(epoch << POSITIONS_LOG2);
      if (strata == null) {
        random.fillPermutation(drawn);
      } else {
        strata.fill(drawn, random);
      }
      drawnEpoch = epoch;
    }
  }

  private void draw() {
    random.moveTo(step << POSITIONS_LOG2);
    for (int i = 0; i < batchSize; i++) {
      drawn[i] = lots == null ? random.nextInt(dataset.size()) : lots.draw(random);
    }
  }
}
