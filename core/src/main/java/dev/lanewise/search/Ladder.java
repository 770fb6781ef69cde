package dev.lanewise.search;

import dev.lanewise.Checks;
import dev.lanewise.Model;
import dev.lanewise.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Tries learning rates one by one: each from the same parameters, on the same mini-batches.
///
/// Each rate gets a [Verdict] with a reason. The model left as it is costs as many steps as one more rate. Only the
/// rates must be given; each trial takes 200 steps unless set. Sources: "Deep Learning from Scratch", section 4.4.1,
/// for the experiment; Smith 2017, "Cyclical Learning Rates for Training Neural Networks", section 3.3, for judging a
/// rate by a short trial.
public final class Ladder extends LearningRateSearch<Ladder> {
  private final float[] rates;
  private int steps = 200;

  Ladder(float[] rates) {
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
    this.rates = rates.clone();
  }

  /// Sets the steps of each trial; 200 unless set.
  ///
  /// @param steps at least 2, for the first loss is measured before any update; below about 20 little can be told
  /// @throws IllegalArgumentException if it is below
  public Ladder steps(int steps) {
    this.steps = Checks.atLeast(2, steps, "steps");
    return this;
  }

  @Override
  public LearningRateReport run(Model model, Dataset train) {
    Trials trials = trials(model, train);
    Curve baseline = trials.baselines(steps, List.of(seed())).getFirst();
    List<Trials.Trial> work = new ArrayList<>();
    for (float rate : rates) {
      work.add(Trials.Trial.of(optimizer().withLearningRate(rate), steps, seed()));
    }
    List<Curve> curves = trials.run(work, loss -> false);
    long cost = baseline.steps() + curves.stream().mapToLong(Curve::steps).sum();
    return LadderFindings.report(model.name(), Judgement.of(baseline, curves), steps, cost);
  }

  @Override
  Ladder self() {
    return this;
  }
}
