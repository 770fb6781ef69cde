package dev.lanewise.examples.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearningCurveTest {
  @TempDir Path directory;

  @Test
  void drawsLossAndBothAccuraciesSideBySide() throws IOException {
    List<Accuracies> accuracies = IntStream.rangeClosed(1, 10)
        .mapToObj(i -> new Accuracies(100 * i, 1 - 0.8 / i, 0.95 - 0.8 / i))
        .toList();
    BufferedImage picture = draw(falling(1000), accuracies);
    assertEquals(1280, picture.getWidth());
    assertEquals(440, picture.getHeight());
    long lossColors = colors(picture.getSubimage(0, 0, 640, 440));
    long accuracyColors = colors(picture.getSubimage(640, 0, 640, 440));
    assertTrue(lossColors > 0, "no line in the left half");
    assertTrue(accuracyColors > lossColors, "no second line in the right half");
  }

  @Test
  void drawsTheLossAloneWhereNoAccuracyIsKnown() throws IOException {
    assertEquals(640, draw(falling(1000), List.of()).getWidth());
  }

  @Test
  void drawsASingleStep() throws IOException {
    BufferedImage picture = draw(new float[] {2.3f}, List.of(new Accuracies(1, 0.1, 0.1)));
    assertTrue(colors(picture.getSubimage(0, 0, 640, 440)) > 0, "no point in the left half");
  }

  @Test
  void saysWhereItCannotWrite() {
    Path nowhere = directory.resolve("missing/curve.png");
    assertThrows(NoSuchFileException.class, () -> LearningCurve.write(nowhere, falling(3), List.of()));
  }

  private static float[] falling(int steps) {
    float[] losses = new float[steps];
    for (int i = 0; i < steps; i++) {
      losses[i] = 2.3f / (1 + 0.01f * i);
    }
    return losses;
  }

  private BufferedImage draw(float[] losses, List<Accuracies> accuracies) throws IOException {
    Path png = directory.resolve("curve.png");
    LearningCurve.write(png, losses, accuracies);
    return ImageIO.read(png.toFile());
  }

  /// Counts the saturated colors, which lines have and axes have not.
  private static long colors(BufferedImage image) {
    return Arrays.stream(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
        .filter(rgb -> spread(rgb) > 60)
        .distinct()
        .count();
  }

  private static int spread(int rgb) {
    int red = rgb >> 16 & 0xff;
    int green = rgb >> 8 & 0xff;
    int blue = rgb & 0xff;
    return Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue));
  }
}
