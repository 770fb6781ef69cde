package dev.lanewise.examples.data;

import dev.lanewise.data.Dataset;
import java.util.Random;
import java.util.stream.IntStream;

/// Hand-drawn-looking digits, drawn by a program: pen strokes bent, slanted, sized and inked at random.
///
/// They stand in for MNIST where that is not at hand: 28×28 gray values from 0 (paper) to 255 (ink), as many images of
/// each digit as of any other, about as hard for a small network. They are not MNIST: a network trained on them does
/// not read real handwriting well.
public final class StrokeDigits {
  /// Pixels of each side of an image.
  public static final int SIDE = 28;

  /// Numbers in an image.
  public static final int PIXELS = SIDE * SIDE;

  private static final int IMAGES_IN_A_TASK = 250;

  private StrokeDigits() {}

  /// The digit that an image shows: 0 to 9 in turn.
  public static int label(int index) {
    return index % 10;
  }

  /// Draws a training set, and a test set of other images a fifth as large.
  ///
  /// @param trainCount training images, at least 1
  public static Digits digits(int trainCount, long seed) {
    return new Digits(dataset(trainCount, seed), dataset(Math.ceilDiv(trainCount, 5), ~seed));
  }

  /// Draws images with their labels; pixels count from 0 to 1.
  ///
  /// @param count images, at least 0
  public static Dataset dataset(int count, long seed) {
    int[] labels = IntStream.range(0, count).map(StrokeDigits::label).toArray();
    return Dataset.ofBytes(draw(count, seed), PIXELS, 1 / 255f).labels(labels);
  }

  /// Draws images, several at a time on as many threads as the machine has.
  ///
  /// Image `i` depends on `seed` and `i` alone. The same seed gives the same bytes on the same JDK; another JDK's
  /// Java2D may round the edge of a stroke differently.
  ///
  /// @param count images to draw, at least 0
  /// @return `[count, 28 * 28]`, gray values from 0 to 255 (`value & 0xff`)
  /// @throws IllegalArgumentException if count is negative, or too many for one array
  public static byte[] draw(int count, long seed) {
    if (count < 0 || count > Integer.MAX_VALUE / PIXELS) {
      throw new IllegalArgumentException("count " + count + " must lie between 0 and " + Integer.MAX_VALUE / PIXELS);
    }
    byte[] images = new byte[count * PIXELS];
    IntStream.range(0, Math.ceilDiv(count, IMAGES_IN_A_TASK)).parallel().forEach(task -> {
      DigitPen pen = new DigitPen();
      int end = Math.min(count, (task + 1) * IMAGES_IN_A_TASK);
      for (int i = task * IMAGES_IN_A_TASK; i < end; i++) {
        pen.draw(label(i), new Random(scrambled(seed, i)), images, i * PIXELS);
      }
    });
    return images;
  }

  /// Spreads neighboring seeds and indices over all 64 bits, so that their random numbers are unrelated.
  ///
  /// **Source**: the finalizer of Steele, Lea, Flood 2014, "Fast Splittable Pseudorandom Number Generators", figure 16.
  private static long scrambled(long seed, int index) {
    long z = scramble(seed) + (index + 1) * 0x9e3779b97f4a7c15L;
    return scramble(z);
  }

  private static long scramble(long seed) {
    long z = (seed ^ (seed >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
