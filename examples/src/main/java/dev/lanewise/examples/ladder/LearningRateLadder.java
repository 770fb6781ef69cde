package dev.lanewise.examples.ladder;

import dev.lanewise.data.Dataset;
import dev.lanewise.data.Sampling;
import dev.lanewise.examples.cli.Arguments;
import dev.lanewise.examples.cli.CommandRunner;
import dev.lanewise.examples.cli.SeedOption;
import dev.lanewise.examples.data.DigitsOptions;
import dev.lanewise.examples.twolayernet.TwoLayerNetModel;
import dev.lanewise.search.Ladder;
import dev.lanewise.search.LearningRateSearch;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Tries learning rates from 10 down to 1e-10 on the two-layer network: same start, same mini-batches, a verdict each.
@Command(name = "LearningRateLadder", sortOptions = false,
    description = "Tries learning rates on the two-layer network, each from the same start and on the same "
        + "mini-batches, and says which learn, which are stuck and which diverge.")
public final class LearningRateLadder implements Callable<Integer> {
  private final PrintStream out;

  @Spec
  private CommandSpec command;

  @Mixin
  private DigitsOptions digitsOptions;

  @Option(names = "--rates", paramLabel = "X", split = ",",
      defaultValue = "10,1,0.1,0.01,1e-3,1e-4,1e-5,1e-6,1e-7,1e-8,1e-9,1e-10",
      description = "The learning rates, with commas between them (default: ${DEFAULT-VALUE}).")
  private float[] rates;

  @Option(names = "--steps", paramLabel = "N", defaultValue = "500",
      description = "Steps with each rate (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(names = "--batch-size", paramLabel = "N", defaultValue = "100",
      description = "Samples in a mini-batch (default: ${DEFAULT-VALUE}).")
  private int batchSize;

  @Mixin
  private SeedOption seedOption;

  /// Makes an experiment that reports to a stream.
  LearningRateLadder(PrintStream out) {
    this.out = out;
  }

  /// Runs the experiment from the command line.
  public static void main(String[] args) {
    System.exit(CommandRunner.run(new LearningRateLadder(System.out), args));
  }

  @Override
  public Integer call() throws IOException {
    Arguments.atLeast(command, 2, steps, "--steps");
    Arguments.atLeast(command, 1, batchSize, "--batch-size");
    Ladder search = ladder()
        .steps(steps)
        .batchSize(batchSize)
        .sampling(Sampling.WITH_REPLACEMENT)
        .seed(seedOption.seed());
    Dataset train = digitsOptions.load(out).train();
    out.println();
    out.print(search.run(TwoLayerNetModel.create(seedOption.seed()), train).table());
    return 0;
  }

  private Ladder ladder() {
    try {
      return LearningRateSearch.ladder(rates);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), "--rates: " + e.getMessage());
    }
  }
}
