package dev.lanewise.verify;

import dev.lanewise.Link;
import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.TargetKind;
import dev.lanewise.reference.ReferenceNetwork;
import java.util.SplittableRandom;

/// Mini-batches that fit a model: normally distributed samples, and targets that its loss has a value for.
///
/// Targets are distributions for a softmax and lie between 0 and 1 for a sigmoid. Else they are spread around 0, so
/// that losses with several regions are seen in each; if the loss is not finite for such targets, they lie between 0
/// and 1.
final class RandomBatches {
  private static final double SPREAD = 1.5;

  private final Model model;
  private final ReferenceNetwork reference;

  RandomBatches(Model model, ReferenceNetwork reference) {
    this.model = model;
    this.reference = reference;
  }

  /// A full mini-batch.
  ///
  /// @param weighted whether samples have weights, one of them 0
  MiniBatch of(int size, boolean weighted, long seed) {
    MiniBatch batch = draw(size, weighted, seed, model.link() == Link.IDENTITY);
    boolean isUnbounded = model.targetKind() == TargetKind.TARGETS && model.link() == Link.IDENTITY;
    return isUnbounded && !Expected.isFinite(reference.lossAndGradient(batch))
        ? draw(size, weighted, seed, false)
        : batch;
  }

  private MiniBatch draw(int size, boolean weighted, long seed, boolean isSpread) {
    SplittableRandom random = new SplittableRandom(seed);
    int targetWidth = model.targetWidth();
    MiniBatch batch = new MiniBatch(size, model.inputWidth(), model.targetKind(), targetWidth, weighted);
    batch.setSize(size);
    batch.setNoiseSeed(seed);
    for (int i = 0; i < batch.samples().length; i++) {
      batch.samples()[i] = (float) random.nextGaussian();
    }
    for (int sample = 0; sample < size; sample++) {
      switch (model.targetKind()) {
        case NONE -> { }
        case LABELS -> batch.labels()[sample] = random.nextInt(model.outputWidth());
        case TARGETS -> fillTarget(batch.targets(), sample * targetWidth, targetWidth, random, isSpread);
      }
      if (weighted) {
        batch.weights()[sample] = sample == 1 ? 0 : (float) random.nextDouble(0.1, 3);
      }
    }
    return batch;
  }

  private void fillTarget(float[] targets, int at, int width, SplittableRandom random, boolean isSpread) {
    double sum = 0;
    for (int i = at; i < at + width; i++) {
      targets[i] = (float) (isSpread ? SPREAD * random.nextGaussian() : random.nextDouble(0.01, 0.99));
      sum += targets[i];
    }
    for (int i = at; i < at + width && model.link() == Link.SOFTMAX; i++) {
      targets[i] = (float) (targets[i] / sum);
    }
  }
}
