package dev.lanewise.search;

import java.util.ArrayList;
import java.util.List;

/// The rules by which trials are judged.
///
/// Every trial saw the same mini-batches, and so did the model left as it was, the baseline. A trial ends at the
/// median loss of its last tenth (at least 5 steps, if there are as many), and starts at the median of the baseline
/// over the same steps, so that easy and hard mini-batches, spikes and outliers cancel out. With
/// `fall = (start - end) / start`:
///
/// - a loss or a parameter that is not finite, or a fall below -0.1 %: [Verdict#DIVERGES], for a rate that is too small
///   never raises the loss that far;
/// - a fall between -0.1 % and 0.1 %: [Verdict#DIVERGES] if single losses differ from the baseline's by more than 1 %
///   (median), for then the parameters move a lot without learning; else [Verdict#STUCK];
/// - of the others, the lowest end is [Verdict#BEST] (of equals the smallest rate), those that fell by less than a
///   quarter of that are [Verdict#SLOW], the rest [Verdict#LEARNS].
///
/// The percentages are conventions, not theory: a mini-batch loss is seldom known to better than a few percent, but the
/// pairing with the baseline makes a tenth of a percent visible. A large rise is not needed for a rate to be too large:
/// with saturated sigmoids, the two-layer network of "Deep Learning from Scratch" under a rate of 10 ends only 2.5 %
/// above its start on MNIST.
final class Judgement {
  private static final double STUCK_BELOW = 0.001;
  private static final double RESTLESS_ABOVE = 0.01;
  private static final double SLOW_BELOW = 0.25;
  private static final int SMALLEST_WINDOW = 5;
  private static final int WINDOWS = 10;

  private final Curve baseline;
  private final List<Curve> curves;

  private Judgement(Curve baseline, List<Curve> curves) {
    this.baseline = baseline;
    this.curves = curves;
  }

  /// Judges trials against each other.
  ///
  /// @param baseline the losses of the model left as it is, finite, at least as many as of any trial
  static List<LearningRateTrial> of(Curve baseline, List<Curve> curves) {
    return new Judgement(baseline, curves).trials();
  }

  private List<LearningRateTrial> trials() {
    double bestEnd = Double.POSITIVE_INFINITY;
    Curve best = null;
    for (Curve curve : curves) {
      boolean isBetter = learns(curve) && (end(curve) < bestEnd
          || end(curve) == bestEnd && curve.learningRate() < best.learningRate());
      if (isBetter) {
        best = curve;
        bestEnd = end(curve);
      }
    }
    double bestFall = best == null ? 0 : fall(best);
    List<LearningRateTrial> trials = new ArrayList<>();
    for (Curve curve : curves) {
      trials.add(trial(curve, curve == best, bestFall));
    }
    return trials;
  }

  private LearningRateTrial trial(Curve curve, boolean isBest, double bestFall) {
    Verdict verdict = !learns(curve)
        ? isTooLarge(curve) ? Verdict.DIVERGES : Verdict.STUCK
        : isBest ? Verdict.BEST : fall(curve) < SLOW_BELOW * bestFall ? Verdict.SLOW : Verdict.LEARNS;
    return new LearningRateTrial(
        curve.learningRate(), verdict, reason(curve, verdict), start(curve), end(curve), curve.losses());
  }

  private boolean learns(Curve curve) {
    return curve.isFinite() && fall(curve) >= STUCK_BELOW;
  }

  private boolean isTooLarge(Curve curve) {
    return !curve.isFinite() || fall(curve) < -STUCK_BELOW || restlessness(curve) > RESTLESS_ABOVE;
  }

  private String reason(Curve curve, Verdict verdict) {
    int steps = curve.steps();
    if (curve.hasFiniteLosses() && !curve.parametersAreFinite()) {
      return "parameters became NaN or infinite by step " + steps;
    }
    if (!curve.isFinite()) {
      String what = Float.isNaN(curve.losses()[steps - 1]) ? "NaN" : "infinite";
      return "loss became " + what + " at step " + steps;
    }
    return switch (verdict) {
      case BEST, LEARNS -> fromTo("fell", curve);
      case SLOW -> fromTo("fell", curve) + ", far less than with the best";
      case STUCK -> "moved the loss by less than 0.1 % in " + steps + " steps: too small to learn in so many";
      case DIVERGES -> fall(curve) < -STUCK_BELOW
          ? fromTo("rose", curve) + ": too large"
          : "loss jumps about " + NumberText.loss(end(curve)) + " without falling in " + steps + " steps: too large";
    };
  }

  private String fromTo(String moved, Curve curve) {
    return "loss " + moved + " from " + NumberText.loss(start(curve)) + " to " + NumberText.loss(end(curve))
        + " in " + curve.steps() + " steps";
  }

  private static int from(Curve curve) {
    int window = Math.max(SMALLEST_WINDOW, curve.steps() / WINDOWS);
    return Math.max(0, curve.steps() - window);
  }

  private double start(Curve curve) {
    return baseline.median(from(curve), curve.steps());
  }

  /// The typical loss of the last steps; not finite if the trial ended so.
  static double end(Curve curve) {
    if (curve.isFinite()) {
      return curve.median(from(curve), curve.steps());
    }
    return curve.hasFiniteLosses() ? Double.NaN : curve.losses()[curve.steps() - 1];
  }

  private double fall(Curve curve) {
    return (start(curve) - end(curve)) / scale(curve);
  }

  /// How far single losses are from the baseline's, as a share of the loss: the median over the last steps.
  private double restlessness(Curve curve) {
    int from = from(curve);
    float[] distances = new float[curve.steps() - from];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = Math.abs(curve.losses()[from + i] - baseline.losses()[from + i]);
    }
    return new Curve(0, distances).median(0, distances.length) / scale(curve);
  }

  // A loss of 0 cannot fall; the smallest number keeps the quotient 0 there rather than NaN.
  private double scale(Curve curve) {
    return Math.max(Math.abs(start(curve)), Double.MIN_NORMAL);
  }
}
