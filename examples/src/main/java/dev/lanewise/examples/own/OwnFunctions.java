package dev.lanewise.examples.own;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.Workspace;
import dev.lanewise.data.MiniBatches;
import dev.lanewise.data.Sampling;
import dev.lanewise.examples.cli.Arguments;
import dev.lanewise.examples.cli.CommandRunner;
import dev.lanewise.examples.cli.SeedOption;
import dev.lanewise.examples.data.Digits;
import dev.lanewise.examples.data.DigitsOptions;
import dev.lanewise.examples.twolayernet.TwoLayerNetModel;
import dev.lanewise.train.Evaluation;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Trains the two-layer network twice at once, with built-in functions and with the same functions in Java, and
/// compares what they learn and what a step takes.
///
/// Steps of both alternate in blocks, so that whatever else the machine does slows both.
@Command(name = "OwnFunctions", sortOptions = false,
    description = "Trains the two-layer network with built-in functions and with the same functions written in Java, "
        + "on the same mini-batches, and compares accuracy and time.")
public final class OwnFunctions implements Callable<Integer> {
  private static final float LEARNING_RATE = 0.1f;
  private static final int BATCH_SIZE = 100;
  private static final int BLOCK = 20;

  private final PrintStream out;

  @Spec
  private CommandSpec command;

  @Mixin
  private DigitsOptions digitsOptions;

  @Option(names = "--steps", paramLabel = "N", defaultValue = "10000",
      description = "Steps of each network (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Mixin
  private SeedOption seedOption;

  /// Makes a comparison that reports to a stream.
  OwnFunctions(PrintStream out) {
    this.out = out;
  }

  /// Runs the comparison from the command line.
  public static void main(String[] args) {
    System.exit(CommandRunner.run(new OwnFunctions(System.out), args));
  }

  @Override
  public Integer call() throws IOException {
    Arguments.atLeast(command, 2 * BLOCK, steps, "--steps");
    Digits digits = digitsOptions.load(out);
    Contestant builtIn = new Contestant(TwoLayerNetModel.create(seedOption.seed()), digits);
    Contestant own = new Contestant(OwnDigitsModel.create(seedOption.seed()), digits);
    double[] ratios = new double[steps / BLOCK];
    for (int block = 0; block < ratios.length; block++) {
      double expected = builtIn.nanosOfBlock();
      ratios[block] = own.nanosOfBlock() / expected;
    }
    out.println();
    builtIn.report("built-in functions", out);
    own.report("functions in Java", out);
    // the first half is what HotSpot compiles
    double[] warm = Arrays.copyOfRange(ratios, ratios.length / 2, ratios.length);
    Arrays.sort(warm);
    out.printf(Locale.ROOT, "a step with functions in Java takes %.3f times as long (median of %d pairs of blocks; "
        + "half of them from %.3f to %.3f)%n", warm[warm.length / 2], warm.length, warm[warm.length / 4],
        warm[warm.length * 3 / 4]);
    return 0;
  }

  /// One of the two networks, with mini-batches of its own in the same order as the other's.
  private final class Contestant {
    private final Model model;
    private final Digits digits;
    private final MiniBatches batches;
    private final MiniBatch batch;
    private final Workspace workspace;

    Contestant(Model model, Digits digits) {
      this.model = model;
      this.digits = digits;
      this.batches = MiniBatches.of(digits.train(), BATCH_SIZE, Sampling.WITH_REPLACEMENT, seedOption.seed());
      this.batch = batches.miniBatch();
      this.workspace = model.workspace(BATCH_SIZE);
    }

    double nanosOfBlock() {
      long nanos = 0;
      for (int step = 0; step < BLOCK; step++) {
        batches.next(batch);
        long start = System.nanoTime();
        model.trainStep(batch, LEARNING_RATE, workspace);
        nanos += System.nanoTime() - start;
      }
      return nanos;
    }

    void report(String name, PrintStream out) {
      Evaluation evaluation = Evaluation.of(model, digits.test());
      out.printf(Locale.ROOT, "%-18s  test loss %.4f, accuracy %.4f%n", name, evaluation.loss(), evaluation.accuracy());
    }
  }
}
