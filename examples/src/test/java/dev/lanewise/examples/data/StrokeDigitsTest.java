package dev.lanewise.examples.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Dataset;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StrokeDigitsTest {
  @Test
  void drawsTheSameImagesForTheSameSeed() {
    assertArrayEquals(StrokeDigits.draw(700, 3), StrokeDigits.draw(700, 3));
  }

  @Test
  void drawsAnImageThatDependsOnItsIndexAndNotOnHowManyAreDrawn() {
    byte[] few = StrokeDigits.draw(7, 3);
    byte[] many = StrokeDigits.draw(700, 3);
    assertArrayEquals(few, Arrays.copyOf(many, few.length));
  }

  @Test
  void drawsOtherImagesForAnotherSeed() {
    assertFalse(Arrays.equals(StrokeDigits.draw(1, 3), StrokeDigits.draw(1, 4)));
  }

  @Test
  void drawsEachDigitDifferentlyEachTime() {
    byte[] images = StrokeDigits.draw(200, 5);
    long different = IntStream.range(0, 200)
        .mapToObj(i -> Arrays.toString(image(images, i)))
        .distinct()
        .count();
    assertEquals(200, different);
  }

  @Test
  void hasAsManyImagesOfEachDigit() {
    int[] counts = new int[10];
    for (int i = 0; i < 1000; i++) {
      counts[StrokeDigits.label(i)]++;
    }
    assertArrayEquals(new int[] {100, 100, 100, 100, 100, 100, 100, 100, 100, 100}, counts);
  }

  @Test
  void leavesPaperAroundTheInkOfEveryImage() {
    byte[] images = StrokeDigits.draw(1000, 6);
    for (int i = 0; i < 1000; i++) {
      byte[] image = image(images, i);
      int ink = 0;
      int darkest = 0;
      for (byte gray : image) {
        ink += gray == 0 ? 0 : 1;
        darkest = Math.max(darkest, gray & 0xff);
      }
      assertTrue(ink >= 25 && ink <= 400, "image " + i + " has ink on " + ink + " of 784 pixels");
      assertTrue(darkest > 120, "image " + i + " is nowhere darker than " + darkest);
      assertEquals(0, image[0] | image[27] | image[783] | image[756], "image " + i + " has ink in a corner");
    }
  }

  @Test
  void drawsDigitsThatTheNearestMeanImageTellsApart() {
    byte[] train = StrokeDigits.draw(2000, 7);
    byte[] test = StrokeDigits.draw(500, 8);
    double[][] means = new double[10][784];
    for (int i = 0; i < train.length; i++) {
      means[StrokeDigits.label(i / 784)][i % 784] += (train[i] & 0xff) / 200.0;
    }
    int right = 0;
    for (int i = 0; i < 500; i++) {
      right += nearest(means, image(test, i)) == StrokeDigits.label(i) ? 1 : 0;
    }
    assertTrue(right > 325 && right < 490, right + " of 500: too hard, or too easy to be handwriting");
  }

  @Test
  void givesTrainingAndTestImagesTheirLabelsAndSharesNone() {
    Digits digits = StrokeDigits.digits(40, 9);
    assertEquals(40, digits.train().size());
    assertEquals(8, digits.test().size());
    for (int i = 0; i < 8; i++) {
      assertEquals(i, digits.test().label(i));
      assertEquals(i, digits.train().label(30 + i));
      assertFalse(Arrays.equals(pixels(digits.train(), i), pixels(digits.test(), i)), "image " + i);
      for (float pixel : pixels(digits.test(), i)) {
        assertTrue(pixel >= 0 && pixel <= 1, "pixel " + pixel);
      }
    }
  }

  @Test
  void drawsNothingForNoImages() {
    assertEquals(0, StrokeDigits.draw(0, 1).length);
  }

  @Test
  void refusesACountBelowZeroOrBeyondAnArray() {
    assertThrows(IllegalArgumentException.class, () -> StrokeDigits.draw(-1, 1));
    assertThrows(IllegalArgumentException.class, () -> StrokeDigits.draw(3_000_000, 1));
  }

  private static float[] pixels(Dataset dataset, int sample) {
    float[] pixels = new float[StrokeDigits.PIXELS];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = dataset.feature(sample, i);
    }
    return pixels;
  }

  private static byte[] image(byte[] images, int index) {
    return Arrays.copyOfRange(images, index * 784, (index + 1) * 784);
  }

  private static int nearest(double[][] means, byte[] image) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int digit = 0; digit < means.length; digit++) {
      double distance = 0;
      for (int p = 0; p < image.length; p++) {
        double difference = means[digit][p] - (image[p] & 0xff);
        distance += difference * difference;
      }
      if (distance < least) {
        least = distance;
        nearest = digit;
      }
    }
    return nearest;
  }
}
