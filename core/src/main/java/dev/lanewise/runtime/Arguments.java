package dev.lanewise.runtime;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.TargetKind;

/// Checks what a caller hands to a model, before anything is computed.
final class Arguments {
  private Arguments() {}

  /// Checks that an array holds so many rows.
  ///
  /// @throws IllegalArgumentException if it is too short
  static void requireRows(int length, int count, int width, String array) {
    if (length < (long) count * width) {
      throw new IllegalArgumentException(array + " holds " + length + " numbers; " + count + " rows of " + width
          + " need " + (long) count * width);
    }
  }

  /// Checks that a learning rate moves parameters against their gradients, or leaves them.
  ///
  /// @throws IllegalArgumentException unless it is finite and at least 0
  static void requireLearningRate(float learningRate) {
    if (!(learningRate >= 0 && learningRate < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("learningRate " + learningRate + " must be finite and at least 0");
    }
  }

  /// Checks that a mini-batch is what the loss of a model needs and fits a workspace.
  ///
  /// @throws IllegalStateException if the model has no loss
  /// @throws IllegalArgumentException if the mini-batch does not fit
  static void requireBatch(Model model, MiniBatch batch, int capacity) {
    if (model.targetKind() == TargetKind.NONE) {
      throw new IllegalStateException(
          model.name() + " has no loss: give @Network(loss = ...) to train or evaluate it");
    }
    if (batch.size() < 1 || batch.size() > capacity) {
      throw new IllegalArgumentException(
          "a mini-batch of " + batch.size() + " samples does not fit a workspace for 1 to " + capacity);
    }
    requireRows(batch.samples().length, batch.size(), model.inputWidth(), "the mini-batch");
    if (model.targetKind() == TargetKind.LABELS) {
      requireLabels(model, batch);
    } else if (batch.targets() == null) {
      throw new IllegalArgumentException(
          "the loss of " + model.name() + " needs targets, which the mini-batch has not");
    } else {
      requireRows(batch.targets().length, batch.size(), model.targetWidth(), "the targets of the mini-batch");
    }
  }

  /// Checks that a mini-batch says what dropout and input noise of a step depend on, if the network has them.
  ///
  /// @throws IllegalArgumentException if it does not
  static void requireNoise(Model model, MiniBatch batch, WorkspaceNoise noise) {
    if (noise.isPossible() && !batch.hasNoise()) {
      throw new IllegalArgumentException(model.name() + " has @Dropout or @InputNoise, and the mini-batch has no seed "
          + "for it; draw it with MiniBatches, or call setNoiseSeed with another number for every step");
    }
  }

  private static void requireLabels(Model model, MiniBatch batch) {
    int[] labels = batch.labels();
    if (labels == null) {
      throw new IllegalArgumentException("the loss of " + model.name() + " needs labels, which the mini-batch has not");
    }
    for (int i = 0; i < batch.size(); i++) {
      if (labels[i] < 0 || labels[i] >= model.outputWidth()) {
        throw new IllegalArgumentException("label " + labels[i] + " of sample " + i
            + " of the mini-batch must lie between 0 and " + (model.outputWidth() - 1));
      }
    }
  }
}
