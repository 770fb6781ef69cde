package dev.lanewise.optim;

import java.util.List;
import java.util.Locale;

/// Says in words what a descent did and what to try next.
///
/// Near enough to a point every function is its tangent, on which a step of learning rate `r` gains `r * |gradient|²`.
/// How much of that gain was real tells a rate that is too large from one that is too small: on a parabola all of it
/// for tiny steps, half of it for the step that lands in the minimum, none for the one that lands on the other side,
/// and less than none beyond.
final class DescentExplanation {
  /// A gradient that has fallen this far has come to an end.
  private static final double ARRIVED = 1e-3;
  /// A gradient that is still this large has hardly changed.
  private static final double UNCHANGED = 0.9;
  /// Steps that gain less of what the tangent promises leap over the valley.
  private static final double LEAPING = 0.05;

  private final List<DescentPoint> points;
  private final double rate;
  private final double tolerance;
  private final boolean isAscent;
  private final DescentStop stop;

  DescentExplanation(
      List<DescentPoint> points,
      double rate,
      double tolerance,
      boolean isAscent,
      DescentStop stop) {
    this.points = points;
    this.rate = rate;
    this.tolerance = tolerance;
    this.isAscent = isAscent;
    this.stop = stop;
  }

  String text() {
    if (stop == DescentStop.NOT_FINITE) {
      return notFinite();
    }
    String summary = "In " + count(steps()) + " with learning rate " + number(rate) + " the value went from "
        + number(first().value()) + " to " + number(last().value()) + ". ";
    return summary + verdict();
  }

  private String verdict() {
    if (gain() < 0) {
      return "It went the wrong way: each step leaps over the " + valley() + " and lands "
          + (isAscent ? "lower" : "higher") + " on the other side. The learning rate is too large. "
          + tryRate(rate / 10);
    }
    return switch (stop) {
      case GRADIENT_BELOW_TOLERANCE -> last().gradientNorm() == 0
          ? "The gradient is 0: level ground, such as a " + (isAscent ? "maximum" : "minimum") + " or a saddle."
          : "The gradient, " + number(last().gradientNorm()) + " long, is within the tolerance of "
              + number(tolerance) + ".";
      case NOTHING_MOVES -> "The next step is lost to rounding beside every coordinate. " + gradientLeft()
          + (gradientRatio() > ARRIVED ? " The learning rate is too small. " + tryRate(rate * 1000) : "");
      case STEPS_DONE -> steps() == 0 ? "No step was asked for." : afterAllSteps();
      case NOT_FINITE -> throw new IllegalStateException("told elsewhere");
    };
  }

  private String afterAllSteps() {
    double promised = 0;
    for (DescentPoint point : points.subList(0, steps())) {
      promised += rate * point.gradientNorm() * point.gradientNorm();
    }
    double ratio = gradientRatio();
    if (ratio <= ARRIVED) {
      return gradientLeft() + " That is as good as there, or nearly level ground on the way.";
    }
    if (gain() < LEAPING * promised) {
      return gradientLeft() + " The steps leap to and fro across the " + valley()
          + ": the learning rate is too large. " + tryRate(rate / 10);
    }
    if (ratio >= UNCHANGED && ratio <= 1 / UNCHANGED) {
      String distance = number(first().distance(last()) / first().gradientNorm());
      return gradientLeft() + " The point has moved by " + distance + " times the length of the first gradient: the"
          + " learning rate is too small. " + tryRate(suggestion(ratio));
    }
    return gradientLeft() + " It is on its way: take more steps, or try a somewhat larger learning rate.";
  }

  private String notFinite() {
    if (steps() == 0) {
      return "The value at the start is " + number(first().value()) + (Double.isFinite(first().value())
          ? ", but its gradient is not finite: start elsewhere."
          : ": start where the function is finite.");
    }
    return "After step " + steps() + " with learning rate " + number(rate) + " the "
        + (Double.isFinite(last().value()) ? "gradient is not finite" : "value is " + number(last().value()))
        + "; it began at " + number(first().value()) + ". Either the learning rate is too large, or the path has left"
        + " the region in which the function is finite. " + tryRate(rate / 10);
  }

  private String gradientLeft() {
    return "The gradient has " + String.format(Locale.ROOT, gradientRatio() < 0.01 ? "%.1e" : "%.3g", gradientRatio())
        + " times the length it had at the start.";
  }

  private double gradientRatio() {
    return last().gradientNorm() / first().gradientNorm();
  }

  /// How much better the last value is than the first.
  private double gain() {
    return isAscent ? last().value() - first().value() : first().value() - last().value();
  }

  /// The power of ten with which the gradient would change about as much as it is long.
  private double suggestion(double ratio) {
    double change = Math.max(Math.abs(1 - ratio), Math.ulp(1.0));
    return Math.clamp(rate / change, rate * 10, Double.MAX_VALUE);
  }

  private static String tryRate(double rate) {
    double power = Math.pow(10, Math.floor(Math.log10(rate) + 1e-9));
    return power > 0 && power < Double.POSITIVE_INFINITY ? "Try " + number(power) + "." : "";
  }

  private String valley() {
    return isAscent ? "ridge" : "valley";
  }

  private int steps() {
    return points.size() - 1;
  }

  private DescentPoint first() {
    return points.getFirst();
  }

  private DescentPoint last() {
    return points.getLast();
  }

  private static String count(int steps) {
    return steps + (steps == 1 ? " step" : " steps");
  }

  /// A number as people write it: `25`, `0.1`, `6.7e+26`.
  private static String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-3 || size >= 1e6)) {
      return String.format(Locale.ROOT, "%.3g", value).replaceFirst("\\.?0*e", "e");
    }
    String text = String.format(Locale.ROOT, "%.6f", value);
    return text.replaceFirst("\\.?0+$", "");
  }
}
