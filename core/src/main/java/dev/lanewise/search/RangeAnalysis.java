package dev.lanewise.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a curve of losses under a rising learning rate says.
///
/// 1. The losses of a step are the median over the replicates; a replicate that has ended counts as infinite.
/// 2. They are smoothed by a running median, which takes out single spikes, and then by a running mean.
/// 3. The first tenth is left out. The level before anything happens is `start`, the median there. The loss diverges
///    where it first lies as far above `start` as it had fallen below, and a quarter of `start` more.
/// 4. Slopes are of straight lines fitted to a window of the smoothed losses over the logarithm of the rate: over steps
///    they would depend on how dense the rates lie.
/// 5. If the loss falls by less than 0.1 % of `start`, or than three times the scatter about the smoothed curve, no
///    rate learns.
/// 6. Else four rules each suggest a rate, before the lowest loss: **steepest**, where the loss falls fastest;
///    **valley**, two thirds into the longest stretch in which it falls; **slide**, the last rate at which it still
///    falls a quarter as fast as it does at most; **tenth**, a tenth of the rate with the lowest loss. The
///    **consensus** is their median, in logarithms.
///
/// Rules and names are those of fastai (github.com/fastai/fastai, `callback/schedule.py`); its suggestions differ in
/// detail, for it neither fits slopes nor leaves out spikes. Immutable.
final class RangeAnalysis {
  private static final double FLAT = 1e-3;
  private static final double SCATTERS = 3;
  private static final double STILL_SLIDING = 0.25;
  private static final double CLEARLY_FALLEN = 0.1;

  private final float[] rates;
  private final double[] losses;
  private final double[] lowest;
  private final double[] highest;
  private final double[] smooth;
  private final double[] slopes;
  private final int burnIn;
  private final int end;
  private final boolean diverges;
  private final double start;
  private final int minimum;
  private final double scatter;
  private final List<Optional<Float>> ofReplicates;

  private RangeAnalysis(float[] rates, List<double[]> replicates, boolean isWhole) {
    this.rates = rates;
    int count = rates.length;
    losses = new double[count];
    lowest = new double[count];
    highest = new double[count];
    for (int i = 0; i < count; i++) {
      int at = i;
      double[] ofStep = replicates.stream()
          .mapToDouble(values -> at < values.length && Double.isFinite(values[at])
              ? values[at] : Double.POSITIVE_INFINITY)
          .sorted().toArray();
      losses[i] = Smoothing.median(ofStep);
      lowest[i] = ofStep[0];
      highest[i] = ofStep[ofStep.length - 1];
    }
    burnIn = count / 10;
    int finite = finiteLength(losses);
    smooth = Smoothing.smooth(losses, finite, Math.max(1, count / 40));
    slopes = Smoothing.slopes(smooth, finite, Math.max(2, count / 25),
        Math.log10((double) rates[count - 1] / rates[0]) / (count - 1));
    start = finite == 0 ? Double.NaN : Smoothing.median(Arrays.copyOf(losses, Math.min(finite, Math.max(1, burnIn))));
    int divergence = divergence(finite);
    diverges = divergence < count;
    end = divergence;
    minimum = minimum();
    scatter = scatter();
    ofReplicates = isWhole
        ? replicates.stream().map(values -> new RangeAnalysis(rates, List.of(values), false).consensus()).toList()
        : List.of();
  }

  /// Analyses curves.
  ///
  /// @param rates of the steps, each the same factor above the one before, at least 20
  /// @param replicates the losses of each replicate's steps, as far as it came
  static RangeAnalysis of(float[] rates, List<double[]> replicates) {
    return new RangeAnalysis(rates, replicates, true);
  }

  private static int finiteLength(double[] values) {
    int length = 0;
    while (length < values.length && Double.isFinite(values[length])) {
      length++;
    }
    return length;
  }

  private int divergence(int finite) {
    double best = start;
    for (int i = burnIn; i < finite; i++) {
      best = Math.min(best, smooth[i]);
      if (smooth[i] > start + (start - best) + 0.25 * Math.abs(start)) {
        return i;
      }
    }
    return finite;
  }

  private int minimum() {
    int at = Math.min(burnIn, Math.max(0, end - 1));
    for (int i = at; i < end; i++) {
      if (smooth[i] < smooth[at]) {
        at = i;
      }
    }
    return at;
  }

