package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.MiniBatch;
import dev.lanewise.TargetKind;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetTest {
  @Test
  void namesTheArrayThatIsNull() {
    Dataset one = Dataset.of(new float[2], 2);
    assertNamed("features", () -> Dataset.of(null, 2));
    assertNamed("features", () -> Dataset.ofBytes(null, 2, 1));
    assertNamed("labels", () -> one.labels((int[]) null));
    assertNamed("targets", () -> one.targets(null, 1));
    assertNamed("weights", () -> one.weights((float[]) null));
  }

  private static void assertNamed(String name, Executable call) {
    assertEquals(name, assertThrows(NullPointerException.class, call).getMessage());
  }

  @Test
  void describesItselfInAFewWords() {
    assertEquals("1 sample of width 2 with neither labels nor targets", Dataset.of(new float[2], 2).toString());
    assertEquals("2 samples of width 1 with class labels and weights",
        Dataset.of(new float[2], 1).labels(0, 1).weights(1, 2).toString());
    assertEquals("2 samples of width 1 with targets of width 3",
        Dataset.of(new float[2], 1).targets(new float[6], 3).toString());
  }

  private final Dataset five = Dataset.of(new float[] {0, 1, 10, 11, 20, 21, 30, 31, 40, 41}, 2)
      .labels(0, 1, 2, 3, 4)
      .weights(0.5f, 1.5f, 2.5f, 3.5f, 4.5f);

  @Test
  void readsEveryUnsignedByteTimesTheScale() {
    byte[] bytes = new byte[256];
    for (int i = 0; i < 256; i++) {
      bytes[i] = (byte) i;
    }
    Dataset data = Dataset.ofBytes(bytes, 1, 1 / 255f);
    MiniBatch batch = data.miniBatch(256);
    data.gather(0, 256, batch);
    for (int i = 0; i < 256; i++) {
      assertEquals(i * (1 / 255f), data.feature(i, 0));
      assertEquals(i * (1 / 255f), batch.samples()[i]);
    }
    assertEquals((byte) 200, bytes[200], "the caller's array is left alone");
  }

  @Test
  void gathersSamplesByIndexWithTheirLabelsAndWeights() {
    MiniBatch batch = five.miniBatch(4);
    five.gather(new int[] {9, 4, 0, 4, 9}, 1, 3, batch);
    assertEquals(3, batch.size());
    assertArrayEquals(new float[] {40, 41, 0, 1, 40, 41, 0, 0}, batch.samples());
    assertArrayEquals(new int[] {4, 0, 4, 0}, batch.labels());
    assertArrayEquals(new float[] {4.5f, 0.5f, 4.5f, 0}, batch.weights());
  }

  @Test
  void gathersNeighboursAsIfByIndex() {
    Dataset bytes = Dataset.ofBytes(new byte[] {1, -1, 2, -2, 3, -3, 4, -4}, 2, 0.5f)
        .targets(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 3);
    MiniBatch byIndex = bytes.miniBatch(2);
    MiniBatch neighbours = bytes.miniBatch(2);
    bytes.gather(new int[] {2, 3}, 0, 2, byIndex);
    bytes.gather(2, 2, neighbours);
    assertArrayEquals(new float[] {1.5f, 126.5f, 2, 126}, neighbours.samples());
    assertArrayEquals(new float[] {7, 8, 9, 10, 11, 12}, neighbours.targets());
    assertArrayEquals(byIndex.samples(), neighbours.samples());
    assertArrayEquals(byIndex.targets(), neighbours.targets());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 65, 784, 4097, 9000})
  void gathersBytesOfAnyWidthFromAnyPart(int width) {
    byte[] bytes = new byte[40 * width];
    new Random(width).nextBytes(bytes);
    Dataset part = Dataset.ofBytes(bytes, width, 0.25f).splitAt(7).rest();
    int[] samples = new Random(-width).ints(30, 0, part.size()).toArray();
    MiniBatch batch = part.miniBatch(30);
    part.gather(samples, 1, 29, batch);
    for (int i = 0; i < 29; i++) {
      for (int column = 0; column < width; column++) {
        int value = Byte.toUnsignedInt(bytes[(7 + samples[1 + i]) * width + column]);
        assertEquals(value * 0.25f, batch.samples()[i * width + column]);
      }
    }
    part.gather(samples, 0, 0, batch);
    assertEquals(0, batch.size());
  }

  @Test
  void splitsWithoutChangingTheOrder() {
    Dataset.Split split = five.split(0.61);
    assertEquals(3, split.first().size());
    assertEquals(2, split.rest().size());
    assertEquals(31, split.rest().feature(0, 1));
    assertEquals(3, split.rest().label(0));
    assertEquals(3.5f, split.rest().weight(0));
    MiniBatch batch = split.rest().miniBatch(2);
    split.rest().gather(0, 2, batch);
    assertArrayEquals(new float[] {30, 31, 40, 41}, batch.samples());
  }

  @Test
  void splitsAtEitherEnd() {
    assertEquals(0, five.splitAt(0).first().size());
    assertEquals(5, five.splitAt(0).rest().size());
    assertEquals(5, five.split(1.0).first().size());
    assertEquals(0, five.splitAt(5).rest().size());
    assertEquals(5, five.take(100).size());
    assertEquals(0, five.take(0).size());
  }

  @Test
  void aPartOfAByteDatasetReadsItsOwnRows() {
    Dataset part = Dataset.ofBytes(new byte[] {10, 20, 30, 40, 50, 60}, 2, 1).splitAt(1).rest();
    assertEquals(50, part.take(2).feature(1, 0));
    assertEquals(60, part.subset(1).feature(0, 1));
    assertEquals(30, part.labels(7, 8).feature(0, 0));
  }

  @Test
  void subsetTakesSamplesInTheGivenOrderWithRepeats() {
    Dataset subset = five.subset(3, 3, 0);
    assertEquals(3, subset.size());
    assertEquals(31, subset.feature(1, 1));
    assertEquals(0, subset.label(2));
    assertEquals(3.5f, subset.weight(0));
    assertThrows(IndexOutOfBoundsException.class, () -> five.subset(5));
  }

  @Test
  void shufflingKeepsSamplesAndLabelsTogetherAndDependsOnTheSeedAlone() {
    Dataset counted = Dataset.of(floats(100), 1).labels(IntStream.range(0, 100).toArray());
    Dataset once = counted.shuffled(1);
    Dataset again = counted.shuffled(1);
    Dataset other = counted.shuffled(2);
    int[] order = IntStream.range(0, 100).map(once::label).toArray();
    for (int i = 0; i < 100; i++) {
      assertEquals(order[i], once.feature(i, 0));
      assertEquals(order[i], again.label(i));
    }
    assertFalse(Arrays.equals(order, IntStream.range(0, 100).map(other::label).toArray()));
    assertArrayEquals(IntStream.range(0, 100).toArray(), Arrays.stream(order).sorted().toArray());
  }

  @Test
  void oneHotTargetsMarkTheLabel() {
    Dataset oneHot = Dataset.of(floats(3), 1).labels(2, 0, 1).oneHot(3);
    assertEquals(TargetKind.TARGETS, oneHot.targetKind());
    assertEquals(3, oneHot.targetWidth());
    float[] rows = new float[9];
    for (int i = 0; i < 9; i++) {
      rows[i] = oneHot.target(i / 3, i % 3);
    }
    assertArrayEquals(new float[] {0, 0, 1, 1, 0, 0, 0, 1, 0}, rows);
    assertMessage("label 4 of sample 4 must be at least 0 and below the 4 classes", () -> five.oneHot(4));
    assertMessage(
        "only labels can become one-hot targets; this data set has neither labels nor targets",
        () -> Dataset.of(floats(3), 1).oneHot(3));
  }

  @Test
  void aDatasetMayBeEmpty() {
    Dataset empty = Dataset.of(new float[0], 7).labels();
    assertEquals(0, empty.size());
    assertEquals(0, empty.shuffled(1).size());
    assertEquals(0, empty.split(0.5).rest().size());
    MiniBatch batch = empty.miniBatch(1);
    empty.gather(0, 0, batch);
    assertEquals(0, batch.size());
  }

  @Test
  void refusesWhatDoesNotDivideIntoSamples() {
    assertMessage(
        "7 features do not divide into rows of width 2; 1 are left over", () -> Dataset.of(new float[7], 2));
    assertMessage("the width of features, 0, must be at least 1", () -> Dataset.ofBytes(new byte[7], 0, 1));
    assertMessage(
        "scale NaN must be finite and not 0; 1 / 255f makes bytes 0 to 1",
        () -> Dataset.ofBytes(new byte[4], 2, Float.NaN));
  }

  @Test
  void refusesCountsThatDifferFromTheSamples() {
    Dataset data = Dataset.of(new float[6], 2);
    assertMessage("2 labels for 3 samples of width 2; give one for each sample", () -> data.labels(0, 1));
    assertMessage("4 weights for 3 samples of width 2; give one for each sample", () -> data.weights(1, 1, 1, 1));
    assertMessage(
        "2 target rows of width 4 for 3 samples of width 2; give one for each sample",
        () -> data.targets(new float[8], 4));
  }

  @Test
  void refusesAMiniBatchOfAnotherShape() {
    MiniBatch unweighted = new MiniBatch(2, 2, TargetKind.LABELS, 0, false);
    var thrown = assertThrows(IllegalArgumentException.class, () -> five.gather(0, 1, unweighted));
    assertTrue(thrown.getMessage().contains("miniBatch(capacity)"), thrown.getMessage());
    MiniBatch small = five.miniBatch(2);
    thrown = assertThrows(IllegalArgumentException.class, () -> five.gather(0, 3, small));
    assertEquals("size 3 must lie between 0 and the capacity, 2", thrown.getMessage());
  }

  @Test
  void refusesSamplesOutOfRange() {
    MiniBatch batch = five.miniBatch(5);
    assertThrows(IndexOutOfBoundsException.class, () -> five.gather(3, 3, batch));
    assertThrows(IndexOutOfBoundsException.class, () -> five.gather(new int[] {0, 5}, 0, 2, batch));
    assertThrows(IndexOutOfBoundsException.class, () -> five.gather(new int[] {0, 1}, 1, 2, batch));
    assertThrows(IndexOutOfBoundsException.class, () -> five.feature(5, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> five.feature(0, 2));
  }

  @Test
  void refusesToReadWhatItDoesNotHold() {
    Dataset bare = Dataset.of(new float[2], 1);
    assertThrows(IllegalStateException.class, () -> bare.label(0));
    assertThrows(IllegalStateException.class, () -> five.target(0, 0));
    assertEquals(1, bare.weight(1));
  }

  private static float[] floats(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = i;
    }
    return values;
  }

  private static void assertMessage(String expected, Executable code) {
    assertEquals(expected, assertThrows(DatasetException.class, code).getMessage());
  }
}
