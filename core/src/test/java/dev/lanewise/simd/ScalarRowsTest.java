package dev.lanewise.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Plain Java gives the bits of [Rows].
@Tag("vector-width")
class ScalarRowsTest {
  private static final long SEED = 11;
  private static final int AT = 3;

  private final Random random = new Random(SEED);

  /// A row after some other floats, padded with 0.
  private float[] row(int count) {
    float[] values = new float[AT + padded(count)];
    for (int i = 0; i < AT + count; i++) {
      values[i] = (float) (5 * random.nextGaussian());
    }
    return values;
  }

  private static int padded(int count) {
    return (count + 15) / 16 * 16;
  }

  @Test
  void sumsAsVectorsDo() {
    for (int count = 0; count < 80; count++) {
      float[] values = row(count);
      assertEquals(Rows.sum(values, AT, padded(count)), ScalarRows.sum(values, AT, padded(count)), "count " + count);
    }
    float[] values = row(16);
    assertEquals(Rows.treeSum(values, AT), ScalarRows.treeSum(values, AT));
  }

  @Test
  void findsTheLargestAsVectorsDo() {
    for (int count = 0; count < 40; count++) {
      float[] values = row(count);
      assertEquals(Rows.max(values, AT, count), ScalarRows.max(values, AT, count), "count " + count);
    }
    float[] zeros = {0, 0, 0, -0f, -0f, 0f, -0f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    assertEquals(Rows.max(zeros, AT, 4), ScalarRows.max(zeros, AT, 4));
    float[] values = row(20);
    values[AT + 19] = Float.NaN;
    assertEquals(Float.NaN, ScalarRows.max(values, AT, 20));
    assertTrue(ScalarRows.max(values, AT, 19) < Float.POSITIVE_INFINITY, "what follows the row does not count");
  }

  @Test
  void seesWhatIsNotFinite() {
    float[] values = row(33);
    assertTrue(ScalarRows.allFinite(values, AT, 33));
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      values[AT + 32] = bad;
      assertFalse(ScalarRows.allFinite(values, AT, 33), "last is " + bad);
      assertTrue(ScalarRows.allFinite(values, AT, 32));
    }
  }

  @Test
  void softmaxHasTheSameBits() {
    for (int count = 1; count < 70; count++) {
      float[] logits = row(count);
      assertSameSoftmax(logits, count);
    }
    assertSameSoftmax(new float[] {0, 0, 0, 90, -90, Float.NEGATIVE_INFINITY, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 4);
  }

  private static void assertSameSoftmax(float[] logits, int count) {
    float[] expected = new float[AT + padded(count)];
    float[] actual = new float[AT + padded(count)];
    Arrays.fill(actual, AT, actual.length, 7f);
    assertEquals(Rows.softmax(logits, AT, count, expected, AT), ScalarRows.softmax(logits, AT, count, actual, AT));
    assertArrayEquals(expected, actual, "count " + count);
  }
}