  /// The root of the mean squared distance from the smoothed curve, up to the lowest loss, without the largest tenth.
  private double scatter() {
    double[] squares = new double[Math.max(0, minimum - burnIn)];
    for (int i = 0; i < squares.length; i++) {
      double distance = losses[burnIn + i] - smooth[burnIn + i];
      squares[i] = distance * distance;
    }
    Arrays.sort(squares);
    int kept = (int) Math.ceil(0.9 * squares.length);
    return kept == 0 ? 0 : Math.sqrt(Arrays.stream(squares, 0, kept).average().orElseThrow());
  }

  private double drop() {
    return end <= burnIn ? 0 : start - smooth[minimum];
  }

  private boolean learns() {
    return drop() > Math.max(FLAT * Math.abs(start), SCATTERS * scatter);
  }

  Outcome outcome() {
    if (learns()) {
      boolean fallsAtTheEnd = !diverges && minimum >= rates.length - 1 - Math.max(2, rates.length / 25);
      return fallsAtTheEnd ? Outcome.EDGE_OF_RANGE : Outcome.FOUND;
    }
    if (!diverges) {
      return Outcome.FLAT;
    }
    return end <= rates.length / 4 ? Outcome.DIVERGED_AT_START : Outcome.GAP;
  }

  /// What each rule suggests, by its name; empty if no rate learns.
  Map<String, Float> suggestions() {
    Map<String, Float> suggestions = new LinkedHashMap<>();
    if (learns()) {
      suggestions.put("steepest", rates[steepest()]);
      suggestions.put("valley", rates[valley()]);
      suggestions.put("slide", rates[slide()]);
      suggestions.put("tenth", rates[minimum] / 10);
    }
    return suggestions;
  }

  /// The median of the suggestions, to two digits.
  Optional<Float> consensus() {
    double[] logs = suggestions().values().stream().mapToDouble(Math::log10).sorted().toArray();
    return logs.length == 0
        ? Optional.empty()
        : Optional.of(NumberText.rounded(Math.pow(10, Smoothing.median(logs))));
  }

  /// What single replicates suggest, as far as they do.
  List<Float> ofReplicates() {
    return ofReplicates.stream().flatMap(Optional::stream).toList();
  }

  /// From where the loss has clearly fallen to where it is lowest.
  Optional<RateInterval> useful() {
    if (!learns()) {
      return Optional.empty();
    }
    int from = burnIn;
    while (smooth[from] > start - CLEARLY_FALLEN * drop()) {
      from++;
    }
    return Optional.of(new RateInterval(rates[from], rates[minimum]));
  }

  /// The rate at which the loss diverges, if it does.
  Optional<Float> divergence() {
    return diverges ? Optional.of(rates[end]) : Optional.empty();
  }

  /// The smoothed losses, with the range of the replicates at each step; infinite from where they diverge.
  List<RatePoint> curve() {
    List<RatePoint> points = new ArrayList<>();
    for (int i = 0; i < rates.length; i++) {
      points.add(new RatePoint(
          rates[i], i < end ? smooth[i] : Double.POSITIVE_INFINITY, lowest[i], highest[i]));
    }
    return points;
  }

  float first() {
    return rates[0];
  }

  float last() {
    return rates[rates.length - 1];
  }

  int steps() {
    return rates.length;
  }

  double startLoss() {
    return start;
  }

  double lowestLoss() {
    return smooth[minimum];
  }

  private int steepest() {
    int at = burnIn;
    for (int i = burnIn; i <= minimum; i++) {
      if (slopes[i] < slopes[at]) {
        at = i;
      }
    }
    return at;
  }

  private int valley() {
    int longestFrom = burnIn;
    int longestTo = burnIn;
    int from = burnIn;
    for (int i = burnIn; i <= minimum; i++) {
      if (slopes[i] >= 0) {
        from = i + 1;
      } else if (i - from > longestTo - longestFrom) {
        longestFrom = from;
        longestTo = i;
      }
    }
    return longestFrom + (longestTo - longestFrom) * 2 / 3;
  }

  private int slide() {
    double least = STILL_SLIDING * slopes[steepest()];
    int at = minimum;
    while (at > burnIn && slopes[at] > least) {
      at--;
    }
    return at;
  }
}
