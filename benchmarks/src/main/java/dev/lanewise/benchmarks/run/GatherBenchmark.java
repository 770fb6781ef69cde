package dev.lanewise.benchmarks.run;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.Workspace;
import dev.lanewise.benchmarks.machine.FloatPeak;
import dev.lanewise.benchmarks.measure.Measurement;
import dev.lanewise.benchmarks.report.Row;
import dev.lanewise.benchmarks.workload.ReproducibleNumbers;
import dev.lanewise.benchmarks.workload.Workload;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.MiniBatches;
import dev.lanewise.data.Sampling;
import dev.lanewise.runtime.Workers;

/// Random mini-batches out of as many samples as MNIST has: gathered by themselves, and before each step.
public final class GatherBenchmark {
  private static final String SECTION = "random mini-batches of 60,000 samples";
  private static final int SAMPLES = 60_000;

  private GatherBenchmark() {}

  /// Times the gathering alone.
  ///
  /// @param asBytes whether the data set holds bytes, as images do, or floats
  public static Row gather(Workload workload, boolean asBytes, Budget budget) {
    MiniBatches batches = batches(workload, asBytes);
    MiniBatch batch = batches.miniBatch();
    Measurement measurement =
        budget.stopwatch().measure(call -> batches.next(batch), 0, FloatPeak::measure, false);
    return Row.of(SECTION, workload.name() + " gathered from " + name(asBytes), "lanewise", 1, measurement);
  }

  /// Times steps each of which gathers its mini-batch first.
  public static Row step(Workload workload, boolean asBytes, Budget budget) {
    MiniBatches batches = batches(workload, asBytes);
    MiniBatch batch = batches.miniBatch();
    Model model = workload.model();
    Workspace workspace = model.workspace(workload.batchSize(), Workers.callerOnly());
    Measurement measurement = budget.stopwatch().measure(
        call -> {
          batches.next(batch);
          model.trainStep(batch, workload.learningRate(), workspace);
        },
        workload.stepOperations(), FloatPeak::measure, false);
    return Row.of(SECTION, workload.name() + " step on samples from " + name(asBytes), "lanewise", 1, measurement);
  }

  private static String name(boolean asBytes) {
    return asBytes ? "bytes" : "floats";
  }

  private static MiniBatches batches(Workload workload, boolean asBytes) {
    int width = workload.inputWidth();
    int[] labels = new int[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      labels[i] = (int) (ReproducibleNumbers.at(Workload.TARGETS, i) * workload.outputWidth());
    }
    Dataset dataset = asBytes
        ? Dataset.ofBytes(bytes(SAMPLES * width), width, 1 / 255f)
        : Dataset.of(ReproducibleNumbers.array(Workload.SAMPLES, 0, SAMPLES * width), width);
    return MiniBatches.of(dataset.labels(labels), workload.batchSize(), Sampling.SHUFFLED, 1);
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (ReproducibleNumbers.at(Workload.SAMPLES, i) * 256);
    }
    return bytes;
  }
}
