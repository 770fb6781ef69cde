package dev.lanewise.metrics;

import dev.lanewise.Checks;
import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.Workspace;
import dev.lanewise.data.Dataset;

/// What a model predicts for all samples of a data set.
final class Predictions {
  private static final int BATCH_SIZE = 256;

  private Predictions() {}

  /// Predicts all samples.
  ///
  /// @return `[size, outputWidth]` row by row
  /// @throws IllegalArgumentException if the data set does not fit the model or is empty, or a prediction is not finite
  static float[] of(Model model, Dataset dataset) {
    dataset.requireFits(model);
    int width = model.outputWidth();
    float[] all = new float[Checks.product(dataset.size(), width, "the predictions")];
    int capacity = Math.min(BATCH_SIZE, dataset.size());
    MiniBatch batch = dataset.miniBatch(capacity);
    float[] some = new float[capacity * width];
    Workspace workspace = model.workspace(capacity);
    for (int from = 0; from < dataset.size(); from += capacity) {
      int count = Math.min(capacity, dataset.size() - from);
      dataset.gather(from, count, batch);
      model.predict(batch.samples(), count, some, workspace);
      System.arraycopy(some, 0, all, from * width, count * width);
    }
    for (int i = 0; i < all.length; i++) {
      if (!Float.isFinite(all[i])) {
        throw new IllegalArgumentException(model.name() + " predicts " + all[i] + " for sample " + i / width
            + ", so nothing can be measured; its parameters or that sample are too large or not numbers");
      }
    }
    return all;
  }
}
