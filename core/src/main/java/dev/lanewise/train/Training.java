package dev.lanewise.train;

import dev.lanewise.Model;
import dev.lanewise.schedule.Schedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How far a training run has come: what a [TrainingListener] sees, live.
///
/// One object is used for the whole run; its answers change from step to step. Use it on the training thread only.
public final class Training {
  // Losses kept before the log has to grow: 4 MB, so that a run with an absurd number of steps still starts.
  private static final int FIRST_CAPACITY = 1 << 20;

  private final Model model;
  private final int steps;
  private final int stepsPerEpoch;
  private final float fullLearningRate;
  private final Schedule schedule;
  private final boolean hasValidation;
  private final long start = System.nanoTime();
  private final List<HistoryPoint> points = new ArrayList<>();
  private double secondsBefore;
  private double evaluationSeconds;
  private float[] losses;
  private int step;
  private long samples;
  private boolean stopRequested;

  /// @param fullLearningRate where the schedule's factor is 1
  Training(
      Model model, int steps, int stepsPerEpoch, float fullLearningRate, Schedule schedule, boolean hasValidation) {
    this.model = model;
    this.steps = steps;
    this.stepsPerEpoch = stepsPerEpoch;
    this.fullLearningRate = fullLearningRate;
    this.schedule = schedule;
    this.hasValidation = hasValidation;
    losses = new float[Math.min(steps, FIRST_CAPACITY)];
  }

  /// The model in training; what is changed in it takes part in the next step.
  public Model model() {
    return model;
  }

  /// The steps taken so far.
  public int step() {
    return step;
  }

  /// The steps that the run will take if nothing stops it.
  public int steps() {
    return steps;
  }

  /// Whether the run has a validation set.
  public boolean hasValidation() {
    return hasValidation;
  }

  /// The steps in an epoch.
  public int stepsPerEpoch() {
    return stepsPerEpoch;
  }

  /// The epoch that the last step belongs to, from 1; before the first step 1 as well.
  public int epoch() {
    return step == 0 ? 1 : (step - 1) / stepsPerEpoch + 1;
  }

  /// The samples seen so far, each as often as it was seen.
  public long samples() {
    return samples;
  }

  /// The learning rate of the next step; after the last one, of that one.
  ///
  /// @throws IllegalStateException if the schedule's factor for it is negative, NaN or infinite
  public float learningRate() {
    int next = Math.min(step, steps - 1);
    double factor = schedule.factor(next, steps);
    float rate = (float) (fullLearningRate * factor);
    if (!(rate >= 0 && rate < Float.POSITIVE_INFINITY)) {
      throw new IllegalStateException("the schedule (" + schedule + ") gives step " + (next + 1) + " of " + steps
          + " a learning rate of " + fullLearningRate + " times " + factor + "; it must be finite and at least 0");
    }
    return rate;
  }

  /// The loss of the last step, measured before it changed the parameters; NaN before the first.
  public float loss() {
    return step == 0 ? Float.NaN : losses[step - 1];
  }

  /// Seconds since training began; for a run that was taken up again, those before it was broken off included.
  public double seconds() {
    return secondsBefore + (System.nanoTime() - start) / 1e9;
  }

  /// Ends the run after this step, as if no more steps had been asked for.
  public void requestStop() {
    stopRequested = true;
  }

  boolean isStopRequested() {
    return stopRequested;
  }

  /// The epoch that the next step belongs to, from 1.
  int nextEpoch() {
    return step / stepsPerEpoch + 1;
  }

  void record(float loss, int count) {
    if (step == losses.length) {
      losses = Arrays.copyOf(losses, (int) Math.min(steps, 2L * losses.length));
    }
    losses[step++] = loss;
    samples += count;
  }

  /// The evaluations so far.
  List<HistoryPoint> points() {
    return points;
  }

  /// The step of the last evaluation; 0 if there was none.
  int lastPoint() {
    return points.isEmpty() ? 0 : points.getLast().step();
  }

  void addPoint(HistoryPoint point, double secondsOfEvaluation) {
    points.add(point);
    evaluationSeconds += secondsOfEvaluation;
  }

  /// The part of [#seconds] that evaluations took.
  double evaluationSeconds() {
    return evaluationSeconds;
  }

  /// Goes on where another run was broken off.
  void restore(
      float[] lossesBefore, long samplesBefore, List<HistoryPoint> pointsBefore, double seconds, double evaluation) {
    losses = Arrays.copyOf(lossesBefore, Math.max(lossesBefore.length, losses.length));
    step = lossesBefore.length;
    samples = samplesBefore;
    points.addAll(pointsBefore);
    secondsBefore = seconds;
    evaluationSeconds = evaluation;
  }

  /// The mean loss of the steps from a number on; NaN if there are none.
  double meanLossFrom(int first) {
    double sum = 0;
    for (int i = first; i < step; i++) {
      sum += losses[i];
    }
    return sum / (step - first);
  }

  float[] copyOfLosses() {
    return Arrays.copyOf(losses, step);
  }
}
