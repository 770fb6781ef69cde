package dev.lanewise.examples.optimizers;

import dev.lanewise.data.Sampling;
import dev.lanewise.examples.cli.Arguments;
import dev.lanewise.examples.cli.CommandRunner;
import dev.lanewise.examples.cli.SeedOption;
import dev.lanewise.examples.data.Digits;
import dev.lanewise.examples.data.DigitsOptions;
import dev.lanewise.examples.plot.LossCurves;
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
import dev.lanewise.train.Evaluation;
import dev.lanewise.train.History;
import dev.lanewise.train.Trainer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Trains one network with every optimizer, from the same weights on the same mini-batches, as "Deep Learning from
/// Scratch" does with four of them in section 6.1.8.
@Command(name = "OptimizerComparison", sortOptions = false,
    description = "Trains a five-layer network with each optimizer, from the same weights on the same mini-batches, "
        + "and draws their losses.")
public final class OptimizerComparison implements Callable<Integer> {
  private final PrintStream out;

  @Spec
  private CommandSpec command;

  @Mixin
  private DigitsOptions digitsOptions;

  @Option(names = "--steps", paramLabel = "N", defaultValue = "2000",
      description = "Steps with each optimizer (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(names = "--batch-size", paramLabel = "N", defaultValue = "128",
      description = "Samples in a mini-batch (default: ${DEFAULT-VALUE}).")
  private int batchSize;

  @Mixin
  private SeedOption seedOption;

  @Option(names = "--output", paramLabel = "DIR", defaultValue = "target/optimizer-comparison",
      description = "Where the picture goes (default: ${DEFAULT-VALUE}).")
  private Path output;

  /// Makes a comparison that reports to a stream.
  OptimizerComparison(PrintStream out) {
    this.out = out;
  }

  /// Runs the comparison from the command line.
  public static void main(String[] args) {
    System.exit(CommandRunner.run(new OptimizerComparison(System.out), args));
  }

  /// The book's settings where it has the optimizer, else what its authors call usual.
  private static Map<String, Optimizer> optimizers() {
    Map<String, Optimizer> optimizers = new LinkedHashMap<>();
    optimizers.put("SGD", Sgd.of(0.01f));
    optimizers.put("momentum", Momentum.of(0.01f, 0.9f));
    optimizers.put("Nesterov", Momentum.of(0.01f, 0.9f).nesterov());
    optimizers.put("AdaGrad", AdaGrad.of(0.01f));
    optimizers.put("RMSprop", RmsProp.of(0.001f));
    optimizers.put("Adam", Adam.of(0.001f));
    optimizers.put("AdamW", AdamW.of(0.001f));
    optimizers.put("Lion", Lion.of(0.0001f));
    optimizers.put("Schedule-Free", ScheduleFree.of(0.0025f));
    optimizers.put("Prodigy", Prodigy.create());
    return optimizers;
  }

  @Override
  public Integer call() throws IOException {
    Arguments.atLeast(command, 1, steps, "--steps");
    Arguments.atLeast(command, 1, batchSize, "--batch-size");
    Files.createDirectories(output);
    Digits digits = digitsOptions.load(out);
    FiveLayerNetModel net = FiveLayerNetModel.create(seedOption.seed());
    out.printf(Locale.ROOT, "%n%-14s %12s %10s %14s %10s  %s%n",
        "optimizer", "train loss", "test loss", "test accuracy", "us / step", "settings");
    Map<String, float[]> losses = new LinkedHashMap<>();
    for (Map.Entry<String, Optimizer> entry : optimizers().entrySet()) {
      FiveLayerNetModel copy = net.copy();
      History history = Trainer.of(copy).optimizer(entry.getValue()).batchSize(batchSize)
          .sampling(Sampling.WITH_REPLACEMENT).steps(steps).seed(seedOption.seed()).evaluateAtEnd()
          .fit(digits.train());
      Evaluation test = Evaluation.of(copy, digits.test());
      losses.put(entry.getKey(), history.losses());
      out.printf(Locale.ROOT, "%-14s %12.4f %10.4f %14.4f %10.0f  %s%n", entry.getKey(), lastLosses(history),
          test.loss(), test.accuracy(), history.seconds() * 1e6 / history.steps(), entry.getValue());
    }
    out.println();
    out.println("Train loss is the mean of the last tenth of the steps. One seed and untuned rates: this compares");
    out.println("settings as much as optimizers. Tune each with LearningRateSearch before you judge.");
    draw(losses);
    return 0;
  }

  private void draw(Map<String, float[]> losses) {
    Path file = output.resolve("losses.png");
    try {
      LossCurves.write(file, losses);
      out.println("picture: " + file);
    } catch (IOException e) {
      // the training was not for nothing: its numbers are above
      out.println("no picture: " + e.getMessage());
    }
  }

  private static double lastLosses(History history) {
    int count = Math.max(1, history.steps() / 10);
    double sum = 0;
    for (int step = history.steps() - count + 1; step <= history.steps(); step++) {
      sum += history.loss(step);
    }
    return sum / count;
  }
}
