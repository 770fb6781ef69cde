package dev.lanewise.processor.behaviour;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.TargetKind;
import java.util.SplittableRandom;

/// Mini-batches of random numbers.
final class Batches {
  private Batches() {}

  /// A full mini-batch of a size that suits a model.
  ///
  /// Samples are normally distributed. Targets lie between 0 and 1 and those of a sample sum to 1, so they suit every
  /// loss.
  static MiniBatch random(Model model, int size, boolean weighted, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    MiniBatch batch =
        new MiniBatch(size, model.inputWidth(), model.targetKind(), model.targetWidth(), weighted);
    batch.setSize(size);
    batch.setNoiseSeed(seed);
    for (int i = 0; i < batch.samples().length; i++) {
      batch.samples()[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < size; i++) {
      if (model.targetKind() == TargetKind.LABELS) {
        batch.labels()[i] = random.nextInt(model.outputWidth());
      } else {
        fillTarget(batch.targets(), i * model.targetWidth(), model.targetWidth(), random);
      }
      if (weighted) {
        batch.weights()[i] = random.nextInt(4) == 0 ? 0f : (float) random.nextDouble(0.1, 3);
      }
    }
    if (weighted) {
      batch.weights()[0] = 1f;
    }
    return batch;
  }

  private static void fillTarget(float[] targets, int at, int width, SplittableRandom random) {
    double sum = 0;
    for (int i = 0; i < width; i++) {
      targets[at + i] = (float) random.nextDouble();
      sum += targets[at + i];
    }
    for (int i = 0; i < width; i++) {
      targets[at + i] = (float) (targets[at + i] / sum);
    }
  }
}
