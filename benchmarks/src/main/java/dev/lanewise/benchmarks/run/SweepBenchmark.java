package dev.lanewise.benchmarks.run;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.Workspace;
import dev.lanewise.benchmarks.machine.FloatPeak;
import dev.lanewise.benchmarks.measure.Measurement;
import dev.lanewise.benchmarks.report.HeatMap;
import dev.lanewise.benchmarks.report.Report;
import dev.lanewise.benchmarks.report.Row;
import dev.lanewise.benchmarks.workload.ReproducibleNumbers;
import dev.lanewise.benchmarks.workload.SweepNetworks;
import dev.lanewise.benchmarks.workload.SweepNetworks.Width;
import dev.lanewise.benchmarks.workload.Workload;
import dev.lanewise.runtime.Workers;
import java.util.List;

/// Steps of two rows of the same width, for many widths and batch sizes: a picture of where shapes are slow.
public final class SweepBenchmark {
  private static final String SECTION = "a step of width-width-width relu, by width and batch size";
  private static final int[] BATCH_SIZES = {1, 2, 3, 5, 8, 12, 17, 32, 64, 100, 128, 257};

  private SweepBenchmark() {}

  /// Times every shape, and prints the heat map and the shapes that are slower than they should be.
  public static void run(Report report, Budget budget) {
    List<Width> widths = SweepNetworks.ALL;
    double[][] nanosPerOperation = new double[widths.size()][BATCH_SIZES.length];
    double[][] fractions = new double[widths.size()][BATCH_SIZES.length];
    for (int w = 0; w < widths.size(); w++) {
      // Once for HotSpot: the tiles of a batch size may be compiled while the next is timed.
      for (int batchSize : BATCH_SIZES) {
        step(widths.get(w), batchSize, new Budget(budget.warmUpSeconds(), 0));
      }
      for (int b = 0; b < BATCH_SIZES.length; b++) {
        Measurement measurement = step(widths.get(w), BATCH_SIZES[b], budget);
        fractions[w][b] = measurement.fractionOfPeak();
        nanosPerOperation[w][b] = 1 / measurement.gigaflops();
        report.add(Row.of(SECTION, "width " + widths.get(w).width() + ", batch " + BATCH_SIZES[b], "lanewise", 1,
            measurement));
      }
    }
    HeatMap map = new HeatMap("width", widths.stream().mapToInt(Width::width).toArray(), "batch", BATCH_SIZES);
    report.print(map.draw(fractions));
    report.print(map.cliffs(nanosPerOperation));
  }

  private static Measurement step(Width width, int batchSize, Budget budget) {
    Model model = width.create().apply(1);
    MiniBatch batch =
        new MiniBatch(batchSize, model.inputWidth(), model.targetKind(), model.targetWidth(), false);
    batch.setSize(batchSize);
    ReproducibleNumbers.fill(batch.samples(), Workload.SAMPLES);
    ReproducibleNumbers.fill(batch.targets(), Workload.TARGETS);
    Workspace workspace = model.workspace(batchSize, Workers.callerOnly());
    return budget.stopwatch().measure(
        call -> model.trainStep(batch, 1e-3f, workspace), width.stepOperations(batchSize), FloatPeak::measure, false);
  }
}
