package dev.lanewise.examples.xor;

import dev.lanewise.data.Dataset;
import dev.lanewise.data.Sampling;
import dev.lanewise.examples.cli.Arguments;
import dev.lanewise.examples.cli.CommandRunner;
import dev.lanewise.examples.cli.SeedOption;
import dev.lanewise.optim.Sgd;
import dev.lanewise.train.History;
import dev.lanewise.train.Trainer;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Teaches [Xor] its four cases.
@Command(name = "XorTrainer", sortOptions = false,
    description = "Teaches a network of 2, 8 and 1 units the exclusive or of two bits.")
public final class XorTrainer implements Callable<Integer> {
  private static final float[] BITS = {0, 0, 0, 1, 1, 0, 1, 1};
  private static final float[] EXCLUSIVE_OR = {0, 1, 1, 0};

  private final PrintStream out;

  @Spec
  private CommandSpec command;

  @Option(names = "--steps", paramLabel = "N", defaultValue = "2000",
      description = "Steps to train (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(names = "--learning-rate", paramLabel = "X", defaultValue = "0.5",
      description = "How far a step goes against the gradient (default: ${DEFAULT-VALUE}).")
  private float learningRate;

  @Mixin
  private SeedOption seedOption;

  /// Makes a trainer that reports to a stream.
  XorTrainer(PrintStream out) {
    this.out = out;
  }

  /// Trains from the command line.
  public static void main(String[] args) {
    System.exit(CommandRunner.run(new XorTrainer(System.out), args));
  }

  @Override
  public Integer call() {
    Arguments.atLeast(command, 1, steps, "--steps");
    Arguments.positive(command, learningRate, "--learning-rate");
    XorModel net = XorModel.create(seedOption.seed());
    Dataset cases = Dataset.of(BITS, 2).targets(EXCLUSIVE_OR, 1);
    History history = Trainer.of(net)
        .optimizer(Sgd.of(learningRate))
        .batchSize(4).sampling(Sampling.SEQUENTIAL).steps(steps)
        .evaluateAtEnd()
        .fit(cases);
    out.println(history);
    report(net.predict(BITS));
    return 0;
  }

  private void report(float[] probabilities) {
    int right = 0;
    for (int i = 0; i < probabilities.length; i++) {
      boolean isRight = probabilities[i] > 0.5f == EXCLUSIVE_OR[i] > 0.5f;
      right += isRight ? 1 : 0;
      out.printf(Locale.ROOT, "%.0f xor %.0f: probability of 1 is %.4f, %s%n",
          BITS[2 * i], BITS[2 * i + 1], probabilities[i], isRight ? "right" : "wrong");
    }
    out.println(right + " of 4 right");
  }
}
