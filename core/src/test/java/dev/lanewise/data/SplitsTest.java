package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Dataset.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitsTest {
  /// A hundred samples that are their own numbers: 70 of label 0, 20 of 1, 10 of 3, none of 2.
  private final Dataset data = Dataset.of(numbers(100), 1)
      .labels(IntStream.range(0, 100).map(i -> i < 70 ? 0 : i < 90 ? 1 : 3).toArray());

  private static float[] numbers(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = i;
    }
    return numbers;
  }

  @Test
  void randomPartsHoldEverySampleOnceAndDependOnTheSeed() {
    Split split = Splits.random(data, 0.8, 1);
    assertEquals(80, split.first().size());
    assertEquals(IntStream.range(0, 100).boxed().toList(), sorted(split.first(), split.rest()));
    assertEquals(samples(split.first()), samples(Splits.random(data, 0.8, 1).first()));
    assertTrue(!samples(split.first()).equals(samples(Splits.random(data, 0.8, 2).first())));
  }

  @Test
  void stratifiedPartsHaveLabelsInProportion() {
    for (long seed = 1; seed <= 5; seed++) {
      Split split = Splits.stratified(data, 0.8, seed);
      assertEquals(List.of(56L, 16L, 0L, 8L), counts(split.first()));
      assertEquals(List.of(14L, 4L, 0L, 2L), counts(split.rest()));
      assertEquals(IntStream.range(0, 100).boxed().toList(), sorted(split.first(), split.rest()));
    }
  }

  @Test
  void everySampleIsTestedOnceInFolds() {
    for (List<Split> folds : List.of(Splits.folds(data, 7, 1), Splits.stratifiedFolds(data, 7, 1))) {
      List<Integer> tested = new ArrayList<>();
      for (Split fold : folds) {
        assertEquals(100, fold.first().size() + fold.rest().size());
        assertEquals(IntStream.range(0, 100).boxed().toList(), sorted(fold.first(), fold.rest()));
        tested.addAll(samples(fold.rest()));
      }
      assertEquals(IntStream.range(0, 100).boxed().toList(), tested.stream().sorted().toList());
    }
    for (Split fold : Splits.stratifiedFolds(data, 10, 3)) {
      assertEquals(List.of(7L, 2L, 0L, 1L), counts(fold.rest()));
    }
  }

  @Test
  void leaveOneOutIsAFoldForEachSample() {
    List<Split> folds = Splits.folds(data.take(5), 5, 1);
    assertEquals(5, folds.size());
    folds.forEach(fold -> assertEquals(1, fold.rest().size()));
  }

  @Test
  void refusesWhatCannotBeCut() {
    assertThrows(DatasetException.class, () -> Splits.folds(data.take(3), 4, 1));
    assertThrows(IllegalArgumentException.class, () -> Splits.folds(data, 1, 1));
    Dataset unlabelled = Dataset.of(numbers(4), 1);
    Exception thrown = assertThrows(DatasetException.class, () -> Splits.stratified(unlabelled, 0.5, 1));
    assertEquals("only samples with labels can be stratified; this data set has neither labels nor targets",
        thrown.getMessage());
  }

  @Test
  void stratifiedMiniBatchesHaveLabelsInProportion() {
    MiniBatches batches = MiniBatches.of(data, 20, Sampling.STRATIFIED, 5);
    var batch = batches.miniBatch();
    List<Float> seen = new ArrayList<>();
    for (int step = 0; step < 5; step++) {
      batches.next(batch);
      long[] counts = new long[4];
      for (int i = 0; i < 20; i++) {
        counts[batch.labels()[i]]++;
        seen.add(batch.samples()[i]);
      }
      assertEquals("[14, 4, 0, 2]", Arrays.toString(counts));
    }
    assertEquals(100, seen.stream().distinct().count());
    float first = batches.next(batch) == 20 ? batch.samples()[0] : -1;
    batches.moveTo(5);
    batches.next(batch);
    assertEquals(first, batch.samples()[0]);
  }

  @Test
  void weightedMiniBatchesAreDrawnByWeight() {
    float[] weights = new float[100];
    weights[3] = 3;
    weights[99] = 1;
    MiniBatches batches = MiniBatches.of(data.weights(weights), 1_000, Sampling.WEIGHTED, 5);
    var batch = batches.miniBatch();
    int ofThree = 0;
    for (int step = 0; step < 20; step++) {
      assertEquals(1_000, batches.next(batch));
      for (int i = 0; i < 1_000; i++) {
        assertTrue(batch.samples()[i] == 3 || batch.samples()[i] == 99);
        assertEquals(1, batch.weights()[i]);
        ofThree += batch.samples()[i] == 3 ? 1 : 0;
      }
    }
    // 20,000 draws of probability 3/4: a deviation of 61
    assertEquals(15_000, ofThree, 250);
    assertThrows(DatasetException.class, () -> MiniBatches.of(data, 10, Sampling.WEIGHTED, 1));
    assertThrows(DatasetException.class, () -> MiniBatches.of(data.weights(new float[100]), 10, Sampling.WEIGHTED, 1));
  }

  private static List<Integer> samples(Dataset part) {
    return IntStream.range(0, part.size()).mapToObj(i -> (int) part.feature(i, 0)).toList();
  }

  private static List<Integer> sorted(Dataset first, Dataset second) {
    List<Integer> all = new ArrayList<>(samples(first));
    all.addAll(samples(second));
    return all.stream().sorted().toList();
  }

  private static List<Long> counts(Dataset part) {
    return IntStream.range(0, 4).mapToObj(label ->
        IntStream.range(0, part.size()).filter(i -> part.label(i) == label).count()).toList();
  }
}
