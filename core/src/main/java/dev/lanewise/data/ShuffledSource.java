package dev.lanewise.data;

import dev.lanewise.Checks;
import dev.lanewise.MiniBatch;
import dev.lanewise.init.CounterRandom;
import java.io.IOException;

/// A source whose samples pass through a window from which they are drawn.
///
/// @param window samples held in memory
record ShuffledSource(SampleSource source, int window, long seed) implements SampleSource {
  /// Positions of the random stream that a pass has to itself.
  private static final int POSITIONS_LOG2 = 40;

  ShuffledSource {
    Checks.atLeast(1, window, "window");
  }

  @Override
  public SampleShape shape() {
    return source.shape();
  }

  @Override
  public long size() {
    return source.size();
  }

  @Override
  public boolean isReplayable() {
    return source.isReplayable();
  }

  @Override
  public SampleReader open(long pass) throws IOException {
    CounterRandom random = CounterRandom.of(seed, Streams.SOURCE_ORDER).at(pass << POSITIONS_LOG2);
    MiniBatch held = shape().miniBatch((int) Math.min(window, size()));
    return new WindowReader(
        new CheckedReader(source.open(pass), source, Integer.MAX_VALUE), held, random);
  }

  @Override
  public String toString() {
    return source + ", shuffled within " + window + " samples by seed " + seed;
  }

  /// Reads ahead by a window.
  private static final class WindowReader implements SampleReader {
    private final SampleReader reader;
    private final MiniBatch held;
    private final CounterRandom random;
    private int count;
    private boolean isFilled;

    WindowReader(SampleReader reader, MiniBatch held, CounterRandom random) {
      this.reader = reader;
      this.held = held;
      this.random = random;
    }

    @Override
    public boolean read(MiniBatch into, int row) throws IOException {
      if (!isFilled) {
        fill();
      }
      if (count == 0) {
        return false;
      }
      int drawn = random.nextInt(count);
      held.copySample(drawn, into, row);
      if (!reader.read(held, drawn)) {
        count--;
        held.copySample(count, held, drawn);
      }
      return true;
    }

    private void fill() throws IOException {
      while (count < held.capacity() && reader.read(held, count)) {
        count++;
      }
      isFilled = true;
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
