package dev.lanewise.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a search found, with everything it is based on. Immutable.
public final class LearningRateReport {
  private static final int CURVE_WIDTH = 24;

  private final String network;
  private final List<LearningRateTrial> trials;
  private final int steps;
  private final long cost;

  LearningRateReport(String network, List<LearningRateTrial> trials, int steps, long cost) {
    this.network = network;
    this.trials = List.copyOf(trials);
    this.steps = steps;
    this.cost = cost;
  }

  /// What a search can come to.
  public enum Outcome {
    /// A rate learns best, and both a larger and a smaller one were tried.
    FOUND,
    /// A rate learns best, but it is the largest or the smallest tried, so that there may be better ones beyond.
    EDGE_OF_RANGE,
    /// No rate moves the loss: all are too small.
    FLAT,
    /// Under every rate the loss rises or jumps about: all are too large.
    DIVERGED,
    /// Every rate is either too small or too large; one between them may learn.
    GAP
  }

  /// The trials, in the order in which the rates were given.
  public List<LearningRateTrial> trials() {
    return trials;
  }

  /// The rate with the verdict [Verdict#BEST]; empty if no rate learns.
  public Optional<Float> recommended() {
    return best().map(LearningRateTrial::learningRate);
  }

  /// The search in one word.
  public Outcome outcome() {
    if (best().isPresent()) {
      float best = best().get().learningRate();
      return best == smallest() || best == largest() ? Outcome.EDGE_OF_RANGE : Outcome.FOUND;
    }
    long diverging = trials.stream().filter(trial -> trial.verdict() == Verdict.DIVERGES).count();
    return diverging == 0 ? Outcome.FLAT : diverging == trials.size() ? Outcome.DIVERGED : Outcome.GAP;
  }

  /// What to do now, in a sentence or two.
  public String advice() {
    String best = recommended().map(NumberText::rate).orElse("");
    return switch (outcome()) {
      case FOUND -> "Take " + best + ".";
      case EDGE_OF_RANGE -> "Take " + best + ", or look further: it is the " + edge() + " rate tried, so a "
          + (recommended().get() == largest() ? "larger" : "smaller") + " one may be better.";
      case FLAT -> "No rate moved the loss. Try larger ones, from " + NumberText.rate(largest())
          + " up; if none helps, look at the first weights and at the data.";
      case DIVERGED -> "Every rate is too large. Try smaller ones, from " + NumberText.rate(smallest())
          + " down; if none helps, scale the inputs to about 1.";
      case GAP -> "No rate learns: " + NumberText.rate(largestStuck()) + " is too small and "
          + NumberText.rate(smallestDiverging()) + " too large. Try rates between them.";
    };
  }

  /// The steps that the search took, those of the model left as it is included.
  public long costInSteps() {
    return cost;
  }

  /// A row for each rate, with verdict, losses, curve and reason, and the advice below. Curves are drawn in block
  /// characters, all on one scale from the lowest loss to the loss of the untrained model.
  public String table() {
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
    String title = network + ": " + (trials.size() == 1
        ? "1 rate, " + steps + " steps\n\n"
        : trials.size() + " rates, " + steps + " steps each from the same start, on the same mini-batches\n\n");
    return title + aligned(rows) + "\n" + advice() + "\n";
  }

  /// The curves as CSV, with a header: `learning_rate,step,loss`.
  public String toCsv() {
    StringBuilder csv = new StringBuilder("learning_rate,step,loss\n");
    for (LearningRateTrial trial : trials) {
      float[] losses = trial.losses();
      for (int i = 0; i < losses.length; i++) {
        csv.append(trial.learningRate()).append(',').append(i + 1).append(',').append(losses[i]).append('\n');
      }
    }
    return csv.toString();
  }

  @Override
  public String toString() {
    return table();
  }

  private static String aligned(List<List<String>> rows) {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        int at = column;
        int width = rows.stream().mapToInt(other -> other.get(at).length()).max().orElse(0);
        line.append(row.get(column)).append(" ".repeat(width - row.get(column).length() + 2));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private Optional<LearningRateTrial> best() {
    return trials.stream().filter(trial -> trial.verdict() == Verdict.BEST).findFirst();
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
