package dev.lanewise.data;

import dev.lanewise.MiniBatch;
import java.io.Closeable;
import java.io.IOException;

/// One pass over the samples of a [SampleSource]; used by one thread at a time.
public interface SampleReader extends Closeable {

  /// Reads the next sample into a row of a mini-batch: its numbers, and its label, targets and weight as far as the
  /// source has them.
  ///
  /// @param into of the source's shape
  /// @param row below its capacity
  /// @return whether there was one more
  /// @throws IOException if it cannot be read; the message names the file
  boolean read(MiniBatch into, int row) throws IOException;

  /// Lets go of open files.
  @Override
  default void close() throws IOException {}
}
