package dev.lanewise.examples.twolayernet;

import dev.lanewise.Model;
import dev.lanewise.data.Sampling;
import dev.lanewise.examples.cli.Arguments;
import dev.lanewise.examples.cli.CommandRunner;
import dev.lanewise.examples.cli.SeedOption;
import dev.lanewise.examples.cli.SamplingConverter;
import dev.lanewise.examples.data.Digits;
import dev.lanewise.examples.data.DigitsOptions;
import dev.lanewise.examples.plot.Accuracies;
import dev.lanewise.examples.plot.LearningCurve;
import dev.lanewise.optim.Sgd;
import dev.lanewise.report.HtmlReport;
import dev.lanewise.runtime.Workers;
import dev.lanewise.train.Evaluation;
import dev.lanewise.train.History;
import dev.lanewise.train.Trainer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Trains [TwoLayerNet] on handwritten digits, by default with the settings of the book.
@Command(name = "TwoLayerNetTrainer", sortOptions = false,
    description = "Trains the two-layer network of \"Deep Learning from Scratch\" to read handwritten digits.")
public final class TwoLayerNetTrainer implements Callable<Integer> {
  private static final int BOOK_STEPS = 10_000;

  private final PrintStream out;

  @Spec
  private CommandSpec command;

  @Mixin
  private DigitsOptions digitsOptions;

  @Option(names = "--steps", paramLabel = "N", description = "Steps to train (default: 10000).")
  private Integer steps;

  @Option(names = "--epochs", paramLabel = "N", description = "Epochs to train, in place of --steps.")
  private Integer epochs;

  @Option(names = "--batch-size", paramLabel = "N", defaultValue = "100",
      description = "Samples in a mini-batch (default: ${DEFAULT-VALUE}).")
  private int batchSize;

  @Option(names = "--learning-rate", paramLabel = "X", defaultValue = "0.1",
      description = "How far a step goes against the gradient (default: ${DEFAULT-VALUE}).")
  private float learningRate;

  @Option(names = "--sampling", paramLabel = "HOW", defaultValue = "with-replacement",
      converter = SamplingConverter.class, completionCandidates = SamplingConverter.class,
      description = "How mini-batches are drawn: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Sampling sampling;

  @Mixin
  private SeedOption seedOption;

  @Option(names = "--threads", paramLabel = "N", defaultValue = "1",
      description = "Threads that share each step; the result is the same with any number (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(names = "--evaluate", paramLabel = "N", defaultValue = "500",
      description = "Steps from one evaluation to the next; 0 for one at the end only (default: ${DEFAULT-VALUE}).")
  private int evaluate;

  @Option(names = "--output", paramLabel = "DIR", defaultValue = "target/two-layer-net",
      description = "Where weights and picture go (default: ${DEFAULT-VALUE}).")
  private Path output;

  @Option(names = "--weights", paramLabel = "FILE",
      description = "The file for the weights (default: two-layer-net.safetensors in the output directory).")
  private Path weights;

  @Option(names = "--plot", negatable = true, defaultValue = "true", fallbackValue = "true",
      description = "Whether to draw the learning curve (default: it is drawn).")
  private boolean plot;

  /// Makes a trainer that reports to a stream.
  TwoLayerNetTrainer(PrintStream out) {
    this.out = out;
  }

  /// Trains from the command line.
  public static void main(String[] args) {
    System.exit(CommandRunner.run(new TwoLayerNetTrainer(System.out), args));
  }

  @Override
  public Integer call() throws IOException {
    long start = System.nanoTime();
    check();
    Path weightsFile = weights == null ? output.resolve("two-layer-net.safetensors") : weights;
    Files.createDirectories(output);
    Files.createDirectories(weightsFile.toAbsolutePath().getParent());
    Digits digits = digitsOptions.load(out);
    TwoLayerNetModel net = TwoLayerNetModel.create(seedOption.seed());
    out.println();
    out.println(net.summary());
    AccuracyTable table = new AccuracyTable(out, digits.train());
    History history = train(net, digits, table);
    out.printf(Locale.ROOT, "%d steps in %.2f s, %,.0f samples a second%n",
        history.steps(), history.seconds(), history.samplesPerSecond());
    net.save(weightsFile);
    out.println("weights: " + weightsFile);
    Path report = output.resolve("report.html");
    HtmlReport.of(net.name(), history).fact("learning rate", learningRate).fact("mini-batch", batchSize)
        .fact("seed", seedOption.seed()).write(report);
    out.println("report: " + report);
    if (plot) {
      plot(history, table.accuracies());
    }
    Evaluation test = history.validation().orElseGet(() -> Evaluation.of(net, digits.test()));
    out.printf(Locale.ROOT, "test accuracy %.4f%n", test.accuracy());
    out.printf(Locale.ROOT, "wall time %.2f s%n", (System.nanoTime() - start) / 1e9);
    return 0;
  }

  private void check() {
    Arguments.require(command, steps == null || epochs == null, "--steps and --epochs exclude each other");
    Arguments.atLeast(command, 1, steps, "--steps");
    Arguments.atLeast(command, 1, epochs, "--epochs");
    Arguments.atLeast(command, 1, batchSize, "--batch-size");
    Arguments.positive(command, learningRate, "--learning-rate");
    Arguments.between(command, 1, Workers.MAX_THREADS, threads, "--threads");
    Arguments.atLeast(command, 0, evaluate, "--evaluate");
    Arguments.require(command, weights == null || !Files.isDirectory(weights),
        "--weights '" + weights + "' is a directory; give the path of a file");
  }

  private History train(Model net, Digits digits, AccuracyTable table) {
    Trainer trainer = Trainer.of(net)
        .optimizer(Sgd.of(learningRate))
        .batchSize(batchSize)
        .sampling(sampling)
        .seed(seedOption.seed())
        .threads(threads);
    if (epochs != null) {
      trainer.epochs(epochs);
    } else {
      trainer.steps(steps == null ? BOOK_STEPS : steps);
    }
    if (evaluate == 0) {
      return trainer.progress(out).evaluateAtEnd().fit(digits.train());
    }
    return trainer.listener(table).evaluateEverySteps(evaluate).fit(digits.train(), digits.test());
  }

  private void plot(History history, List<Accuracies> accuracies) {
    Path file = output.resolve("learning-curve.png");
    try {
      LearningCurve.write(file, history.losses(), accuracies);
      out.println("learning curve: " + file);
    } catch (IOException e) {
      // the training was not for nothing: say so and go on to its result
      out.println("no learning curve: " + e.getMessage());
    }
  }
}
