package dev.lanewise.train;

import dev.lanewise.Checks;
import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.Workspace;
import dev.lanewise.data.Dataset;
import dev.lanewise.runtime.Workers;

/// Evaluates one model on one data set, as often as asked, with the same memory.
final class Evaluator {
  // Enough samples to keep the kernels busy, and few enough for their outputs to stay in the cache.
  private static final int BATCH_SIZE = 256;

  private final Model model;
  private final Dataset dataset;
  private final Hits hits;
  private final MiniBatch batch;
  private final float[] outputs;
  private final Workspace workspace;

  /// Evaluates on the calling thread alone, after checking that the data set fits the model.
  Evaluator(Model model, Dataset dataset) {
    this(model, requireFits(model, dataset), Workers.callerOnly());
  }

  Evaluator(Model model, Dataset dataset, Workers workers) {
    this.model = model;
    this.dataset = dataset;
    hits = Hits.of(model);
    int capacity = Math.min(BATCH_SIZE, dataset.size());
    batch = dataset.miniBatch(capacity);
    outputs = new float[Checks.product(capacity, model.outputWidth(), "outputs")];
    workspace = model.workspace(capacity, workers);
  }

  private static Dataset requireFits(Model model, Dataset dataset) {
    dataset.requireFits(model);
    return dataset;
  }

  Evaluation evaluate() {
    double loss = 0;
    double right = 0;
    double weight = 0;
    for (int from = 0; from < dataset.size(); from += batch.capacity()) {
      dataset.gather(from, Math.min(batch.capacity(), dataset.size() - from), batch);
      double batchWeight = batch.totalWeight();
      // A mini-batch that counts for nothing has no mean loss.
      if (batchWeight > 0) {
        loss += batchWeight * model.loss(batch, outputs, workspace);
        right += right();
        weight += batchWeight;
      }
    }
    return new Evaluation(loss / weight, right / weight, dataset.size());
  }

  private double right() {
    double sum = 0;
    for (int row = 0; row < batch.size(); row++) {
      double weight = batch.weights() == null ? 1 : batch.weights()[row];
      sum += weight * hits.of(batch, row, outputs, model.outputWidth());
    }
    return sum;
  }
}
