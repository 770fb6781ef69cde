package dev.lanewise.search;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Draws curves of losses as rows of block characters, all on one scale.
///
/// Each character is the median of its share of the steps, between the lowest such median of all curves and the loss of
/// the untrained model; what lies above is drawn full. A loss that is not finite is an `x`.
final class Sparkline {
  private static final int LINE_WIDTH = 50;
  private static final String BLOCKS = "▁▂▃▄▅▆▇█";

  private final int width;
  private final int steps;
  private final double low;
  private final double high;

  /// Finds the scale for some trials.
  ///
  /// @param width characters for a trial that took all steps
  Sparkline(List<LearningRateTrial> trials, int width, int steps) {
    this.width = Math.min(width, steps);
    this.steps = steps;
    double lowest = Double.POSITIVE_INFINITY;
    double start = Double.NEGATIVE_INFINITY;
    for (LearningRateTrial trial : trials) {
      start = Math.max(start, trial.startLoss());
      Curve curve = curve(trial);
      for (int i = 0; i < characters(curve); i++) {
        lowest = Math.min(lowest, value(curve, i));
      }
    }
    low = lowest;
    high = start;
  }

  /// A line of as many of the points as fit into one.
  static String inALine(List<RatePoint> points) {
    int count = Math.min(LINE_WIDTH, points.size());
    return of(IntStream.range(0, count)
        .mapToObj(i -> points.get((int) ((long) i * points.size() / count))).toList());
  }

  /// A line of one character for each point, from the lowest loss to the first one.
  static String of(List<RatePoint> points) {
    double[] finite = points.stream().mapToDouble(RatePoint::loss).filter(Double::isFinite).toArray();
    double low = Arrays.stream(finite).min().orElse(0);
    double high = finite.length == 0 ? 0 : finite[0];
    StringBuilder line = new StringBuilder();
    for (RatePoint point : points) {
      line.append(Double.isFinite(point.loss()) ? block(point.loss(), low, high) : 'x');
    }
    return line.toString();
  }

  String of(LearningRateTrial trial) {
    Curve curve = curve(trial);
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < characters(curve); i++) {
      line.append(block(value(curve, i), low, high));
    }
    return curve.isFinite() ? line.toString() : line + "x";
  }

  private static char block(double value, double low, double high) {
    double height = high > low ? (value - low) / (high - low) : 1;
    int block = (int) Math.round(height * (BLOCKS.length() - 1));
    return BLOCKS.charAt(Math.clamp(block, 0, BLOCKS.length() - 1));
  }

  private static Curve curve(LearningRateTrial trial) {
    return new Curve(trial.learningRate(), trial.losses());
  }

  private int characters(Curve curve) {
    int finite = curve.steps() - (curve.isFinite() ? 0 : 1);
    return (int) ((long) finite * width / steps);
  }

  private double value(Curve curve, int character) {
    return curve.median((int) ((long) character * steps / width), (int) ((character + 1L) * steps / width));
  }
}
