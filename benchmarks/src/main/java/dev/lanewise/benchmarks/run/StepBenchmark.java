package dev.lanewise.benchmarks.run;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.Workspace;
import dev.lanewise.benchmarks.machine.CoreRoundTrip;
import dev.lanewise.benchmarks.machine.TeamPeak;
import dev.lanewise.benchmarks.measure.Measurement;
import dev.lanewise.benchmarks.report.Row;
import dev.lanewise.benchmarks.workload.Workload;
import dev.lanewise.runtime.Workers;
import java.util.LinkedHashMap;
import java.util.Map;

/// Steps of gradient descent on mini-batches that lie ready, eight in turn.
public final class StepBenchmark {
  static final String SECTION = "a step of training, mini-batches ready";

  /// The steps whose losses are reported, by which others can check theirs.
  private static final int[] CHECKED_STEPS = {1, 10, 100};

  private StepBenchmark() {}

  /// Times the steps of a workload; for a team, says also how long a number takes from core to core at that time.
  public static Row run(Workload workload, int threads, Budget budget) {
    Map<String, Double> figures = losses(workload, threads);
    Model model = workload.model();
    MiniBatch[] batches = workload.miniBatches(model);
    try (Workers workers = workers(threads); TeamPeak peak = new TeamPeak(threads)) {
      Workspace workspace = model.workspace(workload.batchSize(), workers);
      Measurement measurement = budget.stopwatch().measure(
          call -> model.trainStep(batches[call % Workload.BATCHES], workload.learningRate(), workspace),
          workload.stepOperations(), peak::measure, false);
      if (threads > 1) {
        figures.put("round-trip-ns", CoreRoundTrip.measure());
      }
      return Row.of(SECTION, workload.name() + " " + workload.describe(), "lanewise", threads, measurement)
          .with(figures);
    }
  }

  /// The losses at the checked steps, by names such as `loss@10`.
  static Map<String, Double> losses(Workload workload, int threads) {
    Model model = workload.model();
    MiniBatch[] batches = workload.miniBatches(model);
    Map<String, Double> losses = new LinkedHashMap<>();
    try (Workers workers = workers(threads)) {
      Workspace workspace = model.workspace(workload.batchSize(), workers);
      int taken = 0;
      for (int checked : CHECKED_STEPS) {
        float loss = 0;
        for (; taken < checked; taken++) {
          loss = model.trainStep(batches[taken % Workload.BATCHES], workload.learningRate(), workspace);
        }
        losses.put("loss@" + checked, (double) loss);
      }
    }
    return losses;
  }

  static Workers workers(int threads) {
    return threads == 1 ? Workers.callerOnly() : Workers.of(threads);
  }
}
