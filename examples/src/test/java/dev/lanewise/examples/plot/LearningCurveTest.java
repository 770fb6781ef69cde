package dev.lanewise.examples.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearningCurveTest {
  @TempDir Path directory;

  @Test
  void drawsLossAndAccuracySideBySide() throws IOException {
    LearningCurve curve = new LearningCurve();
    for (int step = 100; step <= 2000; step += 100) {
      double progress = 1 - 90.0 / step;
      curve.add(new LearningCurve.Point(step, 2.3 * (1 - progress), progress, 0.95 * progress));
    }
    BufferedImage picture = draw(curve);
    assertEquals(1280, picture.getWidth());
    assertEquals(440, picture.getHeight());
    assertTrue(colors(picture.getSubimage(0, 0, 640, 440)) > 2, "no line in the left half");
    assertTrue(colors(picture.getSubimage(640, 0, 640, 440)) > 3, "no two lines in the right half");
  }

  @Test
  void drawsASinglePoint() throws IOException {
    LearningCurve curve = new LearningCurve();
    curve.add(new LearningCurve.Point(1, 2.3, 0.1, 0.1));
    assertEquals(1280, draw(curve).getWidth());
  }

  @Test
  void isEmptyUntilAPointIsAdded() {
    LearningCurve curve = new LearningCurve();
    assertTrue(curve.isEmpty());
    curve.add(new LearningCurve.Point(1, 2.3, 0.1, 0.1));
    assertFalse(curve.isEmpty());
  }

  private BufferedImage draw(LearningCurve curve) throws IOException {
    Path png = directory.resolve("curve.png");
    curve.write(png);
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
