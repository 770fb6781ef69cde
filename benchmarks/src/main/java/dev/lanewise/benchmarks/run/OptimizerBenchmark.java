package dev.lanewise.benchmarks.run;

import dev.lanewise.ParameterLayout;
import dev.lanewise.ParameterSlot;
import dev.lanewise.benchmarks.machine.FloatPeak;
import dev.lanewise.benchmarks.measure.Measurement;
import dev.lanewise.benchmarks.report.Report;
import dev.lanewise.benchmarks.report.Row;
import dev.lanewise.benchmarks.workload.ReproducibleNumbers;
import dev.lanewise.optim.AdaGrad;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.AdamW;
import dev.lanewise.optim.Lion;
import dev.lanewise.optim.Momentum;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Prodigy;
import dev.lanewise.optim.RmsProp;
import dev.lanewise.optim.ScheduleFree;
import dev.lanewise.optim.Sgd;
import java.util.List;
import java.util.Map;

/// Updates of optimizers by themselves, for parameters that lie in the second cache, in the third, and in memory.
///
/// Bandwidth counts what must move: parameters read and written, the gradient read, and each array of state read and
/// written.
public final class OptimizerBenchmark {
  private static final String SECTION = "updates of optimizers";
  private static final int[] SIZES = {40_000, 670_000, 29_000_000};
  /// So small that parameters stay where they are while they are moved millions of times.
  private static final float RATE = 1e-9f;

  private OptimizerBenchmark() {}

  /// Times every optimizer at every size.
  public static void run(Report report, Budget budget) {
    for (int size : SIZES) {
      for (Optimizer optimizer : List.of(Sgd.of(RATE).weightDecay(1e-4f), Momentum.of(RATE, 0.9f), AdaGrad.of(RATE),
          RmsProp.of(RATE), Adam.of(RATE), AdamW.of(RATE), Lion.of(RATE), ScheduleFree.of(RATE),
          Prodigy.create().withLearningRate(RATE), Sgd.of(RATE).clipNorm(1e9f))) {
        report.add(row(optimizer, size, budget));
      }
    }
  }

  private static Row row(Optimizer optimizer, int size, Budget budget) {
    ParameterSlot weight = new ParameterSlot("row.weight", List.of(16, size / 16), 0, 16);
    ParameterLayout layout = new ParameterLayout(List.of(weight));
    float[] parameters = ReproducibleNumbers.array(1, 0, layout.length());
    float[] gradient = ReproducibleNumbers.array(2, 0, layout.length());
    optimizer.start(layout);
    Measurement measurement = budget.stopwatch().measure(
        call -> optimizer.step(parameters, gradient, optimizer.learningRate()), 0, FloatPeak::measure, false);
    double bytes = 4.0 * layout.length() * (3 + 2 * optimizer.parameterState().size());
    String name = optimizer.toString();
    String kind = name.substring(0, name.indexOf('(')) + (name.contains("clipped") ? ", clipped" : "");
    return Row.of(SECTION, kind + ", " + size + " numbers", "lanewise", 1, measurement)
        .with(Map.of("GB/s", bytes / measurement.timing().median() / 1e3));
  }
}
