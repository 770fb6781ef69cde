package dev.lanewise.search;

import dev.lanewise.Checks;
import dev.lanewise.Model;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.MiniBatches;
import dev.lanewise.data.Sampling;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Sgd;
import dev.lanewise.runtime.Workers;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/// Finds a learning rate by short trials on copies of a model.
///
/// ```java
/// LearningRateReport report = LearningRateSearch.rangeTest().batchSize(100).seed(1).run(net, train);
/// System.out.println(report.table());
/// ```
///
/// | strategy | what it does |
/// |---|---|
/// | [#ladder] | tries the rates it is given, and says of each what became of the loss |
/// | [#rangeTest] | raises the rate at every step until the loss diverges, and reads off where it falls fastest |
/// | [#curvature] | predicts from the second derivatives where plain descent diverges, and measures it |
/// | [#race] | many rates for a few steps, the best third of them for three times as many, and so on |
///
/// Whatever the strategy, trials are compared with the model left as it is on the same mini-batches, which takes the
/// noise of the mini-batches out of the comparison. The model handed in is never changed, and the same search gives the
/// same report, on any number of threads.
///
/// The defaults are plain [Sgd], mini-batches of 32, shuffled, seed 0, and 1 thread. Not safe for use by several
/// threads.
///
/// @param <S> the strategy itself
public abstract sealed class LearningRateSearch<S extends LearningRateSearch<S>>
    permits Ladder, RangeTest, Race, Curvature {
  private int batchSize = 32;
  private Sampling sampling = Sampling.SHUFFLED;
  private long seed;
  private int threads = 1;
  private Optimizer optimizer = Sgd.of(1);

  LearningRateSearch() {}

  /// Tries the given rates, in that order.
  ///
  /// @param rates at least one, each finite, above 0 and different from the others; a factor of 3 to 10 apart is usual
  /// @throws IllegalArgumentException if they are not
  public static Ladder ladder(float... rates) {
    return new Ladder(rates);
  }

  /// Raises the rate at every step, from one so small that nothing happens to one under which the loss diverges.
  public static RangeTest rangeTest() {
    return new RangeTest();
  }

  /// Lets rates race each other, and other settings with them if there are any.
  public static Race race() {
    return new Race();
  }

  /// Predicts where plain gradient descent diverges, from how much the loss bends.
  public static Curvature curvature() {
    return new Curvature();
  }

  /// Sets the samples in a mini-batch; 32 unless set.
  ///
  /// @param batchSize at least 1
  /// @throws IllegalArgumentException if it is below
  public S batchSize(int batchSize) {
    this.batchSize = Checks.atLeast(1, batchSize, "batchSize");
    return self();
  }

  /// Says how samples are drawn; [Sampling#SHUFFLED] unless set.
  public S sampling(Sampling sampling) {
    this.sampling = Objects.requireNonNull(sampling, "sampling");
    return self();
  }

  /// Sets what the drawing of samples depends on; 0 unless set.
  public S seed(long seed) {
    this.seed = seed;
    return self();
  }

  /// Sets how many trials run at the same time, each on a thread of its own; 1 unless set.
  ///
  /// @param threads from 1 to [Workers#MAX_THREADS]
  /// @throws IllegalArgumentException if it is outside
  public S threads(int threads) {
    this.threads = Checks.between(1, Workers.MAX_THREADS, threads, "threads");
    return self();
  }

  /// Says which optimizer the rate is for; its own rate does not matter. Plain [Sgd] unless set.
  public S optimizer(Optimizer optimizer) {
    this.optimizer = Objects.requireNonNull(optimizer, "optimizer");
    return self();
  }

  /// Runs the trials.
  ///
  /// @param model stays as it is; copies of it are trained
  /// @throws IllegalArgumentException if the data set does not fit the model, or the loss of the model as it is, is not
  ///     finite
  /// @throws CancellationException if the thread is interrupted; it stays interrupted
  public abstract LearningRateReport run(Model model, Dataset train);

  abstract S self();

  /// What trials need to run.
  final Trials trials(Model model, Dataset train) {
    return trials(model, train, Optional.empty());
  }

  /// What trials need to run that are evaluated at their end.
  final Trials trials(Model model, Dataset train, Optional<Dataset> validation) {
    return new Trials(model, train, validation, batchSize, sampling, threads);
  }

  /// The mini-batches that trials see.
  final MiniBatches miniBatches(Dataset train) {
    return MiniBatches.of(train, batchSize, sampling, seed);
  }

  final Optimizer optimizer() {
    return optimizer;
  }

  final long seed() {
    return seed;
  }
}
