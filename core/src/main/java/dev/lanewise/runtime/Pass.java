package dev.lanewise.runtime;

import dev.lanewise.ParameterSlot;
import dev.lanewise.simd.Lanes;
import dev.lanewise.simd.Rows;
import dev.lanewise.simd.ScalarRows;
import java.util.Arrays;

/// One run of a model over the samples of a workspace, on every thread of its team.
///
/// Each number is computed by one thread, in an order that does not depend on how many there are; see [Share]. A pass
/// that is over sooner than threads can meet stays on the calling thread. The object is reused from run to run.
final class Pass implements Workers.Work {

  /// About how many vector instructions settling a loss takes, and how many more for each vector.
  private static final int INSTRUCTIONS_OF_SUMS = 30;
  private static final int INSTRUCTIONS_OF_VECTOR = 2;

  /// How far a pass goes.
  enum Extent {
    OUTPUTS(Stage.FORWARD, Stage.LINK),
    LOSS(Stage.FORWARD, Stage.LOSS),
    GRADIENT(Stage.FORWARD, Stage.LOSS, Stage.BACKWARD, Stage.GRADIENT),
    STEP(Stage.FORWARD, Stage.LOSS, Stage.BACKWARD, Stage.UPDATE);

    private final Stage[] stages;

    Extent(Stage... stages) {
      this.stages = stages;
    }

    /// The stages of the pass for so many samples, as bits.
    int stages(int samples) {
      int mask = 0;
      for (Stage stage : stages) {
        mask |= stage.of(samples).bit();
      }
      return mask;
    }

    /// Whether gradients are computed.
    boolean isTraining() {
      return this == GRADIENT || this == STEP;
    }
  }

  /// The products of a step: forward, and the gradients by inputs and by weights.
  private static final int PRODUCTS_OF_TRAINING = 3;

  private CompiledModel<?> model;
  private CompiledWorkspace workspace;
  private Extent extent;
  private float[] gradient;
  private float negativeLearningRate;
  private float loss;

  /// Runs the forward pass.
  void outputs(CompiledModel<?> model, CompiledWorkspace workspace) {
    run(model, workspace, Extent.OUTPUTS, null, 0f);
  }

  /// Runs the forward pass and the loss.
  float loss(CompiledModel<?> model, CompiledWorkspace workspace) {
    return run(model, workspace, Extent.LOSS, null, 0f);
  }

  /// Computes loss and gradient.
  float gradient(CompiledModel<?> model, CompiledWorkspace workspace, float[] into) {
    return run(model, workspace, Extent.GRADIENT, into, 0f);
  }

  /// Computes the loss and moves the parameters against the gradient.
  float step(CompiledModel<?> model, CompiledWorkspace workspace, float learningRate) {
    return run(model, workspace, Extent.STEP, null, -learningRate);
  }

  private float run(
      CompiledModel<?> runModel, CompiledWorkspace runWorkspace, Extent runExtent, float[] into, float rate) {
    model = runModel;
    workspace = runWorkspace;
    extent = runExtent;
    gradient = into;
    negativeLearningRate = rate;
    long operations = operations();
    runWorkspace.setVectorParts(runModel.warmUp().before(
        runModel, runExtent.stages(runWorkspace.size()), operations));
    try {
      if (runWorkspace.workers().share(operations)) {
        runWorkspace.workers().run(this);
      } else {
        runModel.runPass(this, runWorkspace, Share.WHOLE);
      }
    } finally {
      model = null;
      workspace = null;
      gradient = null;
    }
    return loss;
  }

  private long operations() {
    long forward = model.forwardOperations() * workspace.size();
    return extent.isTraining() ? PRODUCTS_OF_TRAINING * forward : forward;
  }

  @Override
  public void run(int thread) {
    model.runPass(this, workspace, workspace.share(thread));
  }

  Extent extent() {
    return extent;
  }

  float[] gradient() {
    return gradient;
  }

  float negativeLearningRate() {
    return negativeLearningRate;
  }

  float loss() {
    return loss;
  }

  /// Adds up the losses of the samples; NaN if the loss is finite but the gradient where the backward pass begins is
  /// not.
  void settleLoss(float[] outputGradient, int stride) {
    loss = settledLoss(workspace, outputGradient, stride, workspace.usesVectors(Stage.LOSS, 0));
  }

  private static float settledLoss(
      CompiledWorkspace workspace, float[] outputGradient, int stride, boolean inVectors) {
    int size = workspace.size();
    float[] losses = workspace.sampleLosses();
    int padded = ParameterSlot.padded(size);
    float sum = inVectors ? Rows.sum(losses, 0, padded) : ScalarRows.sum(losses, 0, padded);
    return outputGradient == null || !Float.isFinite(sum) || allFinite(outputGradient, size * stride, inVectors)
        ? sum : Float.NaN;
  }

  /// Does in vectors what [#settleLoss] does, for it to be compiled.
  ///
  /// @return about how many vector instructions it took
  static int callKernel(CompiledWorkspace workspace, float[] outputGradient, int stride) {
    Arrays.fill(workspace.sampleLosses(), 0f);
    float sum = settledLoss(workspace, outputGradient, stride, true);
    int vectors = (ParameterSlot.padded(workspace.size()) + workspace.size() * stride) / Lanes.LENGTH;
    // HotSpot leaves out what is computed for nothing, so the result depends on the sum.
    return (sum == 0f ? 1 : 2) + INSTRUCTIONS_OF_SUMS + INSTRUCTIONS_OF_VECTOR * vectors;
  }

  private static boolean allFinite(float[] values, int length, boolean inVectors) {
    return inVectors ? Rows.allFinite(values, 0, length) : ScalarRows.allFinite(values, 0, length);
  }
}
