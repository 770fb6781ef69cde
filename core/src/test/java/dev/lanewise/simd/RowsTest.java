package dev.lanewise.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("vector-width")
class RowsTest {
  private static final long SEED = 7;
  private static final int AT = 3;
  private static final int LONGEST = 67;

  private final Random random = new Random(SEED);

  /// A row after AT other floats, with padding that must not count.
  private float[] row(int count, float padding) {
    float[] values = new float[AT + padded(count) + 5];
    Arrays.fill(values, padding);
    for (int i = 0; i < count; i++) {
      values[AT + i] = (float) (4 * random.nextGaussian());
    }
    return values;
  }

  private static int padded(int count) {
    return (count + 15) / 16 * 16;
  }

  private static float plainSum(float[] values, int at, int length) {
    float[] lanes = new float[16];
    for (int i = 0; i < length; i++) {
      lanes[i % 16] += values[at + i];
    }
    for (int width = 8; width > 0; width /= 2) {
      for (int lane = 0; lane < width; lane++) {
        lanes[lane] += lanes[lane + width];
      }
    }
    return lanes[0];
  }

  private static float plainMax(float[] values, int at, int count) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, values[at + i]);
    }
    return largest;
  }

  @Test
  void sumsInVirtualLanesAndATree() {
    for (int length = 0; length <= 96; length += 16) {
      float[] values = row(length, 1e9f);
      assertEquals(plainSum(values, AT, length), Rows.sum(values, AT, length), "length " + length + ", seed " + SEED);
    }
    float[] lanes = row(16, 0f);
    assertEquals(plainSum(lanes, AT, 16), Rows.treeSum(lanes, AT));
  }

  @Test
  void maximumLooksAtTheFirstElementsAlone() {
    for (int count = 0; count <= LONGEST; count++) {
      float[] values = row(count, 1e9f);
      assertEquals(plainMax(values, AT, count), Rows.max(values, AT, count), "count " + count + ", seed " + SEED);
    }
  }

  @Test
  void maximumIsNaNIfAnyElementIs() {
    for (int count = 1; count <= 40; count++) {
      float[] values = row(count, Float.NaN);
      assertFalse(Float.isNaN(Rows.max(values, AT, count)));
      int place = random.nextInt(count);
      values[AT + place] = Float.NaN;
      assertTrue(Float.isNaN(Rows.max(values, AT, count)), "NaN at " + place + " of " + count);
      assertEquals(place, Rows.argMax(values, AT, count));
    }
  }

  @Test
  void findsTheFirstOfEqualMaxima() {
    for (int count = 1; count <= LONGEST; count++) {
      float[] values = row(count, 100f);
      int first = random.nextInt(count);
      values[AT + first] = 100f;
      values[AT + count - 1] = 100f;
      assertEquals(first, Rows.argMax(values, AT, count), "count " + count + ", seed " + SEED);
    }
    assertEquals(0, Rows.argMax(new float[] {-0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f}, 0, 3));
    float[] lowest = new float[16];
    Arrays.fill(lowest, Float.NEGATIVE_INFINITY);
    assertEquals(0, Rows.argMax(lowest, 0, 10));
    assertThrows(IllegalArgumentException.class, () -> Rows.argMax(lowest, 0, 0));
  }

  @Test
  void findsEveryElementThatIsNotFinite() {
    for (int length = 0; length <= LONGEST; length++) {
      float[] values = Arrays.copyOf(row(length, Float.NaN), AT + length);
      assertTrue(Rows.allFinite(values, AT, length), "length " + length);
      for (int i = 0; i < length; i++) {
        float kept = values[AT + i];
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
          values[AT + i] = bad;
          assertFalse(Rows.allFinite(values, AT, length), bad + " at " + i + " of " + length);
        }
        values[AT + i] = kept;
      }
    }
    assertTrue(Rows.allFinite(new float[] {Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE, -0f}, 0, 4));
  }

  @Test
  void softmaxIsThePlainFormulaToTheBit() {
    for (int count = 1; count <= LONGEST; count++) {
      float[] logits = row(count, 1e9f);
      float[] expected = new float[padded(count)];
      float largest = plainMax(logits, AT, count);
      for (int i = 0; i < count; i++) {
        expected[i] = ScalarMath.exp(logits[AT + i] - largest);
      }
      float sum = plainSum(expected, 0, expected.length);
      for (int i = 0; i < count; i++) {
        expected[i] /= sum;
      }
      float[] probabilities = new float[1 + padded(count)];
      Arrays.fill(probabilities, Float.NaN);
      String where = "count " + count + ", seed " + SEED;
      assertEquals(ScalarMath.log(sum) + largest, Rows.softmax(logits, AT, count, probabilities, 1), where);
      assertEquals(Arrays.toString(expected), Arrays.toString(Arrays.copyOfRange(probabilities, 1, 1 + padded(count))));
      Rows.softmax(logits, AT, count, logits, AT);
      assertEquals(Arrays.toString(expected), Arrays.toString(Arrays.copyOfRange(logits, AT, AT + padded(count))));
    }
  }

  @Test
  void softmaxLeavesWhatLiesBeyondThePadding() {
    float[] values = row(20, 5f);
    Rows.softmax(values, AT, 20, values, AT);
    assertEquals(5f, values[AT - 1]);
    assertEquals(0f, values[AT + 31]);
    assertEquals(5f, values[AT + 32]);
  }

  @Test
  void softmaxNeitherOverflowsNorHidesBadRows() {
    float infinity = Float.POSITIVE_INFINITY;
    float[] probabilities = new float[16];
    assertEquals(1e30f, Rows.softmax(Arrays.copyOf(new float[] {1e30f, -1e30f}, 16), 0, 2, probabilities, 0));
    assertEquals(1f, probabilities[0]);
    Rows.softmax(Arrays.copyOf(new float[] {0f, -infinity}, 16), 0, 2, probabilities, 0);
    assertEquals(0f, probabilities[1]);
    float[][] bad = {{-infinity, -infinity}, {0f, infinity}, {0f, Float.NaN}, {Float.NaN, infinity}};
    for (float[] row : bad) {
      float[] logits = Arrays.copyOf(row, 16);
      assertTrue(Float.isNaN(Rows.softmax(logits, 0, 2, probabilities, 0)), Arrays.toString(row));
      assertTrue(Float.isNaN(probabilities[0]) && Float.isNaN(probabilities[1]), Arrays.toString(row));
      assertEquals(0f, probabilities[2]);
    }
  }
}
