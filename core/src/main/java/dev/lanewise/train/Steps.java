package dev.lanewise.train;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.Workspace;
import dev.lanewise.data.MiniBatchFeed;
import dev.lanewise.data.MiniBatches;
import dev.lanewise.optim.BatchLoss;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.runtime.Workers;
import java.util.Arrays;
import java.util.Optional;

/// Takes the steps of a run: the model's own fused step for plain descent on one mini-batch, else gradient and
/// optimizer.
///
/// Allocates nothing after construction, but once for optimizers with evaluation parameters; belongs to the thread that
/// trains.
final class Steps implements Model.ParameterUpdate, BatchLoss, AutoCloseable {
  private final Model model;
  private final Optimizer optimizer;
  private final MiniBatchFeed feed;
  private final int accumulated;
  private final int batchesPerEpoch;
  private final Workspace workspace;
  // Null where the model never hands the gradient out.
  private final float[] gradient;
  // The gradient of one mini-batch; null where a step has no more than one.
  private final float[] part;
  private MiniBatch batch;
  private float[] trained;
  private float learningRate;
  private float loss;
  private int samples;

  /// Prepares steps and starts the optimizer.
  ///
  /// @param batches taken over, and closed with the steps
  /// @param ahead mini-batches that another thread prepares
  /// @param steps of the whole run
  /// @param accumulated mini-batches in a step, at least 1; fewer where an epoch ends
  Steps(Model model, Optimizer optimizer, MiniBatches batches, int ahead, int steps, int accumulated,
      Workers workers) {
    this.model = model;
    this.optimizer = optimizer;
    this.accumulated = accumulated;
    batchesPerEpoch = batches.batchesPerEpoch();
    feed = MiniBatchFeed.of(batches, ahead, batchesBefore(steps));
    workspace = model.workspace(feed.capacity(), workers);
    boolean isFused = optimizer.isPlainGradientDescent() && accumulated == 1;
    gradient = isFused ? null : new float[model.layout().length()];
    part = accumulated == 1 ? null : new float[model.layout().length()];
    optimizer.start(model.layout());
  }

  /// The steps in an epoch.
  static int perEpoch(int batchesPerEpoch, int accumulated) {
    return (batchesPerEpoch - 1) / accumulated + 1;
  }

  /// Goes on with another step, as if all before it had been taken.
  ///
  /// @param step from 0
  void moveTo(int step) {
    feed.moveTo(batchesBefore(step));
  }

  /// The mini-batches of all steps before one.
  private long batchesBefore(int step) {
    int perEpoch = perEpoch(batchesPerEpoch, accumulated);
    return (long) (step / perEpoch) * batchesPerEpoch + (long) (step % perEpoch) * accumulated;
  }

  /// Takes one step, unless the loss or its gradient is not finite.
  ///
  /// @return the loss before the step, as in [Model#trainStep]
  float take(float rate) {
    learningRate = rate;
    samples = 0;
    if (gradient == null) {
      next();
      return model.trainStep(batch, rate, workspace);
    }
    loss = accumulated == 1 ? lossAndGradient(gradient) : accumulate();
    if (Float.isFinite(loss)) {
      model.update(this);
    }
    return loss;
  }

  private void next() {
    batch = feed.next();
    samples += batch.size();
  }

  private float lossAndGradient(float[] into) {
    next();
    return model.lossAndGradient(batch, into, workspace);
  }

  /// The mean over several mini-batches, in which each counts by the weight of its samples.
  private float accumulate() {
    int count = Math.min(accumulated, feed.batchesLeftInEpoch());
    Arrays.fill(gradient, 0);
    double lossSum = 0;
    double weightSum = 0;
    for (int i = 0; i < count; i++) {
      float partLoss = lossAndGradient(part);
      if (!Float.isFinite(partLoss)) {
        return partLoss;
      }
      double weight = batch.totalWeight();
      lossSum += weight * partLoss;
      weightSum += weight;
      add(part, (float) weight, gradient);
    }
    // Mini-batches that count for nothing move nothing.
    double scale = weightSum == 0 ? 0 : 1 / weightSum;
    multiply(gradient, (float) scale);
    return (float) (lossSum * scale);
  }

  private static void add(float[] values, float factor, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = Math.fma(values[i], factor, to[i]);
    }
  }

  private static void multiply(float[] values, float factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
  }

  /// The samples of the last step.
  int samples() {
    return samples;
  }

  @Override
  public void apply(float[] parameters) {
    optimizer.step(parameters, gradient, learningRate, this);
  }

  @Override
  public float before() {
    return loss;
  }

  @Override
  public float now() {
    if (accumulated > 1) {
      throw new IllegalStateException(optimizer + " needs the loss of a step's only mini-batch, so it cannot be used "
          + "with accumulate(" + accumulated + "); use a larger batchSize");
    }
    return model.loss(batch, null, workspace);
  }

  /// Puts the parameters into the model that are for evaluation, if the optimizer has others than those it trains.
  void showEvaluationParameters() {
    Optional<float[]> evaluation = optimizer.evaluationParameters();
    if (evaluation.isPresent()) {
      if (trained == null) {
        trained = new float[model.layout().length()];
      }
      model.update(parameters -> {
        System.arraycopy(parameters, 0, trained, 0, parameters.length);
        System.arraycopy(evaluation.get(), 0, parameters, 0, parameters.length);
      });
    }
  }

  /// Puts back what [#showEvaluationParameters] has replaced.
  void showTrainedParameters() {
    if (optimizer.evaluationParameters().isPresent()) {
      model.update(parameters -> System.arraycopy(trained, 0, parameters, 0, parameters.length));
    }
  }

  @Override
  public void close() {
    feed.close();
  }
}
