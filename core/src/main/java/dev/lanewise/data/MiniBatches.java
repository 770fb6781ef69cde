package dev.lanewise.data;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;

/// The endless sequence of mini-batches of a training run.
///
/// Which samples a step gets is a function of the data, the settings and the number of the step, so a run can be taken
/// up again at any step. Not safe for use by several threads.
public interface MiniBatches extends AutoCloseable {

  /// Starts a sequence that is drawn from a data set, at step 0; it allocates nothing any more.
  ///
  /// @param batchSize samples in a full mini-batch, at least 1; larger than the data set gives one short mini-batch an
  ///     epoch, or with replacement full ones
  /// @param seed the samples of every step depend on it; unused for [Sampling#SEQUENTIAL]
  /// @throws DatasetException if samples are to be drawn by labels or weights that they do not have
  /// @throws IllegalArgumentException if the data set is empty, the batch size is below 1 or needs an array too large
  ///     for Java, or mini-batches that are not full are dropped and none is ever full
  static MiniBatches of(Dataset dataset, int batchSize, Sampling sampling, long seed) {
    return DatasetBatches.of(dataset, batchSize, sampling, seed);
  }

  /// Starts a sequence that is read from a source in its order, at step 0; the last mini-batch of a pass may be short.
  ///
  /// To go on at a later step, all samples of the pass before it are read once more.
  ///
  /// @param batchSize samples in a full mini-batch, at least 1
  /// @param seed what dropout and input noise depend on
  /// @throws IllegalArgumentException if the batch size is below 1 or the source has no samples
  static MiniBatches of(SampleSource source, int batchSize, long seed) {
    return SourceBatches.of(source, batchSize, seed, Integer.MAX_VALUE);
  }

  /// The same for a network, for which labels must lie below its outputs.
  ///
  /// @throws DatasetException if samples of the source are not what the network takes
  /// @throws IllegalArgumentException if the batch size is below 1 or the source has no samples
  static MiniBatches of(SampleSource source, int batchSize, long seed, Model model) {
    source.shape().requireFits(model, "source");
    return SourceBatches.of(source, batchSize, seed, model.outputWidth());
  }

  /// Fills a mini-batch with the samples of the next step.
  ///
  /// The mini-batch gets a seed for dropout and input noise too, which depends on seed and step.
  ///
  /// @param into made by [#miniBatch], or one of the data set's with at least that capacity
  /// @return the number of samples: the batch size, or fewer in a short last mini-batch
  /// @throws DatasetException if a source does not hold what it promised, or a number, label or weight that cannot be
  ///     used; the message names the sample
  /// @throws java.io.UncheckedIOException if a source cannot be read
  int next(MiniBatch into);

  /// A mini-batch with room for every step of this sequence.
  MiniBatch miniBatch();

  /// The steps in an epoch, at least 1: as many as it takes to draw as many samples as there are.
  int batchesPerEpoch();

  /// The mini-batches of the epoch that are still to come, at least 1.
  default int batchesLeftInEpoch() {
    return batchesPerEpoch() - (int) (step() % batchesPerEpoch());
  }

  /// The number of the next step, from 0.
  long step();

  /// The epoch that the next step belongs to, from 0.
  default long epoch() {
    return step() / batchesPerEpoch();
  }

  /// Continues at another step, as if all before it had been taken.
  ///
  /// @param step at least 0
  /// @throws DatasetException if a source cannot be read again
  void moveTo(long step);

  /// Lets go of open files.
  @Override
  default void close() {}
}
