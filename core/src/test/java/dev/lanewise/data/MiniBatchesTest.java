package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.MiniBatch;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MiniBatchesTest {
  @Test
  void refusesABatchTooLargeForAnyArray() {
    Dataset data = Dataset.of(new float[6], 3);
    var thrown = assertThrows(IllegalArgumentException.class,
        () -> MiniBatches.of(data, Integer.MAX_VALUE, Sampling.WITH_REPLACEMENT, 1));
    assertEquals("batchSize 2147483647 would need an array of 6442450941 numbers, more than a Java array can hold",
        thrown.getMessage());
    assertEquals(2, MiniBatches.of(data, Integer.MAX_VALUE, Sampling.SHUFFLED, 1).miniBatch().capacity());
  }


  @Test
  void shuffledDrawsEverySampleOnceInAnEpochAndKeepsTheShortLastBatch() {
    MiniBatches batches = MiniBatches.of(counted(10), 4, Sampling.SHUFFLED, 1);
    assertEquals(3, batches.batchesPerEpoch());
    int[] first = draw(batches, 3);
    int[] second = draw(batches, 3);
    assertArrayEquals(IntStream.range(0, 10).toArray(), Arrays.stream(first).sorted().toArray());
    assertArrayEquals(IntStream.range(0, 10).toArray(), Arrays.stream(second).sorted().toArray());
    assertFalse(Arrays.equals(first, second), "each epoch has its own order");
    assertEquals(2, batches.epoch());
  }

  @Test
  void dropLastLeavesOutWhatDoesNotFillABatch() {
    MiniBatches batches = MiniBatches.of(counted(10), 4, Sampling.SHUFFLED_DROP_LAST, 1);
    assertEquals(2, batches.batchesPerEpoch());
    Set<Integer> everDrawn = new HashSet<>();
    for (int epoch = 0; epoch < 30; epoch++) {
      int[] drawn = draw(batches, 2);
      assertEquals(8, Arrays.stream(drawn).distinct().count());
      Arrays.stream(drawn).forEach(everDrawn::add);
    }
    assertEquals(10, everDrawn.size(), "other samples are left out in other epochs");
  }

  @Test
  void sequentialKeepsTheOrder() {
    MiniBatches batches = MiniBatches.of(counted(5), 2, Sampling.SEQUENTIAL, 1);
    assertArrayEquals(new int[] {0, 1, 2, 3, 4, 0, 1}, draw(batches, 4));
  }

  @Test
  void withReplacementDrawsAllSamplesEquallyOftenAndSomeTwice() {
    MiniBatches batches = MiniBatches.of(counted(10), 10, Sampling.WITH_REPLACEMENT, 1);
    int[] counts = new int[10];
    boolean repeated = false;
    for (int step = 0; step < 2000; step++) {
      int[] drawn = draw(batches, 1);
      repeated |= Arrays.stream(drawn).distinct().count() < 10;
      Arrays.stream(drawn).forEach(sample -> counts[sample]++);
    }
    assertTrue(repeated);
    double chiSquared = Arrays.stream(counts).mapToDouble(count -> (count - 2000.0) * (count - 2000) / 2000).sum();
    assertTrue(chiSquared < 27.9, "chi-squared of 9 degrees of freedom above its 99.9 % point: " + chiSquared);
  }

  @Test
  void shuffledPutsEverySampleEverywhereEquallyOften() {
    MiniBatches batches = MiniBatches.of(counted(5), 5, Sampling.SHUFFLED, 3);
    int[][] counts = new int[5][5];
    for (int epoch = 0; epoch < 5000; epoch++) {
      int[] order = draw(batches, 1);
      for (int place = 0; place < 5; place++) {
        counts[place][order[place]]++;
      }
    }
    double chiSquared = 0;
    for (int[] row : counts) {
      for (int count : row) {
        chiSquared += (count - 1000.0) * (count - 1000) / 1000;
      }
    }
    assertTrue(chiSquared < 39.3, "chi-squared of 16 degrees of freedom above its 99.9 % point: " + chiSquared);
  }

  @ParameterizedTest
  @EnumSource(Sampling.class)
  void dependsOnTheSeedAlone(Sampling sampling) {
    int[] once = draw(MiniBatches.of(counted(50), 8, sampling, 5), 20);
    int[] again = draw(MiniBatches.of(counted(50), 8, sampling, 5), 20);
    int[] other = draw(MiniBatches.of(counted(50), 8, sampling, 6), 20);
    assertArrayEquals(once, again);
    assertEquals(sampling == Sampling.SEQUENTIAL, Arrays.equals(once, other));
  }

  @ParameterizedTest
  @EnumSource(Sampling.class)
  void continuesExactlyFromAnyStep(Sampling sampling) {
    MiniBatches whole = MiniBatches.of(counted(11), 3, sampling, 5);
    for (int step = 0; step < 12; step++) {
      MiniBatches resumed = MiniBatches.of(counted(11), 3, sampling, 5);
      resumed.moveTo(whole.step());
      assertEquals(whole.epoch(), resumed.epoch());
      assertArrayEquals(draw(whole, 1), draw(resumed, 1), "step " + step);
    }
    whole.moveTo(0);
    assertArrayEquals(draw(MiniBatches.of(counted(11), 3, sampling, 5), 9), draw(whole, 9));
  }

  /// A change here changes every training run that was ever made from a seed.
  @Test
  void neverChangesItsOrder() {
    assertArrayEquals(
        new int[] {4, 3, 0, 5, 2, 1}, draw(MiniBatches.of(counted(6), 6, Sampling.SHUFFLED, 42), 1));
    assertArrayEquals(
        new int[] {1, 3, 2, 0, 3, 2}, draw(MiniBatches.of(counted(6), 6, Sampling.WITH_REPLACEMENT, 42), 1));
  }

  @Test
  void aBatchLargerThanTheDatasetIsShortOrFilledWithRepeats() {
    MiniBatches shuffled = MiniBatches.of(counted(3), 8, Sampling.SHUFFLED, 1);
    assertEquals(1, shuffled.batchesPerEpoch());
    assertEquals(3, draw(shuffled, 1).length);
    assertEquals(3, shuffled.miniBatch().capacity());
    MiniBatches replaced = MiniBatches.of(counted(3), 8, Sampling.WITH_REPLACEMENT, 1);
    assertEquals(1, replaced.batchesPerEpoch());
    assertEquals(8, draw(replaced, 1).length);
  }

  @ParameterizedTest
  @EnumSource(Sampling.class)
  void oneSampleIsDrawnAgainAndAgain(Sampling sampling) {
    assertArrayEquals(new int[3], draw(MiniBatches.of(counted(1), 1, sampling, 9), 3));
  }

  @Test
  void refusesToDropEveryBatch() {
    var thrown = assertThrows(
        DatasetException.class, () -> MiniBatches.of(counted(3), 4, Sampling.SHUFFLED_DROP_LAST, 1));
    assertEquals(
        "batchSize 4 is larger than the 3 samples, and SHUFFLED_DROP_LAST leaves out every mini-batch that is not "
            + "full; use a batchSize of at most 3, or SHUFFLED",
        thrown.getMessage());
  }

  @Test
  void refusesAnEmptyDatasetAndABatchSizeBelowOne() {
    var empty = assertThrows(DatasetException.class, () -> MiniBatches.of(counted(0), 1, Sampling.SHUFFLED, 1));
    assertEquals("no mini-batch can be drawn from a data set without samples", empty.getMessage());
    var zero = assertThrows(
        IllegalArgumentException.class, () -> MiniBatches.of(counted(1), 0, Sampling.SHUFFLED, 1));
    assertEquals("batchSize 0 must be at least 1", zero.getMessage());
  }

  private static Dataset counted(int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = i;
    }
    int[] labels = new int[size];
    float[] weights = new float[size];
    for (int i = 0; i < size; i++) {
      labels[i] = i % 3 % 2;
      weights[i] = 1 + i % 2;
    }
    return Dataset.of(values, 1).labels(labels).weights(weights);
  }

  private static int[] draw(MiniBatches batches, int steps) {
    MiniBatch batch = batches.miniBatch();
    IntStream.Builder drawn = IntStream.builder();
    for (int step = 0; step < steps; step++) {
      int size = batches.next(batch);
      assertEquals(size, batch.size());
      for (int i = 0; i < size; i++) {
        drawn.add((int) batch.samples()[i]);
      }
    }
    return drawn.build().toArray();
  }
}
