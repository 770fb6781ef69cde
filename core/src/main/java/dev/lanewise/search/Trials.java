package dev.lanewise.search;

import dev.lanewise.Model;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.Sampling;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.schedule.Schedule;
import dev.lanewise.train.Evaluation;
import dev.lanewise.train.History;
import dev.lanewise.train.NonFiniteLossException;
import dev.lanewise.train.StopReason;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.Training;
import dev.lanewise.train.TrainingListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.DoublePredicate;

/// Runs trials, each on a copy of the model of its own, several at the same time if there are threads for them.
///
/// @param validation what models are evaluated on at the end of a trial, if anything
record Trials(
    Model model, Dataset train, Optional<Dataset> validation, int batchSize, Sampling sampling, int threads) {

  /// A loss so many times the largest one of the untrained model is not worth another step.
  private static final double HOPELESS = 100;

  /// One trial.
  ///
  /// @param optimizer fresh, with its learning rate
  /// @param seed which mini-batches it sees
  record Trial(Optimizer optimizer, Schedule schedule, int steps, long seed) {
    /// A trial with the same rate at every step.
    static Trial of(Optimizer optimizer, int steps, long seed) {
      return new Trial(optimizer, Schedule.constant(), steps, seed);
    }

    /// The model left as it is.
    static Trial unmoved(int steps, long seed) {
      return of(new Unmoved(), steps, seed);
    }
  }

  /// Runs trials; the curves come in their order.
  ///
  /// @param isHopeless ends a trial after a step with such a loss
  List<Curve> run(List<Trial> trials, DoublePredicate isHopeless) {
    if (threads == 1 || trials.size() == 1) {
      return trials.stream().map(trial -> run(trial, isHopeless)).toList();
    }
    ExecutorService executor = Executors.newFixedThreadPool(Math.min(threads, trials.size()));
    try {
      List<Callable<Curve>> work = new ArrayList<>();
      trials.forEach(trial -> work.add(() -> run(trial, isHopeless)));
      List<Curve> curves = new ArrayList<>();
      for (Future<Curve> future : executor.invokeAll(work)) {
        curves.add(future.get());
      }
      return curves;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
    } finally {
      executor.shutdownNow();
      executor.close();
    }
  }

  /// Tells losses that end a trial, by those of the model left as it is.
  static DoublePredicate isHopeless(List<Curve> baselines) {
    double limit = HOPELESS * baselines.stream().mapToDouble(Curve::largest).max().orElseThrow();
    return loss -> loss > limit;
  }

  /// The losses of the model left as it is, with which trials on the same mini-batches are compared.
  ///
  /// @throws IllegalArgumentException if one is not finite
  List<Curve> baselines(int steps, List<Long> seeds) {
    List<Curve> curves = run(seeds.stream().map(seed -> Trial.unmoved(steps, seed)).toList(), loss -> false);
    for (Curve curve : curves) {
      if (!curve.isFinite()) {
        throw new IllegalArgumentException("the loss of the untrained " + model.name()
            + ", or its gradient, is not finite on mini-batch " + curve.steps()
            + ", so no learning rate can help; look at the first weights and for huge values in the data");
      }
    }
    return curves;
  }

  private Curve run(Trial trial, DoublePredicate isHopeless) {
    Recorder recorder = new Recorder(trial.steps, isHopeless);
    boolean parametersAreFinite = true;
    Optional<Evaluation> evaluation = Optional.empty();
    try {
      Trainer trainer = Trainer.of(model.copy())
          .optimizer(trial.optimizer)
          .schedule(trial.schedule)
          .batchSize(batchSize)
          .sampling(sampling)
          .steps(trial.steps)
          .seed(trial.seed)
          .evaluateAtEnd()
          .listener(recorder);
      History history = validation.isPresent() ? trainer.fit(train, validation.get()) : trainer.fit(train);
      evaluation = history.validation();
      if (history.stopReason() == StopReason.INTERRUPTED) {
        throw interrupted();
      }
    } catch (NonFiniteLossException failure) {
      parametersAreFinite = failure.parametersAreFinite();
      // A finite loss is that of a step which the recorder has seen.
      if (!Float.isFinite(failure.loss())) {
        recorder.add(failure.loss());
      }
    }
    return new Curve(trial.optimizer.learningRate(), recorder.losses(), parametersAreFinite, evaluation);
  }

  private static CancellationException interrupted() {
    return new CancellationException("the learning-rate search was interrupted");
  }

  /// Keeps the losses of a trial even if it fails.
  private static final class Recorder implements TrainingListener {
    private final float[] losses;
    private final DoublePredicate isHopeless;
    private int count;

    Recorder(int steps, DoublePredicate isHopeless) {
      losses = new float[steps];
      this.isHopeless = isHopeless;
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
      if (isHopeless.test(training.loss())) {
        training.requestStop();
      }
    }
  }
}
