package dev.lanewise.search;

import dev.lanewise.Checks;
import dev.lanewise.Model;
import dev.lanewise.data.Dataset;
import dev.lanewise.init.CounterRandom;
import dev.lanewise.optim.Optimizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

/// Lets learning rates race: many for a few steps, the best third for three times as many, until three are left.
///
/// Each heat begins anew from the same parameters and shows every candidate the same mini-batches, so that they differ
/// by their settings alone. A candidate whose loss is beyond hope is taken out at once. Where the best one lies at the
/// edge of the range, or all are too small or too large, a decade is added on that side, five times at most. At the end
/// a parabola through the three best, in the logarithm of the rate, points to one more rate, which is tried too.
///
/// Candidates are scored by the loss on a validation set if there is one, else by the typical loss of the last steps.
///
/// By default 16 rates from 1e-6 to 10 start with 25 steps each. Sources: Jamieson, Talwalkar 2016, "Non-stochastic
/// Best Arm Identification and Hyperparameter Optimization", for the heats; "Deep Learning from Scratch", section 6.5,
/// for random values on a logarithmic scale.
public final class Race extends LearningRateSearch<Race> {
  /// The stream of random values, far from those of initializers and data.
  private static final long STREAM = 3L << 32;

  private final List<Hyperparameter> hyperparameters = new ArrayList<>();
  private float from = 1e-6f;
  private float to = 10;
  private int candidates = 16;
  private int firstSteps = 25;
  private int mostSteps = Integer.MAX_VALUE;
  private boolean isDrawn;

  Race() {}

  /// Sets the smallest and the largest rate of the first candidates; 1e-6 and 10 unless set.
  ///
  /// @param from finite and above 0
  /// @param to finite and above `from`
  /// @throws IllegalArgumentException if they are not
  public Race range(float from, float to) {
    requireRange(from, to);
    this.from = from;
    this.to = to;
    return this;
  }

  /// Sets how many candidates start; 16 unless set.
  ///
  /// @param candidates at least 4
  /// @throws IllegalArgumentException if it is below
  public Race candidates(int candidates) {
    this.candidates = Checks.atLeast(4, candidates, "candidates");
    return this;
  }

  /// Sets the steps of the first heat; 25 unless set.
  ///
  /// @param steps at least 2
  /// @throws IllegalArgumentException if it is below
  public Race firstSteps(int steps) {
    this.firstSteps = Checks.atLeast(2, steps, "firstSteps");
    return this;
  }

  /// Sets the most steps of a heat, after which the race is decided; no bound unless set.
  ///
  /// Give the steps that training will take, if they are few, or few enough that the network does not yet learn the
  /// samples by heart.
  ///
  /// @param steps at least 2
  /// @throws IllegalArgumentException if it is below
  public Race mostSteps(int steps) {
    this.mostSteps = Checks.atLeast(2, steps, "mostSteps");
    return this;
  }

  /// Draws rates at random, each decade as likely as every other, in place of rates that lie equally far apart.
  public Race drawn() {
    this.isDrawn = true;
    return this;
  }

  /// Tries values of another setting as well, drawn at random, each decade as likely as every other.
  ///
  /// ```java
  /// .also("weight decay", 1e-8f, 1e-4f, (optimizer, decay) -> Sgd.of(optimizer.learningRate()).weightDecay(decay))
  /// ```
  ///
  /// @param name for the report, different from the others
  /// @param from the smallest value, finite and above 0
  /// @param to the largest, finite and above `from`
  /// @param apply makes a fresh optimizer with a value from one that has the candidate's learning rate
  /// @throws IllegalArgumentException if they are not
  public Race also(String name, float from, float to, BiFunction<Optimizer, Float, Optimizer> apply) {
    requireRange(from, to);
    if (hyperparameters.stream().anyMatch(other -> other.name().equals(name))) {
      throw new IllegalArgumentException("two settings are named '" + name + "'");
    }
    hyperparameters.add(new Hyperparameter(
        Objects.requireNonNull(name, "name"), from, to, Objects.requireNonNull(apply, "apply")));
    return this;
  }

  private static void requireRange(float from, float to) {
    Checks.positive(from, "from");
    Checks.positive(to, "to");
    if (!(from < to)) {
      throw new IllegalArgumentException("to " + to + " must be above from, " + from);
    }
  }

  @Override
  public LearningRateReport run(Model model, Dataset train) {
    return run(trials(model, train));
  }

  /// Runs the race, scored by the loss on a validation set.
  ///
  /// @param model stays as it is; copies of it are trained
  /// @throws IllegalArgumentException if a data set does not fit the model, or the loss of the model as it is, is not
  ///     finite
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted; it stays interrupted
  public LearningRateReport run(Model model, Dataset train, Dataset validation) {
    return run(trials(model, train, Optional.of(validation)));
  }

  private LearningRateReport run(Trials trials) {
    return new Heats(trials, this).run();
  }

  /// Candidates between two rates.
  ///
  /// @param number of the draw, so that no two draws are alike
  List<Candidate> candidates(float lowest, float highest, int count, int number) {
    CounterRandom random = CounterRandom.of(seed(), STREAM + number);
    List<Candidate> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double share = isDrawn ? random.nextFloat() : (i + 0.5) / count;
      Map<String, Float> values = new LinkedHashMap<>();
      for (Hyperparameter hyperparameter : hyperparameters) {
        values.put(hyperparameter.name(), between(hyperparameter.from(), hyperparameter.to(), random.nextFloat()));
      }
      list.add(new Candidate(between(lowest, highest, share), values));
    }
    return list;
  }

  private static float between(float from, float to, double share) {
    return NumberText.rounded(from * Math.pow((double) to / from, share));
  }

  float from() {
    return from;
  }

  float to() {
    return to;
  }

  int candidates() {
    return candidates;
  }

  int firstSteps() {
    return Math.min(firstSteps, mostSteps);
  }

  int mostSteps() {
    return mostSteps;
  }

  List<Hyperparameter> hyperparameters() {
    return hyperparameters;
  }

  @Override
  Race self() {
    return this;
  }
}
