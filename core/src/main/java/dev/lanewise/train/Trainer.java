package dev.lanewise.train;

import dev.lanewise.Checks;
import dev.lanewise.Model;
import dev.lanewise.Stateful;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.MiniBatches;
import dev.lanewise.data.SampleSource;
import dev.lanewise.data.Sampling;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.runtime.Workers;
import dev.lanewise.schedule.Schedule;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Trains a model on mini-batches of a data set.
///
/// ```java
/// History history = Trainer.of(net)
///     .optimizer(Sgd.of(0.1f))
///     .batchSize(100).sampling(Sampling.WITH_REPLACEMENT).steps(10_000).seed(1)
///     .fit(train, validation);
/// ```
///
/// Only the optimizer must be given. The defaults are mini-batches of 32, shuffled, seed 0, 1 epoch, 1 thread, an
/// evaluation after every epoch, a constant learning rate, and nothing printed. The result depends on model, data,
/// optimizer, schedule, batch size, sampling, seed and number of steps, and on nothing else: not on threads, on the
/// machine, or, unless the schedule listens to them, on evaluations.
///
/// A trainer is not safe for use by several threads; it may be used for several fits, each of which starts the
/// optimizer and the mini-batches afresh and goes on with the model's parameters as they are.
public final class Trainer {
  private static final int MOST_AHEAD = 1_000;

  private final Model model;
  private final List<TrainingListener> listeners = new ArrayList<>();
  private Optimizer optimizer;
  private int batchSize = 32;
  private Optional<Sampling> sampling = Optional.empty();
  private long seed;
  private Duration duration = new Duration(1, true);
  private Duration evaluateEvery = new Duration(1, true);
  private int threads = 1;
  private int accumulated = 1;
  private Optional<Integer> ahead = Optional.empty();
  private Schedule schedule = Schedule.constant();
  private Optional<Checkpoints> checkpoints = Optional.empty();
  private boolean resumes;

  private Trainer(Model model) {
    this.model = model;
  }

  /// Begins the description of a training run.
  public static Trainer of(Model model) {
    return new Trainer(Objects.requireNonNull(model, "model"));
  }

  /// Says how parameters move against the gradient, and how far.
  public Trainer optimizer(Optimizer optimizer) {
    this.optimizer = Objects.requireNonNull(optimizer, "optimizer");
    return this;
  }

  /// Sets the samples in a mini-batch; 32 unless set.
  ///
  /// @param batchSize at least 1
  /// @throws IllegalArgumentException if it is below
  public Trainer batchSize(int batchSize) {
    this.batchSize = Checks.atLeast(1, batchSize, "batchSize");
    return this;
  }

  /// Takes the gradient of a step from several mini-batches, as if they were one, in the memory of one; 1 unless set.
  ///
  /// Each counts by the weight of its samples. No step mixes epochs: the last one of an epoch may have fewer.
  ///
  /// @param miniBatches in a step, at least 1
  /// @throws IllegalArgumentException if it is below
  public Trainer accumulate(int miniBatches) {
    this.accumulated = Checks.atLeast(1, miniBatches, "accumulate");
    return this;
  }

  /// Says how the learning rate changes over the run; [Schedule#constant] unless set.
  public Trainer schedule(Schedule schedule) {
    this.schedule = Objects.requireNonNull(schedule, "schedule");
    return this;
  }

  /// Says how samples are drawn; [Sampling#SHUFFLED] unless set. Samples of a source come in its own order.
  public Trainer sampling(Sampling sampling) {
    this.sampling = Optional.of(sampling);
    return this;
  }

  /// Sets what the drawing of samples, dropout and input noise depend on; 0 unless set.
  public Trainer seed(long seed) {
    this.seed = seed;
    return this;
  }

  /// Trains for a number of steps, in place of a number of epochs.
  ///
  /// @param steps at least 1
  /// @throws IllegalArgumentException if it is below
  public Trainer steps(int steps) {
    duration = new Duration(Checks.atLeast(1, steps, "steps"), false);
    return this;
  }

  /// Trains for a number of epochs, in place of a number of steps; 1 unless set.
  ///
  /// @param epochs at least 1
  /// @throws IllegalArgumentException if it is below
  public Trainer epochs(int epochs) {
    duration = new Duration(Checks.atLeast(1, epochs, "epochs"), true);
    return this;
  }

  /// Sets the threads that share each step, the caller included; 1 unless set, which is fastest for small networks.
  ///
  /// They live during `fit` only. The result is the same, bit for bit, with any number.
  ///
  /// @param threads from 1 to [Workers#MAX_THREADS]
  /// @throws IllegalArgumentException if it is outside
  public Trainer threads(int threads) {
    this.threads = Checks.between(1, Workers.MAX_THREADS, threads, "threads");
    return this;
  }

