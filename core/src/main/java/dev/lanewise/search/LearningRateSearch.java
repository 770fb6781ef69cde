package dev.lanewise.search;

import dev.lanewise.Checks;
import dev.lanewise.Model;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.Sampling;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Sgd;
import dev.lanewise.runtime.Workers;
import dev.lanewise.train.History;
import dev.lanewise.train.NonFiniteLossException;
import dev.lanewise.train.StopReason;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.Training;
import dev.lanewise.train.TrainingListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;

/// Finds a learning rate by short trials: each rate from the same parameters, on the same mini-batches.
///
/// ```java
/// LearningRateReport report = LearningRateSearch.ladder(10f, 1f, 0.1f, 1e-10f)
///     .steps(200).batchSize(100).seed(1)
///     .run(net, train);
/// ```
///
/// Each rate gets a [Verdict] with a reason. Trials are compared with the model left as it is on the same mini-batches,
/// which costs as many steps as one more rate and takes the noise of the mini-batches out of the comparison. The model
/// handed in is never changed, and the same search gives the same report, on any number of threads.
///
/// Only the rates must be given. The defaults are 200 steps, plain [Sgd], and otherwise those of [Trainer]. Not safe
/// for use by several threads. Sources: "Deep Learning from Scratch", section 4.4.1, for the experiment; Smith 2017,
/// "Cyclical Learning Rates for Training Neural Networks", section 3.3, for judging a rate by a short trial.
public final class LearningRateSearch {
  private final float[] rates;
  private int steps = 200;
  private int batchSize = 32;
  private Sampling sampling = Sampling.SHUFFLED;
  private long seed;
  private int threads = 1;
  private Optimizer optimizer = Sgd.of(1);

  private LearningRateSearch(float[] rates) {
    this.rates = rates;
  }

  /// Tries the given rates, in that order.
  ///
  /// @param rates at least one, each finite, above 0 and different from the others; a factor of 3 to 10 apart is usual
  /// @throws IllegalArgumentException if they are not
  public static LearningRateSearch ladder(float... rates) {
    Objects.requireNonNull(rates, "rates");
    Checks.atLeast(1, rates.length, "number of learning rates");
    for (int i = 0; i < rates.length; i++) {
      Checks.positive(rates[i], "learning rate");
      for (int j = 0; j < i; j++) {
        if (rates[i] == rates[j]) {
          throw new IllegalArgumentException("learning rate " + rates[i] + " is given twice");
        }
      }
    }
    return new LearningRateSearch(rates.clone());
  }

  /// Sets the steps of each trial; 200 unless set.
  ///
  /// @param steps at least 2, for the first loss is measured before any update; below about 20 little can be told
  /// @throws IllegalArgumentException if it is below
  public LearningRateSearch steps(int steps) {
    this.steps = Checks.atLeast(2, steps, "steps");
    return this;
  }

  /// Sets the samples in a mini-batch; 32 unless set.
  ///
  /// @param batchSize at least 1
  /// @throws IllegalArgumentException if it is below
  public LearningRateSearch batchSize(int batchSize) {
    this.batchSize = Checks.atLeast(1, batchSize, "batchSize");
    return this;
  }

  /// Says how samples are drawn; [Sampling#SHUFFLED] unless set.
  public LearningRateSearch sampling(Sampling sampling) {
    this.sampling = Objects.requireNonNull(sampling, "sampling");
    return this;
  }

  /// Sets what the drawing of samples depends on; 0 unless set.
  public LearningRateSearch seed(long seed) {
    this.seed = seed;
    return this;
  }

  /// Sets the threads that share each step, as [Trainer#threads] does; 1 unless set.
  ///
  /// @param threads from 1 to [Workers#MAX_THREADS]
  /// @throws IllegalArgumentException if it is outside
  public LearningRateSearch threads(int threads) {
    this.threads = Checks.between(1, Workers.MAX_THREADS, threads, "threads");
    return this;
  }

  /// Says which optimizer the rate is for; its own rate does not matter. Plain [Sgd] unless set.
  public LearningRateSearch optimizer(Optimizer optimizer) {
    this.optimizer = Objects.requireNonNull(optimizer, "optimizer");
    return this;
  }

  /// Runs the trials.
  ///
  /// @param model stays as it is; copies of it are trained
  /// @throws IllegalArgumentException if the data set does not fit the model, or the loss of the model as it is, is not
  ///     finite
  /// @throws CancellationException if the thread is interrupted; it stays interrupted
  public LearningRateReport run(Model model, Dataset train) {
    Curve baseline = trial(model, train, new Unmoved());
    if (!baseline.isFinite()) {
      throw new IllegalArgumentException("the loss of the untrained " + model.name()
          + ", or its gradient, is not finite on mini-batch " + baseline.steps()
          + ", so no learning rate can help; look at the first weights and for huge values in the data");
    }
    long cost = baseline.steps();
    List<Curve> curves = new ArrayList<>();
    for (float rate : rates) {
      Curve curve = trial(model, train, optimizer.withLearningRate(rate));
      curves.add(curve);
      cost += curve.steps();
    }
    return new LearningRateReport(model.name(), Judgement.of(baseline, curves), steps, cost);
  }

  private Curve trial(Model model, Dataset train, Optimizer trialOptimizer) {
    Recorder recorder = new Recorder(steps);
    boolean parametersAreFinite = true;
    try {
      History history = Trainer.of(model.copy())
          .optimizer(trialOptimizer)
          .batchSize(batchSize)
          .sampling(sampling)
          .steps(steps)
          .seed(seed)
          .threads(threads)
          .evaluateAtEnd()
          .listener(recorder)
          .fit(train);
      if (history.stopReason() == StopReason.INTERRUPTED) {
        throw new CancellationException("the learning-rate search was interrupted");
      }
    } catch (NonFiniteLossException failure) {
      parametersAreFinite = failure.parametersAreFinite();
      // A finite loss is that of a step which the recorder has seen.
      if (!Float.isFinite(failure.loss())) {
        recorder.add(failure.loss());
      }
    }
    return new Curve(trialOptimizer.learningRate(), recorder.losses(), parametersAreFinite);
  }

  /// Keeps the losses of a trial even if it fails.
  private static final class Recorder implements TrainingListener {
    private final float[] losses;
    private int count;

    Recorder(int steps) {
      losses = new float[steps];
    }

    void add(float loss) {
      losses[count++] = loss;
    }

    float[] losses() {
      return Arrays.copyOf(losses, count);
    }

    @Override
    public void onStep(Training training) {
      add(training.loss());
    }
  }
}
