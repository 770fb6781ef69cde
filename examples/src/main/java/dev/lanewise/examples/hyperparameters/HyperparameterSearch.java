package dev.lanewise.examples.hyperparameters;

import dev.lanewise.data.Dataset;
import dev.lanewise.examples.cli.Arguments;
import dev.lanewise.examples.cli.CommandRunner;
import dev.lanewise.examples.cli.SeedOption;
import dev.lanewise.examples.data.Digits;
import dev.lanewise.examples.data.DigitsOptions;
import dev.lanewise.init.CounterRandom;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Sgd;
import dev.lanewise.runtime.Workers;
import dev.lanewise.search.LearningRateReport;
import dev.lanewise.search.LearningRateSearch;
import dev.lanewise.train.Evaluation;
import dev.lanewise.train.Trainer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Searches learning rate and weight decay as "Deep Learning from Scratch" does in section 6.5, and by a race.
///
/// The book draws 100 pairs of both, trains each for 50 epochs on 400 images, which are 200 steps, and keeps the one
/// with the best accuracy on 100 others: 20,000 steps in all. Its best reached 0.84, and its eight best rates all lay
/// in the upper half of the last decade, against the bound of 0.01. A race of as many steps drops most candidates
/// early, so it tries more of them; it notices where the best ones lie, and looks beyond.
@Command(name = "HyperparameterSearch", sortOptions = false,
    description = "Searches learning rate and weight decay of a seven-layer network on 500 digits, with the ranges and "
        + "the budget of the book: 20,000 steps.")
public final class HyperparameterSearch implements Callable<Integer> {
  private static final int SAMPLES = 500;
  private static final int VALIDATED = 100;
  private static final int BATCH_SIZE = 100;
  private static final int BOOK_STEPS = 200;
  private static final int BOOK_TRIALS = 100;
  private static final int FIRST_STEPS = 25;
  private static final float LOWEST_RATE = 1e-6f;
  private static final float HIGHEST_RATE = 1e-2f;
  private static final float LOWEST_DECAY = 1e-8f;
  private static final float HIGHEST_DECAY = 1e-4f;

  private final PrintStream out;

  @Spec
  private CommandSpec command;

  @Mixin
  private DigitsOptions digitsOptions;

  @Option(names = "--candidates", paramLabel = "N", defaultValue = "180",
      description = "Candidates that start in the race, each of which costs about 80 steps "
          + "(default: ${DEFAULT-VALUE}).")
  private int candidates;

  @Option(names = "--threads", paramLabel = "N", defaultValue = "1",
      description = "Trials at the same time; the result is the same with any number (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Mixin
  private SeedOption seedOption;

  @Option(names = "--output", paramLabel = "DIR", defaultValue = "target/hyperparameter-search",
      description = "Where picture and report go (default: ${DEFAULT-VALUE}).")
  private Path output;

  /// Makes a search that reports to a stream.
  HyperparameterSearch(PrintStream out) {
    this.out = out;
  }

  /// Runs the search from the command line.
  public static void main(String[] args) {
    System.exit(CommandRunner.run(new HyperparameterSearch(System.out), args));
  }

  @Override
  public Integer call() throws IOException {
    Arguments.atLeast(command, 4, candidates, "--candidates");
    Arguments.between(command, 1, Workers.MAX_THREADS, threads, "--threads");
    Files.createDirectories(output);
    Digits digits = digitsOptions.load(out);
    Arguments.require(command, digits.train().size() >= SAMPLES, "this example needs " + SAMPLES + " training digits");
    // The book takes the first 500 images and shuffles them before it sets a fifth aside.
    Dataset.Split parts = digits.train().take(SAMPLES).shuffled(seedOption.seed()).splitAt(VALIDATED);
    SevenLayerNetModel net = SevenLayerNetModel.create(seedOption.seed());
    LearningRateReport race = LearningRateSearch.race()
        .range(LOWEST_RATE, HIGHEST_RATE).candidates(candidates).drawn()
        .also("weight decay", LOWEST_DECAY, HIGHEST_DECAY, HyperparameterSearch::withDecay)
        .firstSteps(FIRST_STEPS).mostSteps(BOOK_STEPS).batchSize(BATCH_SIZE).seed(seedOption.seed()).threads(threads)
        .run(net, parts.rest(), parts.first());
    out.println();
    out.print(race.table());
    race.writeSvg(output.resolve("race.svg"));
    race.writeJson(output.resolve("race.json"));
    out.println("picture and report: " + output);
    out.println();
    out.printf(Locale.ROOT, "%-18s %8s %8s %14s %14s %14s%n",
        "search", "steps", "rate", "weight decay", "on validation", "on test set");
    bookSearch(net, parts, digits);
    if (race.recommended().isPresent()) {
      float decay = race.hyperparameters().get("weight decay");
      result("race", race.costInSteps(), trained(net, parts, race.recommended().get(), decay), digits);
    }
    return 0;
  }

  private static Optimizer withDecay(Optimizer optimizer, float decay) {
    return Sgd.of(optimizer.learningRate()).weightDecay(decay);
  }

  /// A network that was trained as the book trains each of its trials.
  private record Trained(SevenLayerNetModel net, float rate, float decay, Evaluation validation) {}

  private Trained trained(SevenLayerNetModel net, Dataset.Split parts, float rate, float decay) {
    SevenLayerNetModel copy = net.copy();
    Trainer.of(copy).optimizer(Sgd.of(rate).weightDecay(decay)).batchSize(BATCH_SIZE).steps(BOOK_STEPS)
        .seed(seedOption.seed()).evaluateAtEnd().fit(parts.rest());
    return new Trained(copy, rate, decay, Evaluation.of(copy, parts.first()));
  }

  /// The book's own search, on the same images.
  private void bookSearch(SevenLayerNetModel net, Dataset.Split parts, Digits digits) {
    CounterRandom random = CounterRandom.of(seedOption.seed(), 1);
    Trained best = null;
    for (int trial = 0; trial < BOOK_TRIALS; trial++) {
      float rate = drawn(LOWEST_RATE, HIGHEST_RATE, random);
      float decay = drawn(LOWEST_DECAY, HIGHEST_DECAY, random);
      Trained one = trained(net, parts, rate, decay);
      if (best == null || one.validation.accuracy() > best.validation.accuracy()) {
        best = one;
      }
    }
    result("the book's", (long) BOOK_TRIALS * BOOK_STEPS, best, digits);
  }

  private static float drawn(float from, float to, CounterRandom random) {
    return (float) (from * Math.pow((double) to / from, random.nextDouble()));
  }

  private void result(String search, long steps, Trained trained, Digits digits) {
    out.printf(Locale.ROOT, "%-18s %8d %8.2g %14.2g %14.4f %14.4f%n", search, steps, trained.rate, trained.decay,
        trained.validation.accuracy(), Evaluation.of(trained.net, digits.test()).accuracy());
  }
}
