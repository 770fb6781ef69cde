package dev.lanewise.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What follows from trials that have been judged.
final class LadderFindings {
  private static final int CURVE_WIDTH = 24;

  private final List<LearningRateTrial> trials;
  private final int steps;

  private LadderFindings(List<LearningRateTrial> trials, int steps) {
    this.trials = trials;
    this.steps = steps;
  }

  static LearningRateReport report(String network, List<LearningRateTrial> trials, int steps, long cost) {
    LadderFindings findings = new LadderFindings(trials, steps);
    return new LearningRateReport(new Findings(
        network, "ladder", findings.outcome(), findings.recommended(), findings.useful(), findings.curve(), trials,
        Map.of(), cost, findings.advice(), findings.heading(network), findings.rows(), Map.of("steps", steps)));
  }

  private Optional<Float> recommended() {
    return trials.stream().filter(trial -> trial.verdict() == Verdict.BEST).findFirst()
        .map(LearningRateTrial::learningRate);
  }

  private Outcome outcome() {
    if (recommended().isPresent()) {
      float best = recommended().get();
      return best == smallest() || best == largest() ? Outcome.EDGE_OF_RANGE : Outcome.FOUND;
    }
    long diverging = trials.stream().filter(trial -> trial.verdict() == Verdict.DIVERGES).count();
    return diverging == 0 ? Outcome.FLAT : diverging == trials.size() ? Outcome.DIVERGED_AT_START : Outcome.GAP;
  }

  /// From the smallest to the largest rate that learns, slow ones left out.
  private Optional<RateInterval> useful() {
    List<Float> rates = trials.stream()
        .filter(trial -> trial.verdict() == Verdict.BEST || trial.verdict() == Verdict.LEARNS)
        .map(LearningRateTrial::learningRate).sorted().toList();
    return rates.isEmpty() ? Optional.empty() : Optional.of(new RateInterval(rates.getFirst(), rates.getLast()));
  }

  private List<RatePoint> curve() {
    return trials.stream().sorted(Comparator.comparing(LearningRateTrial::learningRate))
        .map(trial -> new RatePoint(trial.learningRate(), trial.endLoss(), trial.endLoss(), trial.endLoss())).toList();
  }

  private String heading(String network) {
    return network + ": " + (trials.size() == 1
        ? "1 rate, " + steps + " steps"
        : trials.size() + " rates, " + steps + " steps each from the same start, on the same mini-batches");
  }

  private List<List<String>> rows() {
    Sparkline sparkline = new Sparkline(trials, CURVE_WIDTH, steps);
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("learning rate", "verdict", "loss", "curve", "why"));
    for (LearningRateTrial trial : trials) {
      rows.add(List.of(
          NumberText.rate(trial.learningRate()),
          trial.verdict().name().toLowerCase(Locale.ROOT),
          NumberText.loss(trial.startLoss()) + " → " + NumberText.loss(trial.endLoss()),
          sparkline.of(trial),
          trial.reason()));
    }
    return rows;
  }

  private String advice() {
    String best = recommended().map(NumberText::rate).orElse("");
    return switch (outcome()) {
      case FOUND -> "Take " + best + ".";
      case EDGE_OF_RANGE -> "Take " + best + ", or look further: it is the " + edge() + " rate tried, so a "
          + (recommended().get() == largest() ? "larger" : "smaller") + " one may be better.";
      case FLAT -> "No rate moved the loss. Try larger ones, from " + NumberText.rate(largest())
          + " up; if none helps, look at the first weights and at the data.";
      case DIVERGED_AT_START -> "Every rate is too large. Try smaller ones, from " + NumberText.rate(smallest())
          + " down; if none helps, scale the inputs to about 1.";
      case GAP -> "No rate learns: " + NumberText.rate(largestStuck()) + " is too small and "
          + NumberText.rate(smallestDiverging()) + " too large. Try rates between them.";
    };
  }

  private String edge() {
    return trials.size() == 1 ? "only" : recommended().get() == largest() ? "largest" : "smallest";
  }

  private float smallest() {
    return trials.stream().map(LearningRateTrial::learningRate).min(Comparator.naturalOrder()).orElseThrow();
  }

  private float largest() {
    return trials.stream().map(LearningRateTrial::learningRate).max(Comparator.naturalOrder()).orElseThrow();
  }

  private float largestStuck() {
    return trials.stream().filter(trial -> trial.verdict() == Verdict.STUCK).map(LearningRateTrial::learningRate)
        .max(Comparator.naturalOrder()).orElseThrow();
  }

  private float smallestDiverging() {
    return trials.stream().filter(trial -> trial.verdict() == Verdict.DIVERGES).map(LearningRateTrial::learningRate)
        .min(Comparator.naturalOrder()).orElseThrow();
  }
}