  /// Has another thread prepare mini-batches while the one before is trained on; 0 unless set, and 4 for a source.
  ///
  /// The result is the same, bit for bit. It pays where samples are read from files or decoded; those in memory are
  /// gathered in a few microseconds.
  ///
  /// @param miniBatches that may wait at a time, from 0 to 1,000; 0 for no other thread
  /// @throws IllegalArgumentException if it is outside
  public Trainer prefetch(int miniBatches) {
    this.ahead = Optional.of(Checks.between(0, MOST_AHEAD, miniBatches, "prefetch"));
    return this;
  }

  /// Evaluates after every so many epochs, and at the end; after every epoch unless set.
  ///
  /// @param epochs at least 1
  /// @throws IllegalArgumentException if it is below
  public Trainer evaluateEveryEpochs(int epochs) {
    evaluateEvery = new Duration(Checks.atLeast(1, epochs, "evaluateEveryEpochs"), true);
    return this;
  }

  /// Evaluates after every so many steps, and at the end.
  ///
  /// @param steps at least 1
  /// @throws IllegalArgumentException if it is below
  public Trainer evaluateEverySteps(int steps) {
    evaluateEvery = new Duration(Checks.atLeast(1, steps, "evaluateEverySteps"), false);
    return this;
  }

  /// Evaluates at the end only.
  public Trainer evaluateAtEnd() {
    evaluateEvery = new Duration(Integer.MAX_VALUE, false);
    return this;
  }

  /// Adds a listener; listeners are called in the order in which they were added.
  public Trainer listener(TrainingListener listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
    return this;
  }

  /// Writes the state of the run to files along the way; not unless set.
  ///
  /// Then the run also ends in order, with a last checkpoint, when the process is told to end, as by Ctrl-C.
  public Trainer checkpoints(Checkpoints checkpoints) {
    this.checkpoints = Optional.of(checkpoints);
    return this;
  }

  /// Goes on from the newest checkpoint, if there is one, and else begins.
  ///
  /// Whatever ended the earlier run, even a power cut, this one ends with the same weights, bit for bit, as one that
  /// was never broken off. The settings must be those of the earlier run; only the number of steps or epochs may be
  /// another, and what only shows or shares out the work: progress, threads, listeners that remember nothing. The
  /// weights that the model has before do not matter.
  public Trainer resume() {
    this.resumes = true;
    return this;
  }

  /// Shows how training goes, with a [ProgressLine]; nothing is printed unless this is called.
  ///
  /// @param out usually `System.out`
  public Trainer progress(PrintStream out) {
    return listener(ProgressLine.on(out));
  }

  /// Trains without a validation set.
  ///
  /// @throws IllegalStateException if no optimizer was given, or the folder for checkpoints holds those of another run
  /// @throws IllegalArgumentException if the network cannot be trained, or the data set does not fit it
  /// @throws NonFiniteLossException if a loss or gradient is NaN or infinite, or a parameter is at an evaluation or at
  ///     the end
  /// @throws UncheckedIOException if a checkpoint cannot be written or read
  public History fit(Dataset train) {
    return fit(new TrainingSamples.InMemory(train), Optional.empty());
  }

  /// Trains, and evaluates on a validation set along the way.
  ///
  /// Everything is checked before the first step. If the thread is interrupted, training ends after the step it is at,
  /// without a last evaluation, and the thread stays interrupted.
  ///
  /// @throws IllegalStateException if no optimizer was given, or the folder for checkpoints holds those of another run
  /// @throws IllegalArgumentException if the network cannot be trained, or a data set does not fit it
  /// @throws NonFiniteLossException if a loss or gradient is NaN or infinite, or a parameter is at an evaluation or at
  ///     the end
  /// @throws UncheckedIOException if a checkpoint cannot be written or read
  public History fit(Dataset train, Dataset validation) {
    return fit(new TrainingSamples.InMemory(train), Optional.of(validation));
  }

  /// Trains on the samples of a source, without a validation set.
  ///
  /// Where the run is broken off is stored as the number of the step; see [SampleSource] for what is read again when it
  /// is taken up. An interrupt while the run waits for samples takes effect once they are there.
  ///
  /// @throws IllegalStateException as [#fit(Dataset)], or if the sampling is not the source's own
  /// @throws IllegalArgumentException if the network cannot be trained, or samples do not fit it or are not what the
  ///     source promised; for one that can be read only once, also if the run is to go on in its middle or has more
  ///     than one epoch
  /// @throws NonFiniteLossException as [#fit(Dataset)]
  /// @throws UncheckedIOException if the source cannot be read, or a checkpoint cannot be written or read
  public History fit(SampleSource train) {
    return fit(new TrainingSamples.Streamed(train), Optional.empty());
  }

