package dev.lanewise.search;

import dev.lanewise.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a search found, with everything it is based on. Immutable.
///
/// Every strategy answers the same questions: what came of it, which rate to take, between which rates the network
/// learns, how the loss depends on the rate, and what the search cost.
public final class LearningRateReport {
  private final Findings findings;

  LearningRateReport(Findings findings) {
    this.findings = findings;
  }

  /// What the strategy is called: `ladder`, `range test`.
  public String strategy() {
    return findings.strategy();
  }

  /// The search in one word.
  public Outcome outcome() {
    return findings.outcome();
  }

  /// The rate to take; empty if no rate learns.
  public Optional<Float> recommended() {
    return findings.recommended();
  }

  /// What else the recommended trial was made with, by name: empty unless a [Race] was told to try other settings.
  public Map<String, Float> hyperparameters() {
    return findings.hyperparameters();
  }

  /// The rates between which the loss falls clearly; empty if there are none.
  public Optional<RateInterval> useful() {
    return findings.useful();
  }

  /// The loss by learning rate, from the smallest rate to the largest.
  public List<RatePoint> curve() {
    return findings.curve();
  }

  /// The trials of strategies that judge single rates, in the order in which the rates were given; else empty.
  public List<LearningRateTrial> trials() {
    return findings.trials();
  }

  /// What to do now, in a sentence or two.
  public String advice() {
    return findings.advice();
  }

  /// The steps that the search took, those of the model left as it is included.
  public long costInSteps() {
    return findings.cost();
  }

  /// The findings as a table for a terminal, with curves in block characters, and the advice below.
  public String table() {
    return findings.heading() + "\n\n" + aligned(findings.rows()) + "\n" + advice() + "\n";
  }

  /// The loss by learning rate in one line of block characters, from the smallest rate to the largest; `x` where it
  /// diverged.
  public String sparkline() {
    return Sparkline.of(curve());
  }

  /// The loss by learning rate as CSV, with a header: `learning_rate,loss,lowest,highest`.
  public String toCsv() {
    StringBuilder csv = new StringBuilder("learning_rate,loss,lowest,highest\n");
    for (RatePoint point : curve()) {
      csv.append(point.learningRate()).append(',').append(point.loss()).append(',').append(point.lowest()).append(',')
          .append(point.highest()).append('\n');
    }
    return csv.toString();
  }

  /// The losses of all steps of the [#trials] as CSV, with a header: `learning_rate,step,loss`.
  public String lossesToCsv() {
    StringBuilder csv = new StringBuilder("learning_rate,step,loss\n");
    for (LearningRateTrial trial : trials()) {
      float[] losses = trial.losses();
      for (int i = 0; i < losses.length; i++) {
        csv.append(trial.learningRate()).append(',').append(i + 1).append(',').append(losses[i]).append('\n');
      }
    }
    return csv.toString();
  }

  /// The report as JSON; what is not known or not finite is null.
  public String toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("network", findings.network());
    json.put("strategy", strategy());
    json.put("outcome", outcome().name());
    json.put("recommended", recommended().orElse(null));
    json.put("hyperparameters", hyperparameters());
    json.put("useful", useful().map(interval -> List.of(interval.from(), interval.to())).orElse(null));
    json.put("cost_in_steps", costInSteps());
    json.put("advice", advice());
    json.putAll(findings.details());
    List<Object> points = new ArrayList<>();
    for (RatePoint point : curve()) {
      points.add(List.of(point.learningRate(), point.loss(), point.lowest(), point.highest()));
    }
    json.put("curve_columns", List.of("learning_rate", "loss", "lowest", "highest"));
    json.put("curve", points);
    return JsonText.of(json);
  }

  /// The loss by learning rate as a picture, with the useful rates shaded and the recommended one marked.
  public String toSvg() {
    return new RateChart(findings).svg();
  }

  /// Writes [#toSvg] to a file in UTF-8, replacing what is there.
  ///
  /// @throws IOException if the file cannot be written
  public void writeSvg(Path file) throws IOException {
    Files.writeString(file, toSvg());
  }

  /// Writes [#toJson] to a file in UTF-8, replacing what is there.
  ///
  /// @throws IOException if the file cannot be written
  public void writeJson(Path file) throws IOException {
    Files.writeString(file, toJson());
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
}
