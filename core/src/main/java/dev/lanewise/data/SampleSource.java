package dev.lanewise.data;

import java.io.IOException;

/// Samples that are read one after the other, because there are too many to hold in memory, or they are made as they
/// are needed.
///
/// ```java
/// SampleSource source = Idx.source(images, labels).shuffled(10_000, 1);
/// Trainer.of(net).optimizer(Sgd.of(0.1f)).batchSize(100).epochs(5).fit(source, validation);
/// ```
///
/// A run that is taken up again reads the samples of its epoch once more up to where it was, so every pass has to give
/// the same samples each time it is opened. A source for which that is impossible, such as a network connection, says
/// so by [#isReplayable].
///
/// Nobody can compare all numbers of a source with those of an earlier run. What tells its data from others belongs
/// into its `toString`, which the manifest of a run holds: names and sizes of files, a hash, a seed. Those of this
/// library do so.
public interface SampleSource {

  /// What a sample consists of.
  SampleShape shape();

  /// The samples of a pass, at least 1: what an epoch is.
  long size();

  /// Whether a pass can be opened again, and others after it.
  default boolean isReplayable() {
    return true;
  }

  /// Starts a pass.
  ///
  /// @param pass from 0; a source may give its samples in another order in each
  /// @return belongs to the caller, who closes it
  /// @throws IOException if the samples cannot be read; the message names the file
  SampleReader open(long pass) throws IOException;

  /// The same samples in an order drawn anew for each pass, as far as a window allows.
  ///
  /// Each sample is drawn from a window that holds so many; the next one read takes its place. So a sample can come
  /// late, but at most by the window early: data that are sorted, by label say, need a window as long as the longest
  /// run.
  ///
  /// @param window samples held in memory, at least 1
  /// @param seed the order depends on it
  /// @throws IllegalArgumentException if the window is below 1 or too large for Java's arrays
  default SampleSource shuffled(int window, long seed) {
    return new ShuffledSource(this, window, seed);
  }
}