  /// As [#fit(SampleSource)], with an evaluation on a validation set along the way.
  ///
  /// @throws IllegalArgumentException as [#fit(SampleSource)], or if the validation set does not fit
  public History fit(SampleSource train, Dataset validation) {
    return fit(new TrainingSamples.Streamed(train), Optional.of(validation));
  }

  private History fit(TrainingSamples train, Optional<Dataset> validation) {
    requireOptimizer();
    if (resumes && checkpoints.isEmpty()) {
      throw new IllegalStateException("resume() needs to know where the checkpoints are: write .checkpoints(…) too");
    }
    train.requireFits(model);
    validation.ifPresent(dataset -> dataset.requireFits(model, "validation set"));
    MiniBatches batches = train.batches(batchSize, train.sampling(sampling), seed, model);
    int stepsPerEpoch = Steps.perEpoch(batches.batchesPerEpoch(), accumulated);
    int steps = duration.inSteps(stepsPerEpoch);
    schedule.start();
    Training training = new Training(
        model, steps, stepsPerEpoch, optimizer.learningRate(), schedule, validation.isPresent());
    Optional<RunState> state = checkpoints.map(
        where -> RunState.open(where, resumes, manifest(train, validation), parts()));
    try (Workers workers = threads == 1 ? Workers.callerOnly() : Workers.of(threads);
        Steps taken = new Steps(
            model, optimizer, batches, ahead.orElse(train.ahead()), steps, accumulated, workers)) {
      return new TrainingRun(
              training,
              taken,
              validation.map(dataset -> new Evaluator(model, dataset, workers)),
              evaluateEvery.inSteps(stepsPerEpoch),
              schedule,
              listeners,
              state)
          .run();
    } finally {
      state.ifPresent(RunState::close);
    }
  }

  /// What a run with these settings and data is: to save beside the weights, as [RunManifest#writeJson].
  ///
  /// Reads all samples, for their SHA-256. A run with checkpoints writes it by itself.
  ///
  /// @throws IllegalStateException if no optimizer was given
  public RunManifest manifest(Dataset train) {
    requireOptimizer();
    return manifest(new TrainingSamples.InMemory(train), Optional.empty());
  }

  /// As [#manifest(Dataset)], with the validation set.
  public RunManifest manifest(Dataset train, Dataset validation) {
    requireOptimizer();
    return manifest(new TrainingSamples.InMemory(train), Optional.of(validation));
  }

  private RunManifest manifest(TrainingSamples train, Optional<Dataset> validation) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("training set", train.describe());
    settings.put("validation set", validation.map(data -> data + ", SHA-256 " + data.digest()).orElse("none"));
    settings.put("optimizer", RunManifest.describe(optimizer));
    settings.put("schedule", RunManifest.describe(schedule));
    settings.put("batch size", String.valueOf(batchSize));
    settings.put("mini-batches in a step", String.valueOf(accumulated));
    settings.put("sampling", train.sampling(sampling).toString());
    settings.put("seed", String.valueOf(seed));
    settings.put("evaluations", evaluateEvery.toString());
    return RunManifest.of(model, settings);
  }

  /// Whatever may remember something, by a name that does not change when a listener that remembers nothing is added.
  private Map<String, Stateful> parts() {
    Map<String, Stateful> parts = new LinkedHashMap<>();
    parts.put("optimizer", optimizer);
    parts.put("schedule", schedule);
    for (TrainingListener listener : listeners) {
      String name = "listener/" + listener.getClass().getSimpleName();
      int number = 1;
      while (parts.containsKey(name + "-" + number)) {
        number++;
      }
      parts.put(name + "-" + number, listener);
    }
    return parts;
  }

  private void requireOptimizer() {
    if (optimizer == null) {
      throw new IllegalStateException(
          "no optimizer: write .optimizer(Sgd.of(0.1f)); LearningRateSearch finds a learning rate that suits");
    }
  }

  /// A number of steps, or of epochs.
  private record Duration(int count, boolean isEpochs) {
    @Override
    public String toString() {
      return count == Integer.MAX_VALUE ? "at the end" : "every " + count + (isEpochs ? " epochs" : " steps");
    }

    int inSteps(int stepsPerEpoch) {
      long steps = isEpochs ? (long) count * stepsPerEpoch : count;
      if (steps > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(count + " epochs of " + stepsPerEpoch + " steps are " + steps
            + " steps, more than " + Integer.MAX_VALUE + "; train for fewer epochs, or in several fits");
      }
      return (int) steps;
    }
  }
}
