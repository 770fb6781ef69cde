package dev.lanewise.search;

import dev.lanewise.Checks;
import dev.lanewise.Model;
import dev.lanewise.data.Dataset;
import dev.lanewise.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/// Raises the learning rate by the same factor at every step, and reads from the losses where to train.
///
/// Several replicates see other mini-batches each. The model left as it is sees the same ones, and what its loss
/// differs from its own mean there is taken off the replicate's: a loss is then the same at every step until the rate
/// begins to matter. [RangeAnalysis] says what is made of the curves. The report is a picture of a short and violent
/// run, not of a long one: it tells the order of magnitude.
///
/// By default 100 steps lead from 1e-6 to 10, three times. Source: Smith 2017, "Cyclical Learning Rates for Training
/// Neural Networks", section 3.3, for the test; the rules are explained at [RangeAnalysis].
public final class RangeTest extends LearningRateSearch<RangeTest> {
  private float from = 1e-6f;
  private float to = 10;
  private int steps = 100;
  private int replicates = 3;

  RangeTest() {}

  /// Sets the rates of the first and the last step; 1e-6 and 10 unless set.
  ///
  /// @param from finite and above 0
  /// @param to finite and at least ten times `from`
  /// @throws IllegalArgumentException if they are not
  public RangeTest range(float from, float to) {
    Checks.positive(from, "from");
    Checks.positive(to, "to");
    if (to < 9.99f * from) {
      throw new IllegalArgumentException("to " + to + " must be at least ten times from, " + from);
    }
    this.from = from;
    this.to = to;
    return this;
  }

  /// Sets the steps from the first rate to the last; 100 unless set.
  ///
  /// @param steps at least 20
  /// @throws IllegalArgumentException if it is below
  public RangeTest steps(int steps) {
    this.steps = Checks.atLeast(20, steps, "steps");
    return this;
  }

  /// Sets how often the test is made, each time on other mini-batches; 3 unless set.
  ///
  /// @param replicates at least 1
  /// @throws IllegalArgumentException if it is below
  public RangeTest replicates(int replicates) {
    this.replicates = Checks.atLeast(1, replicates, "replicates");
    return this;
  }

  @Override
  public LearningRateReport run(Model model, Dataset train) {
    Trials trials = trials(model, train);
    List<Long> seeds = LongStream.range(0, replicates).mapToObj(replicate -> seed() + replicate).toList();
    List<Curve> baselines = trials.baselines(steps, seeds);
    Schedule ramp = (step, ofSteps) -> factor(step);
    List<Curve> curves = trials.run(
        seeds.stream().map(seed -> new Trials.Trial(optimizer().withLearningRate(from), ramp, steps, seed)).toList(),
        Trials.isHopeless(baselines));
    RangeAnalysis analysis = RangeAnalysis.of(rates(), corrected(curves, baselines));
    long cost = (long) replicates * steps + curves.stream().mapToLong(Curve::steps).sum();
    return RangeFindings.report(model.name(), analysis, replicates, cost);
  }

  private double factor(int step) {
    return Math.pow((double) to / from, step / (steps - 1.0));
  }

  private float[] rates() {
    float[] rates = new float[steps];
    for (int step = 0; step < steps; step++) {
      rates[step] = (float) (from * factor(step));
    }
    return rates;
  }

  /// The losses without what is the mini-batches' own, all on one level: that of the untrained model on all of them.
  private static List<double[]> corrected(List<Curve> curves, List<Curve> baselines) {
    double level = baselines.stream().mapToDouble(RangeTest::mean).average().orElseThrow();
    List<double[]> corrected = new ArrayList<>();
    for (int replicate = 0; replicate < curves.size(); replicate++) {
      float[] losses = curves.get(replicate).losses();
      float[] baseline = baselines.get(replicate).losses();
      double[] values = new double[losses.length];
      for (int step = 0; step < losses.length; step++) {
        values[step] = (double) losses[step] - baseline[step] + level;
      }
      corrected.add(values);
    }
    return corrected;
  }

  private static double mean(Curve curve) {
    double sum = 0;
    for (float loss : curve.losses()) {
      sum += loss;
    }
    return sum / curve.steps();
  }

  @Override
  RangeTest self() {
    return this;
  }
}
