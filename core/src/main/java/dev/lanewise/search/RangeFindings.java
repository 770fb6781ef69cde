package dev.lanewise.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What follows from the analysis of a range test, in words.
final class RangeFindings {
  private static final Map<String, String> RULES = Map.of(
      "steepest", "the loss falls fastest here",
      "valley", "two thirds into the longest fall",
      "slide", "the last rate with a quarter of the fastest fall",
      "tenth", "a tenth of the rate with the lowest loss");

  private final RangeAnalysis analysis;
  private final int replicates;

  private RangeFindings(RangeAnalysis analysis, int replicates) {
    this.analysis = analysis;
    this.replicates = replicates;
  }

  static LearningRateReport report(String network, RangeAnalysis analysis, int replicates, long cost) {
    RangeFindings findings = new RangeFindings(analysis, replicates);
    String heading = network + ": " + analysis.steps() + " steps from learning rate "
        + NumberText.rate(analysis.first()) + " to " + NumberText.rate(analysis.last())
        + (replicates == 1 ? "" : ", " + replicates + " times on other mini-batches");
    return new LearningRateReport(new Findings(
        network, "range test", analysis.outcome(), analysis.consensus(), analysis.useful(), analysis.curve(), List.of(),
        Map.of(), cost, findings.advice(), heading, findings.rows(), findings.details()));
  }

  private List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("rule", "learning rate", "why"));
    analysis.suggestions().forEach((rule, rate) ->
        rows.add(List.of(rule, NumberText.rate(NumberText.rounded(rate)), RULES.get(rule))));
    analysis.consensus().ifPresent(rate -> rows.add(List.of("consensus", NumberText.rate(rate), spread())));
    analysis.useful().ifPresent(interval -> rows.add(List.of("useful",
        NumberText.rate(NumberText.rounded(interval.from())) + " to "
            + NumberText.rate(NumberText.rounded(interval.to())),
        "loss " + NumberText.loss(analysis.startLoss()) + " → " + NumberText.loss(analysis.lowestLoss()))));
    analysis.divergence().ifPresent(rate -> rows.add(List.of(
        "diverges", "from " + NumberText.rate(NumberText.rounded(rate)), "the loss rises above where it began")));
    rows.add(List.of("curve", "", Sparkline.inALine(analysis.curve())));
    return rows;
  }

  private String spread() {
    List<Float> each = analysis.ofReplicates().stream().sorted().toList();
    if (replicates == 1) {
      return "their median";
    }
    return "their median" + (each.isEmpty() ? ", on which no replicate has enough to say"
        : "; single replicates say " + NumberText.rate(each.getFirst()) + " to " + NumberText.rate(each.getLast()));
  }

  private String advice() {
    String first = NumberText.rate(analysis.first());
    String last = NumberText.rate(analysis.last());
    String rate = analysis.consensus().map(NumberText::rate).orElse("");
    return switch (analysis.outcome()) {
      case FOUND -> "Take " + rate + ".";
      case EDGE_OF_RANGE -> "Take " + rate + ", or look further: the loss still falls at the largest rate, " + last
          + ", so a test up to " + NumberText.rate(analysis.last() * 100) + " may suggest a larger one.";
      case FLAT -> "No rate moved the loss in so few steps. Try larger rates, from " + last
          + " up, or more steps; if neither helps, look at the first weights and at the data.";
      case DIVERGED_AT_START -> "The loss diverges under the smallest rates already. Try smaller ones, from " + first
          + " down; if none helps, scale the inputs to about 1.";
      case GAP -> "The loss diverges from " + analysis.divergence().map(NumberText::rate).orElse(last)
          + " on without having fallen before: the rates rise too fast for it to learn. Take more steps.";
    };
  }

  private Map<String, Object> details() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("suggestions", analysis.suggestions());
    details.put("replicates", analysis.ofReplicates());
    details.put("diverges_from", analysis.divergence().orElse(null));
    return details;
  }
}
