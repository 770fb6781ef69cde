package dev.lanewise.benchmarks.run;

import dev.lanewise.Model;
import dev.lanewise.Workspace;
import dev.lanewise.benchmarks.machine.TeamPeak;
import dev.lanewise.benchmarks.measure.Measurement;
import dev.lanewise.benchmarks.report.Row;
import dev.lanewise.benchmarks.workload.ReproducibleNumbers;
import dev.lanewise.benchmarks.workload.Workload;
import dev.lanewise.runtime.Workers;
import java.util.Map;

/// Predictions for samples that lie ready, eight inputs in turn.
public final class InferenceBenchmark {
  private static final String SECTION = "prediction, samples ready";

  private InferenceBenchmark() {}

  /// Times predictions on the calling thread; for one sample each by itself.
  public static Row run(Workload workload, int samples, Budget budget) {
    Model model = workload.model();
    float[][] inputs = new float[Workload.BATCHES][];
    for (int i = 0; i < inputs.length; i++) {
      int count = samples * workload.inputWidth();
      inputs[i] = ReproducibleNumbers.array(Workload.SAMPLES, (long) i * count, count);
    }
    float[] outputs = new float[samples * workload.outputWidth()];
    Workspace workspace = model.workspace(samples, Workers.callerOnly());
    try (TeamPeak peak = new TeamPeak(1)) {
      Measurement measurement = budget.stopwatch().measure(
          call -> model.predict(inputs[call % Workload.BATCHES], samples, outputs, workspace),
          workload.forwardOperations(samples), peak::measure, samples == 1);
      String what = workload.name() + " " + workload.describeNetwork() + ", " + samples
          + (samples == 1 ? " sample" : " samples");
      return Row.of(SECTION, what, "lanewise", 1, measurement)
          .with(samples == 1 ? Map.of("p99", measurement.timing().p99()) : Map.of());
    }
  }
}
