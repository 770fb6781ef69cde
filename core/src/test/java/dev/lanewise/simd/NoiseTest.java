package dev.lanewise.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.init.CounterRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Random numbers for dropout and noise: the same bits in vectors as one by one, and without visible patterns.
@Tag("vector-width")
class NoiseTest {
  private static final int ROWS = 2_000;
  private static final int WIDTH = 100;
  private static final int COUNT = ROWS * WIDTH;
  // Five standard deviations of a mean of so many numbers of variance 1.
  private static final double FAR = 5 / Math.sqrt(COUNT);

  @Test
  void rowsHaveTheBitsOfSingleNumbers() {
    for (int width : new int[] {1, 3, 16, 17, 50, 784}) {
      long key = CounterRandom.bits(7, 0, width);
      float[] mask = new float[width + 2];
      float[] noise = new float[width + 2];
      VectorNoise.fillMask(mask, 1, width, key, ScalarNoise.threshold(0.3), ScalarNoise.kept(0.3));
      VectorNoise.addGaussian(noise, 1, width, key, 0.7f);
      for (int column = 0; column < width; column++) {
        float expected = ScalarNoise.mask(key, column, ScalarNoise.threshold(0.3), ScalarNoise.kept(0.3));
        assertEquals(expected, mask[column + 1], "mask " + column);
        float number = Math.fma(ScalarNoise.gaussian(key, column), 0.7f, 0f);
        assertEquals(number, noise[column + 1], "noise " + column);
      }
      assertEquals(0, mask[0] + mask[width + 1] + noise[0] + noise[width + 1]);
    }
  }

  @Test
  void aRateOf0DropsNothing() {
    for (int column = 0; column < WIDTH; column++) {
      assertEquals(1f, ScalarNoise.mask(3, column, ScalarNoise.threshold(0), ScalarNoise.kept(0)));
    }
  }

  @Test
  void masksHaveTheirRateAndNoPattern() {
    for (double rate : new double[] {0.001, 0.25, 0.5, 0.9}) {
      double[] numbers = new double[COUNT];
      for (int i = 0; i < COUNT; i++) {
        float mask = ScalarNoise.mask(
            key(i / WIDTH), i % WIDTH, ScalarNoise.threshold(rate), ScalarNoise.kept(rate));
        assertTrue(mask == 0 || mask == (float) (1 / (1 - rate)), () -> "mask " + mask);
        numbers[i] = ((mask == 0 ? 1 : 0) - rate) / Math.sqrt(rate * (1 - rate));
      }
      checkIndependence(numbers, "mask of rate " + rate);
    }
  }

  @Test
  void noiseIsNormallyDistributed() {
    double[] numbers = new double[COUNT];
    int beyondTwo = 0;
    double fourth = 0;
    for (int i = 0; i < COUNT; i++) {
      numbers[i] = ScalarNoise.gaussian(key(i / WIDTH), i % WIDTH);
      beyondTwo += Math.abs(numbers[i]) > 2 ? 1 : 0;
      fourth += Math.pow(numbers[i], 4) / COUNT;
    }
    checkIndependence(numbers, "noise");
    // 1 - erf(2 / sqrt(2)), and the kurtosis with its standard deviation of sqrt(96)
    assertEquals(0.0455, (double) beyondTwo / COUNT, 5 * Math.sqrt(0.0455 / COUNT));
    assertEquals(3, fourth, Math.sqrt(96) * FAR);
  }

  /// Rows of steps that follow each other, and of masks of one network.
  private static long key(int row) {
    return CounterRandom.bits(row / 40, row / 20 % 2, row % 20);
  }

  /// Numbers of mean 0 and variance 1 are uncorrelated with those beside, below, and some steps later.
  private static void checkIndependence(double[] numbers, String what) {
    for (int distance : new int[] {1, 2, 3, 4, 8, 16, 32, WIDTH, 20 * WIDTH, 40 * WIDTH}) {
      double sum = 0;
      double products = 0;
      for (int i = 0; i < COUNT; i++) {
        sum += numbers[i];
        products += numbers[i] * numbers[(i + distance) % COUNT];
      }
      assertEquals(0, sum / COUNT, FAR, what + ", mean");
      assertEquals(0, products / COUNT, FAR, what + ", distance " + distance);
    }
  }
}
