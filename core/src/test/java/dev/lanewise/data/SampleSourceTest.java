package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.MiniBatch;
import dev.lanewise.TargetKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleSourceTest {

  private static List<Integer> numbers(MiniBatches batches, int steps) {
    MiniBatch batch = batches.miniBatch();
    List<Integer> numbers = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      int count = batches.next(batch);
      assertEquals(count, batch.size());
      for (int row = 0; row < count; row++) {
        int number = (int) batch.samples()[2 * row];
        assertEquals(number % 3, batch.labels()[row]);
        numbers.add(number);
      }
    }
    return numbers;
  }

  private static List<Integer> range(int to) {
    List<Integer> range = new ArrayList<>();
    for (int i = 0; i < to; i++) {
      range.add(i);
    }
    return range;
  }

  @Test
  void readsInOrderWithAShortLastMiniBatch() {
    MiniBatches batches = MiniBatches.of(new CountingSource(10), 4, 1);
    assertEquals(3, batches.batchesPerEpoch());
    assertEquals(range(10), numbers(batches, 3));
    assertEquals(1, batches.epoch());
    assertEquals(3, batches.batchesLeftInEpoch());
    assertEquals(range(10), numbers(batches, 3));
    assertEquals(range(2), numbers(MiniBatches.of(new CountingSource(2), 4, 1), 1));
    assertEquals(range(1), numbers(MiniBatches.of(new CountingSource(1), 1, 1), 1));
  }

  @Test
  void goesOnAtAnyStep() {
    SampleSource source = new CountingSource(23).shuffled(5, 7);
    List<Integer> whole = numbers(MiniBatches.of(source, 4, 1), 18);
    for (int step : new int[] {1, 5, 6, 7, 13}) {
      MiniBatches resumed = MiniBatches.of(source, 4, 1);
      resumed.moveTo(step);
      int before = step / 6 * 23 + step % 6 * 4;
      assertEquals(whole.subList(before, whole.size()), numbers(resumed, 18 - step), "step " + step);
      resumed.moveTo(0);
      assertEquals(whole, numbers(resumed, 18));
    }
  }

  @Test
  void mixesWithinItsWindow() {
    int window = 20;
    SampleSource source = new CountingSource(200).shuffled(window, 7);
    MiniBatches batches = MiniBatches.of(source, 200, 1);
    List<Integer> first = numbers(batches, 1);
    List<Integer> second = numbers(batches, 1);
    assertEquals(range(200), first.stream().sorted().toList());
    assertEquals(range(200), second.stream().sorted().toList());
    assertNotEquals(first, second);
    assertEquals(first, numbers(MiniBatches.of(source, 200, 9), 1));
    assertNotEquals(first, numbers(MiniBatches.of(new CountingSource(200).shuffled(window, 8), 200, 1), 1));
    for (int i = 0; i < 200; i++) {
      assertTrue(first.get(i) < i + window, "sample " + first.get(i) + " came early, at " + i);
    }
    assertEquals(range(200), numbers(MiniBatches.of(new CountingSource(200).shuffled(1, 7), 200, 1), 1));
    List<Integer> allAtOnce = numbers(MiniBatches.of(new CountingSource(200).shuffled(1_000_000, 7), 200, 1), 1);
    assertEquals(range(200), allAtOnce.stream().sorted().toList());
    assertThrows(IllegalArgumentException.class, () -> new CountingSource(2).shuffled(0, 1));
  }

  @Test
  void eachStepHasItsOwnNoise() {
    MiniBatches batches = MiniBatches.of(new CountingSource(10), 4, 1);
    MiniBatch batch = batches.miniBatch();
    batches.next(batch);
    long first = batch.noiseSeed();
    batches.next(batch);
    assertNotEquals(first, batch.noiseSeed());
    batches.moveTo(0);
    batches.next(batch);
    assertEquals(first, batch.noiseSeed());
    MiniBatches drawn = MiniBatches.of(Dataset.of(new float[4], 2).labels(0, 1), 1, Sampling.SEQUENTIAL, 1);
    drawn.next(batch);
    assertEquals(first, batch.noiseSeed());
  }

  @Test
  void reportsASourceThatDoesNotKeepItsPromise() {
    MiniBatches short9 = MiniBatches.of(new CountingSource(10, 9, true, -1), 4, 1);
    String message = assertThrows(DatasetException.class, () -> numbers(short9, 3)).getMessage();
    assertEquals("numbers to 10 promised 10 samples, but it ended after 9", message);
    MiniBatches shuffled = MiniBatches.of(new CountingSource(10, 9, true, -1).shuffled(4, 1), 4, 1);
    assertThrows(DatasetException.class, () -> numbers(shuffled, 3));
    assertThrows(DatasetException.class, () -> MiniBatches.of(new CountingSource(0), 4, 1));
    assertThrows(DatasetException.class, () -> MiniBatches.of(new CountingSource(1L << 40), 1, 1));
  }

  @Test
  void reportsNumbersThatAreNotFinite() {
    SampleSource source = new SampleSource() {
      @Override
      public SampleShape shape() {
        return SampleShape.withTargets(1, 2);
      }

      @Override
      public long size() {
        return 3;
      }

      @Override
      public SampleReader open(long pass) {
        return (into, row) -> {
          into.targets()[2 * row + 1] = row == 2 ? Float.NaN : 1;
          return true;
        };
      }

      @Override
      public String toString() {
        return "sensor";
      }
    };
    MiniBatches batches = MiniBatches.of(source, 3, 1);
    String message = assertThrows(DatasetException.class, () -> batches.next(batches.miniBatch())).getMessage();
    assertTrue(message.startsWith("target 1 of sample 2 of sensor is NaN"), message);
  }

  @Test
  void saysThatItCannotBeReadAgain() {
    CountingSource once = new CountingSource(6, 6, false, -1);
    assertFalse(once.shuffled(3, 1).isReplayable());
    MiniBatches batches = MiniBatches.of(once, 3, 1);
    assertEquals(range(6), numbers(batches, 2));
    String end = assertThrows(DatasetException.class, () -> numbers(batches, 1)).getMessage();
    assertTrue(end.startsWith("numbers to 6 can be read only once, and its 6 samples are at their end"), end);
    MiniBatches later = MiniBatches.of(once, 3, 1);
    String again = assertThrows(DatasetException.class, () -> later.moveTo(1)).getMessage();
    assertTrue(again.startsWith("numbers to 6 can be read only once, so a run on it cannot go on at step 1"), again);
    later.moveTo(0);
  }

  @Test
  void fillsMiniBatchesOfItsOwnShapeOnly() {
    MiniBatches batches = MiniBatches.of(new CountingSource(6), 3, 1);
    MiniBatch other = new MiniBatch(3, 2, TargetKind.TARGETS, 1, false);
    assertThrows(IllegalArgumentException.class, () -> batches.next(other));
  }

  @Test
  void aFeedGivesTheSameWithAndWithoutAnotherThread() {
    for (int ahead : new int[] {0, 1, 2, 3, 7}) {
      try (MiniBatchFeed feed =
          MiniBatchFeed.of(MiniBatches.of(new CountingSource(23).shuffled(5, 7), 4, 1), ahead, 200)) {
        MiniBatches expected = MiniBatches.of(new CountingSource(23).shuffled(5, 7), 4, 1);
        expected.moveTo(3);
        feed.moveTo(3);
        MiniBatch wanted = expected.miniBatch();
        for (int step = 3; step < 200; step++) {
          assertEquals(expected.batchesLeftInEpoch(), feed.batchesLeftInEpoch());
          expected.next(wanted);
          MiniBatch batch = feed.next();
          assertEquals(wanted.size(), batch.size());
          assertEquals(wanted.noiseSeed(), batch.noiseSeed());
          for (int row = 0; row < wanted.size(); row++) {
            assertEquals(wanted.samples()[2 * row], batch.samples()[2 * row], "ahead " + ahead + ", step " + step);
          }
        }
      }
    }
  }

  @Test
  void aFeedFailsAtTheStepThatCannotBeRead() {
    for (int ahead : new int[] {0, 3}) {
      try (MiniBatchFeed feed =
          MiniBatchFeed.of(MiniBatches.of(new CountingSource(23, 23, true, 9), 4, 1), ahead, 100)) {
        feed.next();
        feed.next();
        String message = assertThrows(UncheckedIOException.class, feed::next).getMessage();
        assertEquals("disk.bin cannot be read at sample 9", message);
      }
    }
  }

  @Test
  void readsIdxFilesAsTheyAreNeeded(@TempDir Path folder) throws IOException {
    byte[] images = {0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 51, 102, (byte) 153, (byte) 204, (byte) 255};
    byte[] labels = {0, 0, 8, 1, 0, 0, 0, 3, 2, 0, 1};
    Path imageFile = Files.write(folder.resolve("images"), images);
    Path labelFile = Files.write(folder.resolve("labels"), labels);
    SampleSource source = Idx.source(imageFile, labelFile);
    assertEquals(3, source.size());
    Dataset dataset = Idx.dataset(imageFile, labelFile);
    MiniBatches read = MiniBatches.of(source, 2, 1);
    MiniBatches drawn = MiniBatches.of(dataset, 2, Sampling.SEQUENTIAL, 1);
    MiniBatch batch = read.miniBatch();
    MiniBatch expected = drawn.miniBatch();
    for (int step = 0; step < 4; step++) {
      assertEquals(drawn.next(expected), read.next(batch));
      assertArrayEquals(expected.samples(), batch.samples());
      assertArrayEquals(expected.labels(), batch.labels());
    }
    read.close();
    Files.write(labelFile, new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 2, 0});
    assertThrows(IOException.class, () -> Idx.source(imageFile, labelFile));
    assertThrows(IOException.class, () -> Idx.source(labelFile, imageFile));
    assertThrows(IOException.class, () -> Idx.source(folder.resolve("nothing"), labelFile));
    String gone = assertThrows(UncheckedIOException.class, () -> {
      Files.delete(imageFile);
      MiniBatches.of(source, 2, 1).next(source.shape().miniBatch(2));
    }).getMessage();
    assertEquals(imageFile + " does not exist", gone);
  }

  @Test
  void namesTheSampleOfTheSourceAlsoBehindAWindow() {
    SampleSource source = new SampleSource() {
      @Override
      public SampleShape shape() {
        return SampleShape.withLabels(2);
      }

      @Override
      public long size() {
        return 40;
      }

      @Override
      public SampleReader open(long pass) {
        int[] next = {0};
        return (into, row) -> {
          into.samples()[2 * row] = next[0] == 33 ? Float.NaN : 1;
          into.labels()[row] = next[0] == 21 ? -1 : 0;
          return next[0]++ < 40;
        };
      }

      @Override
      public String toString() {
        return "mine";
      }
    };
    MiniBatches batches = MiniBatches.of(source.shuffled(10, 1), 40, 1);
    String label = assertThrows(DatasetException.class, () -> batches.next(batches.miniBatch())).getMessage();
    assertEquals("label -1 of sample 21 of mine must be at least 0", label);
    MiniBatches mine = MiniBatches.of(source, 10, 1);
    mine.moveTo(3);
    assertThrows(DatasetException.class, () -> mine.next(mine.miniBatch()));
  }

  @Test
  void nothingIsReadBehindTheLastMiniBatchThatIsWanted() throws InterruptedException {
    MiniBatches batches = MiniBatches.of(new CountingSource(1_000), 10, 1);
    try (MiniBatchFeed feed = MiniBatchFeed.of(batches, 8, 3)) {
      for (int step = 0; step < 3; step++) {
        feed.next();
      }
      Thread.sleep(20);
      assertEquals(3, batches.step());
    }
  }

  @Test
  void whateverIsThrownEndsTheFeed() {
    for (Throwable thrown : List.of(new Exception("checked"), new IllegalStateException("own"), new StackOverflowError(),
        new IOException())) {
      SampleSource source = new SampleSource() {
        @Override
        public SampleShape shape() {
          return SampleShape.withLabels(2);
        }

        @Override
        public long size() {
          return 4;
        }

        @Override
        public SampleReader open(long pass) {
          return (into, row) -> {
            throw SampleSourceTest.<RuntimeException>unchecked(thrown);
          };
        }
      };
      try (MiniBatchFeed feed = MiniBatchFeed.of(MiniBatches.of(source, 2, 1), 2, 10)) {
        Throwable met = assertThrows(Throwable.class, feed::next);
        assertTrue(met == thrown || met.getMessage() != null, met.toString());
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
