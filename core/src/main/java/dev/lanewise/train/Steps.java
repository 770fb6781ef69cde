package dev.lanewise.train;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.Workspace;
import dev.lanewise.data.MiniBatches;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.runtime.Workers;

/// Takes the steps of a run: the model's own fused step for plain descent, else gradient and optimizer.
///
/// Allocates nothing after construction; belongs to the thread that trains.
final class Steps implements Model.ParameterUpdate {
  private final Model model;
  private final Optimizer optimizer;
  private final MiniBatches batches;
  private final MiniBatch batch;
  private final Workspace workspace;
  private final float learningRate;
  private final float[] gradient;

  Steps(Model model, Optimizer optimizer, MiniBatches batches, Workers workers) {
    this.model = model;
    this.optimizer = optimizer;
    this.batches = batches;
    batch = batches.miniBatch();
    workspace = model.workspace(batch.capacity(), workers);
    learningRate = optimizer.learningRate();
    // Null where the model never hands the gradient out.
    gradient = optimizer.isPlainGradientDescent() ? null : new float[model.layout().length()];
    optimizer.start(model.layout());
  }

  /// Takes one step, unless the loss or its gradient is not finite.
  ///
  /// @return the loss before the step, as in [Model#trainStep]
  float take() {
    batches.next(batch);
    if (gradient == null) {
      return model.trainStep(batch, learningRate, workspace);
    }
    float loss = model.lossAndGradient(batch, gradient, workspace);
    if (Float.isFinite(loss)) {
      model.update(this);
    }
    return loss;
  }

  /// The samples of the last step.
  int samples() {
    return batch.size();
  }

  @Override
  public void apply(float[] parameters) {
    optimizer.step(parameters, gradient, learningRate);
  }
}
