package dev.lanewise.data;

import dev.lanewise.MiniBatch;
import java.io.IOException;

/// Samples that are numbered: the features of sample `i` are `i` and `i / size`, its label is `i % 3`.
///
/// @param held the samples that a pass really gives
/// @param failAt the sample that cannot be read, or -1
public record CountingSource(long size, long held, boolean isReplayable, long failAt) implements SampleSource {

  /// A source that keeps its promise.
  public CountingSource(long size) {
    this(size, size, true, -1);
  }

  @Override
  public SampleShape shape() {
    return SampleShape.withLabels(2);
  }

  @Override
  public SampleReader open(long pass) {
    return new SampleReader() {
      private long next;
      private boolean isClosed;

      @Override
      public boolean read(MiniBatch into, int row) throws IOException {
        if (isClosed) {
          throw new IllegalStateException("read after it was closed");
        }
        if (next == failAt) {
          throw new IOException("disk.bin cannot be read at sample " + next);
        }
        if (next == held) {
          return false;
        }
        into.samples()[2 * row] = next;
        into.samples()[2 * row + 1] = (float) next / size;
        into.labels()[row] = (int) (next % 3);
        next++;
        return true;
      }

      @Override
      public void close() {
        isClosed = true;
      }
    };
  }

  @Override
  public String toString() {
    return "numbers to " + size;
  }
}
