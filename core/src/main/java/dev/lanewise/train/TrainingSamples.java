package dev.lanewise.train;

import dev.lanewise.Model;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.MiniBatches;
import dev.lanewise.data.SampleSource;
import dev.lanewise.data.Sampling;
import java.util.Optional;

/// What a run trains on: samples in memory, or those of a source.
sealed interface TrainingSamples {

  /// Checks whatever can be before the first step.
  ///
  /// @throws IllegalArgumentException if the samples do not fit
  void requireFits(Model model);

  /// How samples are drawn.
  ///
  /// @param wanted what the user said, if anything
  Sampling sampling(Optional<Sampling> wanted);

  /// The mini-batches of a run.
  MiniBatches batches(int batchSize, Sampling sampling, long seed, Model model);

  /// The mini-batches that another thread prepares, unless the user says otherwise.
  int ahead();

  /// What a manifest says of the samples.
  String describe();

  /// Samples in memory.
  record InMemory(Dataset dataset) implements TrainingSamples {
    @Override
    public void requireFits(Model model) {
      dataset.requireFits(model, "training set");
    }

    @Override
    public Sampling sampling(Optional<Sampling> wanted) {
      return wanted.orElse(Sampling.SHUFFLED);
    }

    @Override
    public MiniBatches batches(int batchSize, Sampling sampling, long seed, Model model) {
      return MiniBatches.of(dataset, batchSize, sampling, seed);
    }

    @Override
    public int ahead() {
      return 0;
    }

    @Override
    public String describe() {
      return dataset + ", SHA-256 " + dataset.digest();
    }
  }

  /// Samples that are read as they are needed.
  record Streamed(SampleSource source) implements TrainingSamples {
    private static final int AHEAD = 4;

    @Override
    public void requireFits(Model model) {
      source.shape().requireFits(model, "training source");
    }

    @Override
    public Sampling sampling(Optional<Sampling> wanted) {
      if (wanted.isPresent() && wanted.get() != Sampling.SEQUENTIAL) {
        throw new IllegalStateException("samples of a source come in its own order, not " + wanted.get()
            + ": leave out .sampling(…), and shuffle within a window by source.shuffled(10_000, seed)");
      }
      return Sampling.SEQUENTIAL;
    }

    @Override
    public MiniBatches batches(int batchSize, Sampling sampling, long seed, Model model) {
      return MiniBatches.of(source, batchSize, seed, model);
    }

    @Override
    public int ahead() {
      return AHEAD;
    }

    @Override
    public String describe() {
      return RunManifest.describe(source) + ", " + source.size() + " samples of " + source.shape();
    }
  }
}
