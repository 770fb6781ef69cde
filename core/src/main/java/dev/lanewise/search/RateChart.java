package dev.lanewise.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Draws the loss by learning rate: rates on a logarithmic axis, the losses that a point stands for as a band.
///
/// Losses above the scale, among them those that diverged, are drawn at its upper end. Colours are readable by people
/// who do not tell red from green, and lines differ in more than colour.
final class RateChart {
  private static final double WIDTH = 640;
  private static final double HEIGHT = 360;
  private static final double LEFT = 60;
  private static final double RIGHT = 620;
  private static final double TOP = 40;
  private static final double BOTTOM = 310;
  private static final int LOSS_TICKS = 4;

  private final Findings findings;
  private final double lowestPower;
  private final double highestPower;
  private final double lowestLoss;
  private final double highestLoss;

  RateChart(Findings findings) {
    this.findings = findings;
    List<RatePoint> curve = findings.curve();
    lowestPower = curve.isEmpty() ? -1 : Math.floor(Math.log10(curve.getFirst().learningRate()) + 1e-6);
    highestPower = curve.isEmpty() ? 0
        : Math.max(lowestPower + 1, Math.ceil(Math.log10(curve.getLast().learningRate()) - 1e-6));
    double[] losses = curve.stream().mapToDouble(RatePoint::loss).filter(Double::isFinite).toArray();
    double low = losses.length == 0 ? 0 : Arrays.stream(losses).min().getAsDouble();
    double start = losses.length == 0 ? 1 : losses[0];
    double margin = Math.max(Math.abs(start - low), Math.max(Math.abs(low), 1e-12) * 1e-3) * 0.25;
    lowestLoss = low - margin;
    highestLoss = Math.max(start, low) + 2 * margin;
  }

  String svg() {
    StringBuilder svg = new StringBuilder(String.format(Locale.ROOT, """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" font-family="sans-serif" font-size="12">
        <title>%s</title>
        <rect width="100%%" height="100%%" fill="white"/>
        <text x="%.0f" y="22" font-size="14">%s</text>
        """, WIDTH, HEIGHT, escaped(findings.heading()), LEFT, escaped(findings.heading())));
    useful(svg);
    axes(svg);
    band(svg);
    line(svg);
    recommended(svg);
    return svg.append("</svg>\n").toString();
  }

  private void useful(StringBuilder svg) {
    findings.useful().ifPresent(interval -> svg.append(String.format(Locale.ROOT,
        "<rect x=\"%.1f\" y=\"%.0f\" width=\"%.1f\" height=\"%.0f\" fill=\"#e8f1fa\"/>\n",
        x(interval.from()), TOP, Math.max(2, x(interval.to()) - x(interval.from())), BOTTOM - TOP)));
  }

  private void axes(StringBuilder svg) {
    for (double power = lowestPower; power <= highestPower; power++) {
      double x = x(Math.pow(10, power));
      svg.append(String.format(Locale.ROOT, "<path d=\"M%.1f %.0fV%.0f\" stroke=\"#ddd\"/>\n", x, TOP, BOTTOM));
      svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.0f\" text-anchor=\"middle\">%s</text>\n",
          x, BOTTOM + 16, NumberText.rate((float) Math.pow(10, power))));
    }
    for (int tick = 0; tick <= LOSS_TICKS; tick++) {
      double loss = lowestLoss + (highestLoss - lowestLoss) * tick / LOSS_TICKS;
      svg.append(String.format(Locale.ROOT, "<text x=\"%.0f\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n",
          LEFT - 6, y(loss) + 4, NumberText.loss(loss)));
    }
    svg.append(String.format(Locale.ROOT, "<path d=\"M%.0f %.0fV%.0fH%.0f\" fill=\"none\" stroke=\"black\"/>\n",
        LEFT, TOP, BOTTOM, RIGHT));
    svg.append(String.format(Locale.ROOT,
        "<text x=\"%.0f\" y=\"%.0f\" text-anchor=\"middle\">learning rate</text>\n", (LEFT + RIGHT) / 2, HEIGHT - 12));
    svg.append(String.format(Locale.ROOT,
        "<text transform=\"translate(14 %.0f) rotate(-90)\" text-anchor=\"middle\">loss</text>\n", (TOP + BOTTOM) / 2));
  }

  private void band(StringBuilder svg) {
    List<String> points = new ArrayList<>();
    findings.curve().forEach(point -> points.add(point(point.learningRate(), point.highest())));
    findings.curve().reversed().forEach(point -> points.add(point(point.learningRate(), point.lowest())));
    svg.append("<polygon fill=\"#0b5fa5\" fill-opacity=\"0.15\" points=\"").append(String.join(" ", points))
        .append("\"/>\n");
  }

  private void line(StringBuilder svg) {
    List<String> points = findings.curve().stream()
        .map(point -> point(point.learningRate(), point.loss())).toList();
    svg.append("<polyline fill=\"none\" stroke=\"#0b5fa5\" stroke-width=\"2\" points=\"")
        .append(String.join(" ", points)).append("\"/>\n");
    for (RatePoint point : findings.curve()) {
      if (!Double.isFinite(point.loss())) {
        svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.0f\" text-anchor=\"middle\">×</text>\n",
            x(point.learningRate()), TOP + 4));
      }
    }
  }

  private void recommended(StringBuilder svg) {
    Optional<Float> rate = findings.recommended();
    rate.ifPresent(found -> {
      svg.append(String.format(Locale.ROOT,
          "<path d=\"M%.1f %.0fV%.0f\" stroke=\"#b3400f\" stroke-width=\"2\" stroke-dasharray=\"6 4\"/>\n",
          x(found), TOP, BOTTOM));
      svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.0f\" fill=\"#b3400f\">%s</text>\n",
          x(found) + 5, TOP + 14, NumberText.rate(found)));
    });
  }

  private String point(double rate, double loss) {
    return String.format(Locale.ROOT, "%.1f,%.1f", x(rate), y(loss));
  }

  private double x(double rate) {
    return LEFT + (RIGHT - LEFT) * (Math.log10(rate) - lowestPower) / (highestPower - lowestPower);
  }

  private double y(double loss) {
    double height = Double.isNaN(loss) ? 1 : Math.clamp((loss - lowestLoss) / (highestLoss - lowestLoss), 0.0, 1.0);
    return BOTTOM - (BOTTOM - TOP) * height;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
