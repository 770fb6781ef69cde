package dev.lanewise.examples.lab;

import dev.lanewise.Model;
import dev.lanewise.data.Sampling;
import dev.lanewise.examples.cli.Arguments;
import dev.lanewise.examples.cli.CommandRunner;
import dev.lanewise.examples.cli.SeedOption;
import dev.lanewise.examples.data.Digits;
import dev.lanewise.examples.data.DigitsOptions;
import dev.lanewise.examples.twolayernet.TwoLayerNetModel;
import dev.lanewise.optim.LineSearch;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.PolyakStep;
import dev.lanewise.optim.Prodigy;
import dev.lanewise.optim.Sgd;
import dev.lanewise.runtime.Workers;
import dev.lanewise.search.LearningRateReport;
import dev.lanewise.search.LearningRateSearch;
import dev.lanewise.train.Evaluation;
import dev.lanewise.train.NonFiniteLossException;
import dev.lanewise.train.Trainer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Finds a learning rate for the two-layer network in every way there is, and trains with each rate beside the book's
/// 0.1 and beside optimizers that need none.
@Command(name = "LearningRateLab", sortOptions = false,
    description = "Searches a learning rate for the two-layer network by curvature, range test and race, and compares "
        + "what their rates, the book's 0.1 and optimizers without a rate come to.")
public final class LearningRateLab implements Callable<Integer> {
  private static final float BOOK_RATE = 0.1f;

  private final PrintStream out;

  @Spec
  private CommandSpec command;

  @Mixin
  private DigitsOptions digitsOptions;

  @Option(names = "--steps", paramLabel = "N", defaultValue = "3000",
      description = "Steps to train with each rate (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(names = "--batch-size", paramLabel = "N", defaultValue = "100",
      description = "Samples in a mini-batch (default: ${DEFAULT-VALUE}).")
  private int batchSize;

  @Option(names = "--threads", paramLabel = "N", defaultValue = "1",
      description = "Trials at the same time; the result is the same with any number (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Mixin
  private SeedOption seedOption;

  @Option(names = "--output", paramLabel = "DIR", defaultValue = "target/learning-rate-lab",
      description = "Where pictures and reports go (default: ${DEFAULT-VALUE}).")
  private Path output;

  /// Makes a laboratory that reports to a stream.
  LearningRateLab(PrintStream out) {
    this.out = out;
  }

  /// Runs the laboratory from the command line.
  public static void main(String[] args) {
    System.exit(CommandRunner.run(new LearningRateLab(System.out), args));
  }

  /// A way to train, and what the way to it cost.
  private record Entry(String name, Optimizer optimizer, long cost) {}

  @Override
  public Integer call() throws IOException {
    Arguments.atLeast(command, 1, steps, "--steps");
    Arguments.atLeast(command, 1, batchSize, "--batch-size");
    Arguments.between(command, 1, Workers.MAX_THREADS, threads, "--threads");
    Files.createDirectories(output);
    Digits digits = digitsOptions.load(out);
    Model net = TwoLayerNetModel.create(seedOption.seed());
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry("the book's rate", Sgd.of(BOOK_RATE), 0));
    for (LearningRateReport report : searches(net, digits)) {
      show(report);
      report.recommended().ifPresent(
          rate -> entries.add(new Entry(report.strategy(), Sgd.of(rate), report.costInSteps())));
    }
    for (Optimizer optimizer : List.of(LineSearch.armijo(), PolyakStep.create(), Prodigy.create())) {
      entries.add(new Entry("no rate", optimizer, 0));
    }
    compare(net, digits, entries);
    return 0;
  }

  private List<LearningRateReport> searches(Model net, Digits digits) {
    return List.of(
        LearningRateSearch.curvature().sampling(Sampling.WITH_REPLACEMENT).seed(seedOption.seed())
            .run(net, digits.train()),
        LearningRateSearch.rangeTest().batchSize(batchSize).sampling(Sampling.WITH_REPLACEMENT)
            .seed(seedOption.seed()).threads(threads).run(net, digits.train()),
        LearningRateSearch.race().batchSize(batchSize).sampling(Sampling.WITH_REPLACEMENT)
            .seed(seedOption.seed()).threads(threads).run(net, digits.train()));
  }

  private void show(LearningRateReport report) throws IOException {
    out.println();
    out.print(report.table());
    String name = report.strategy().replace(' ', '-');
    report.writeSvg(output.resolve(name + ".svg"));
    report.writeJson(output.resolve(name + ".json"));
    out.println("picture: " + output.resolve(name + ".svg"));
  }

  private void compare(Model net, Digits digits, List<Entry> entries) {
    out.println();
    out.println("Training " + steps + " steps with each, from the same weights on the same mini-batches:");
    out.println();
    out.printf(Locale.ROOT, "%-16s %-36s %12s %9s %9s %8s%n",
        "found by", "optimizer", "search steps", "loss", "accuracy", "seconds");
    for (Entry entry : entries) {
      out.printf(Locale.ROOT, "%-16s %-36s %12d %s%n",
          entry.name, entry.optimizer, entry.cost, result(net, digits, entry));
    }
    out.println();
    out.println("Loss and accuracy are those on the test set. Searches are judged by short runs: for a long one their");
    out.println("rate may be bold, and a schedule or a tenth of it helps. See docs/learning-rates.md.");
  }

  private String result(Model net, Digits digits, Entry entry) {
    Model copy = net.copy();
    try {
      double seconds = Trainer.of(copy).optimizer(entry.optimizer).batchSize(batchSize)
          .sampling(Sampling.WITH_REPLACEMENT).steps(steps).seed(seedOption.seed()).evaluateAtEnd()
          .fit(digits.train()).seconds();
      Evaluation evaluation = Evaluation.of(copy, digits.test());
      return String.format(Locale.ROOT, "%9.4f %9.4f %8.2f", evaluation.loss(), evaluation.accuracy(), seconds);
    } catch (NonFiniteLossException e) {
      return "diverged at step " + e.step();
    }
  }
}
