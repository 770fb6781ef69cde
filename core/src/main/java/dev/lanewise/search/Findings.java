package dev.lanewise.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a strategy tells its report.
///
/// @param curve from the smallest rate to the largest
/// @param trials empty where no rate is judged by itself
/// @param hyperparameters what else the recommended trial was made with, by name
/// @param cost in steps
/// @param heading a line
/// @param rows of the table, the first one its header; all have as many cells
/// @param details what only this strategy knows, for the JSON report
record Findings(
    String network,
    String strategy,
    Outcome outcome,
    Optional<Float> recommended,
    Optional<RateInterval> useful,
    List<RatePoint> curve,
    List<LearningRateTrial> trials,
    Map<String, Float> hyperparameters,
    long cost,
    String advice,
    String heading,
    List<List<String>> rows,
    Map<String, Object> details) {

  Findings {
    curve = List.copyOf(curve);
    trials = List.copyOf(trials);
    hyperparameters = Collections.unmodifiableMap(new LinkedHashMap<>(hyperparameters));
    rows = List.copyOf(rows);
  }
}
