package dev.lanewise.examples.data;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Draws one digit after another as an unsteady hand would; keeps one small canvas and belongs to one thread.
///
/// The ranges of angles, sizes, waves and widths were found by trial: with them the two-layer network of the book reads
/// about 95 of 100 test images after its 10,000 steps, as it does with MNIST, and the mean gray is MNIST's 0.13.
final class DigitPen {
  private static final int SIDE = StrokeDigits.SIDE;

  /// Pixels of the longer side of a digit, as in MNIST, before its size varies.
  private static final double DIGIT_SIDE = 20;

  private final BufferedImage canvas = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
  private final byte[] ink = ((DataBufferByte) canvas.getRaster().getDataBuffer()).getData();
  private final Graphics2D graphics = canvas.createGraphics();
  private final float[] blurred = new float[SIDE * SIDE];

  DigitPen() {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setColor(Color.WHITE);
  }

  /// Draws a digit in a hand that the source of numbers chooses.
  ///
  /// @param into receives `[28, 28]` gray values row by row, 0 for paper and 255 for ink
  void draw(int digit, Random random, byte[] into, int at) {
    List<List<double[]>> forms = DigitForms.of(digit);
    List<double[]> form = forms.get(random.nextInt(forms.size()));
    // pixels; most hands write thin, a few with a marker
    double thickness = 1.5 + 2.6 * random.nextDouble() * random.nextDouble() + 0.5 * random.nextDouble();
    List<Path2D> strokes = place(curves(unsteady(form, random), random), thickness, random);
    Arrays.fill(ink, (byte) 0);
    for (Path2D stroke : strokes) {
      float width = (float) (thickness * between(0.85, 1.15, random));
      graphics.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      graphics.draw(stroke);
    }
    develop(random, into, at);
  }

  /// Moves every point a little by itself, and all together by a slow wave, so that what touched still nearly touches.
  private static List<double[]> unsteady(List<double[]> form, Random random) {
    double[] wave = new double[8];
    for (int i = 0; i < wave.length; i++) {
      wave[i] = i % 2 == 0 ? 0.05 * bell(random) : between(0, 2 * Math.PI, random);
    }
    List<double[]> moved = new ArrayList<>(form.size());
    for (double[] stroke : form) {
      double[] points = new double[stroke.length];
      for (int i = 0; i < stroke.length; i += 2) {
        double x = stroke[i];
        double y = stroke[i + 1];
        points[i] = x + wave[0] * StrictMath.sin(5 * y + wave[1]) + wave[2] * StrictMath.sin(6 * x + wave[3])
            + 0.02 * bell(random);
        points[i + 1] = y + wave[4] * StrictMath.sin(5 * x + wave[5]) + wave[6] * StrictMath.sin(6 * y + wave[7])
            + 0.02 * bell(random);
      }
      moved.add(points);
    }
    return moved;
  }

  /// Turns, slants and stretches the strokes, and joins their points to smooth curves.
  private static List<Path2D> curves(List<double[]> strokes, Random random) {
    AffineTransform hand = new AffineTransform();
    double angle = 0.12 * bell(random);
    hand.concatenate(new AffineTransform(
        StrictMath.cos(angle), StrictMath.sin(angle), -StrictMath.sin(angle), StrictMath.cos(angle), 0, 0));
    hand.shear(-0.12 + 0.21 * bell(random), 0);
    hand.scale(between(0.68, 1.1, random), between(0.88, 1.06, random));
    List<Path2D> curves = new ArrayList<>(strokes.size());
    for (double[] stroke : strokes) {
      curves.add(new Path2D.Double(smooth(stroke), hand));
    }
    return curves;
  }

  /// A cubic curve through all points, the tangent at each parallel to the line between its neighbors.
  ///
  /// **Source**: Catmull, Rom 1974, "A class of local interpolating splines", with tension 1/2.
  private static Path2D smooth(double[] points) {
    Path2D path = new Path2D.Double();
    path.moveTo(points[0], points[1]);
    int last = points.length - 2;
    for (int i = 0; i < last; i += 2) {
      int before = Math.max(i - 2, 0);
      int after = Math.min(i + 4, last);
      path.curveTo(
          points[i] + (points[i + 2] - points[before]) / 6,
          points[i + 1] + (points[i + 3] - points[before + 1]) / 6,
          points[i + 2] - (points[after] - points[i]) / 6,
          points[i + 3] - (points[after + 1] - points[i + 1]) / 6,
          points[i + 2],
          points[i + 3]);
    }
    return path;
  }

  /// Brings the digit to its size and near the middle of the image.
  private static List<Path2D> place(List<Path2D> strokes, double thickness, Random random) {
    Rectangle2D box = strokes.getFirst().getBounds2D();
    for (Path2D stroke : strokes) {
      box = box.createUnion(stroke.getBounds2D());
    }
    double side = DIGIT_SIDE * between(0.88, 1.04, random) - thickness;
    double scale = side / Math.max(box.getWidth(), box.getHeight());
    AffineTransform toImage = new AffineTransform();
    toImage.translate(SIDE / 2.0 + 0.65 * bell(random), SIDE / 2.0 + 0.65 * bell(random));
    toImage.scale(scale, scale);
    toImage.translate(-box.getCenterX(), -box.getCenterY());
    return strokes.stream().<Path2D>map(stroke -> new Path2D.Double(stroke, toImage)).toList();
  }

  /// Blurs a little, as a scanner would, with uneven ink; paper stays exactly 0, as in MNIST.
  private void develop(Random random, byte[] into, int at) {
    float side = (float) between(0.03, 0.12, random);
    float gain = (float) between(1.0, 1.5, random);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        blurred[y * SIDE + x] = (1 - 2 * side) * gray(x, y) + side * (gray(x - 1, y) + gray(x + 1, y));
      }
    }
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int here = y * SIDE + x;
        float above = y == 0 ? 0 : blurred[here - SIDE];
        float below = y == SIDE - 1 ? 0 : blurred[here + SIDE];
        float value = (1 - 2 * side) * blurred[here] + side * (above + below);
        into[at + here] = value < 8 ? 0 : (byte) Math.min(255, (int) (gain * value * between(0.9, 1.05, random)));
      }
    }
  }

  private int gray(int x, int y) {
    return x < 0 || x >= SIDE ? 0 : ink[y * SIDE + x] & 0xff;
  }

  private static double between(double low, double high, Random random) {
    return low + (high - low) * random.nextDouble();
  }

  /// About normally distributed with standard deviation 1, and never beyond 3.5: the sum of four uniform numbers.
  private static double bell(Random random) {
    double sum = random.nextDouble() + random.nextDouble() + random.nextDouble() + random.nextDouble();
    return (sum - 2) * StrictMath.sqrt(3);
  }
}
