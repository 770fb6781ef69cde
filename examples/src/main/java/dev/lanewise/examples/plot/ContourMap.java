package dev.lanewise.examples.plot;

import dev.lanewise.optim.DescentPath;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;

/// Draws paths over the contour lines of a function of two numbers, as a PNG picture. Needs neither screen nor fonts.
///
/// Contour lines stand where the function passes 0.25, 0.5, 1, 2, 4 and so on, so a valley shows its floor.
public final class ContourMap {
  private static final int SIZE = 640;
  private static final double DOT = 5;

  private final double reach;
  private final BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);

  private ContourMap(double reach) {
    this.reach = reach;
  }

  /// Draws the contour lines around (0, 0).
  ///
  /// @param reach where the picture ends, to each side
  public static ContourMap over(ToDoubleFunction<double[]> function, double reach) {
    ContourMap map = new ContourMap(reach);
    int[][] levels = new int[SIZE + 1][SIZE + 1];
    for (int row = 0; row <= SIZE; row++) {
      for (int column = 0; column <= SIZE; column++) {
        levels[row][column] = level(function.applyAsDouble(new double[] {map.number(column), -map.number(row)}));
      }
    }
    for (int row = 0; row < SIZE; row++) {
      for (int column = 0; column < SIZE; column++) {
        int level = levels[row][column];
        boolean isLine = level != levels[row + 1][column] || level != levels[row][column + 1];
        map.image.setRGB(column, row, (isLine ? Color.LIGHT_GRAY : Color.WHITE).getRGB());
      }
    }
    return map;
  }

  /// Adds a path with a dot at each point; what leaves the picture is cut off.
  public ContourMap path(DescentPath path, Color color) {
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setColor(color);
      graphics.setStroke(new BasicStroke(1.5f));
      for (int step = 0; step <= path.steps(); step++) {
        double x = pixel(path.point(step)[0]);
        double y = pixel(-path.point(step)[1]);
        graphics.fill(new Ellipse2D.Double(x - DOT / 2, y - DOT / 2, DOT, DOT));
        if (step > 0) {
          double[] before = path.point(step - 1);
          graphics.draw(new Line2D.Double(pixel(before[0]), pixel(-before[1]), x, y));
        }
      }
    } finally {
      graphics.dispose();
    }
    return this;
  }

  /// Writes the picture.
  ///
  /// @throws IOException if the file cannot be written
  public void write(Path png) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(png))) {
      ImageIO.write(image, "png", out);
    }
  }

  /// The power of two below a height.
  private static int level(double height) {
    return Math.max(-3, Math.getExponent(Math.abs(height)));
  }

  private double number(int pixel) {
    return (pixel - SIZE / 2) * reach / (SIZE / 2);
  }

  private double pixel(double number) {
    return SIZE / 2 + number * (SIZE / 2) / reach;
  }
}
