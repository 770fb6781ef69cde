package dev.lanewise.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Lines over the steps of a run, as an SVG picture. Lines differ in dashes as well as in colour.
final class LineChart {
  private static final double WIDTH = 620;
  private static final double HEIGHT = 300;
  private static final double LEFT = 64;
  private static final double RIGHT = 600;
  private static final double TOP = 36;
  private static final double BOTTOM = 260;
  private static final int TICKS = 4;
  private static final String[] STROKES = {
      "stroke=\"#0b5fa5\"",
      "stroke=\"#b3400f\" stroke-dasharray=\"7 4\"",
      "stroke=\"#2e7d32\" stroke-dasharray=\"2 3\""};

  /// A line.
  ///
  /// @param steps in ascending order, at least one
  /// @param values finite ones are drawn
  record Line(String name, double[] steps, double[] values) {}

  private final String title;
  private final List<Line> lines;
  private final double lastStep;
  private double lowest = Double.POSITIVE_INFINITY;
  private double highest = Double.NEGATIVE_INFINITY;

  /// @param lines at least one
  LineChart(String title, List<Line> lines) {
    this.title = title;
    this.lines = lines;
    double last = 1;
    for (Line line : lines) {
      last = Math.max(last, line.steps[line.steps.length - 1]);
      for (double value : line.values) {
        if (Double.isFinite(value)) {
          lowest = Math.min(lowest, value);
          highest = Math.max(highest, value);
        }
      }
    }
    lastStep = last;
    if (!(lowest < highest)) {
      lowest = Double.isFinite(lowest) ? lowest - 0.5 : 0;
      highest = lowest + 1;
    }
  }

  String svg() {
    StringBuilder svg = new StringBuilder(String.format(Locale.ROOT, """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" font-family="sans-serif" font-size="12">
        <title>%s</title>
        <text x="%.0f" y="20" font-size="14">%s</text>
        """, WIDTH, HEIGHT, title, LEFT, title));
    for (int tick = 0; tick <= TICKS; tick++) {
      double value = lowest + (highest - lowest) * tick / TICKS;
      svg.append(String.format(Locale.ROOT,
          "<path d=\"M%.0f %.1fH%.0f\" stroke=\"#ddd\"/><text x=\"%.0f\" y=\"%.1f\" text-anchor=\"end\">%.4g</text>\n",
          LEFT, y(value), RIGHT, LEFT - 6, y(value) + 4, value));
      svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.0f\" text-anchor=\"middle\">%.0f</text>\n",
          x(lastStep * tick / TICKS), BOTTOM + 18, lastStep * tick / TICKS));
    }
    svg.append(String.format(Locale.ROOT, "<text x=\"%.0f\" y=\"%.0f\" text-anchor=\"middle\">step</text>\n",
        (LEFT + RIGHT) / 2, BOTTOM + 36));
    for (int i = 0; i < lines.size(); i++) {
      draw(svg, lines.get(i), STROKES[i % STROKES.length], i);
    }
    return svg.append("</svg>\n").toString();
  }

  private void draw(StringBuilder svg, Line line, String stroke, int number) {
    List<String> points = new ArrayList<>();
    for (int i = 0; i < line.steps.length; i++) {
      if (Double.isFinite(line.values[i])) {
        points.add(String.format(Locale.ROOT, "%.1f,%.1f", x(line.steps[i]), y(line.values[i])));
      }
    }
    svg.append("<polyline fill=\"none\" stroke-width=\"2\" ").append(stroke).append(" points=\"")
        .append(String.join(" ", points)).append("\"/>\n");
    double left = RIGHT - 150;
    double top = TOP + 16 * number;
    svg.append(String.format(Locale.ROOT, "<path d=\"M%.0f %.0fh30\" stroke-width=\"2\" %s/>"
        + "<text x=\"%.0f\" y=\"%.0f\">%s</text>\n", left, top, stroke, left + 36, top + 4, line.name));
  }

  private double x(double step) {
    return LEFT + (RIGHT - LEFT) * step / lastStep;
  }

  private double y(double value) {
    return BOTTOM - (BOTTOM - TOP) * (value - lowest) / (highest - lowest);
  }
}
