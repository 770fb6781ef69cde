package dev.lanewise;

import dev.lanewise.data.Dataset;
import dev.lanewise.init.CounterRandom;

/// A seeded data set of points around a center for each class, for tests.
public final class Clusters {
  private Clusters() {}

  /// Labelled points; classes overlap a little.
  public static Dataset labelled(int samples, int width, int classes, long seed) {
    CounterRandom random = CounterRandom.of(seed, 1);
    float[] features = new float[samples * width];
    int[] labels = new int[samples];
    for (int sample = 0; sample < samples; sample++) {
      labels[sample] = random.nextInt(classes);
      for (int i = 0; i < width; i++) {
        double center = i % classes == labels[sample] ? 1 : 0;
        features[sample * width + i] = (float) (center + 0.5 * random.nextGaussian());
      }
    }
    return Dataset.of(features, width).labels(labels);
  }
}
