package dev.lanewise.data;

import dev.lanewise.Checks;
import dev.lanewise.TargetKind;
import java.util.Locale;

/// How many samples of a data set have each label, and weights that make up for it. Immutable.
///
/// ```java
/// ClassBalance balance = ClassBalance.of(train, 10);
/// System.out.println(balance.table());
/// Dataset balanced = balance.weighted(train);
/// ```
public final class ClassBalance {
  private static final int BAR = 40;

  private final int[] counts;
  private final int samples;

  private ClassBalance(int[] counts, int samples) {
    this.counts = counts;
    this.samples = samples;
  }

  /// Counts labels.
  ///
  /// @param classes labels go from 0 to one less, at least 1
  /// @throws DatasetException if the samples have no labels, or one is out of range
  public static ClassBalance of(Dataset dataset, int classes) {
    Checks.atLeast(1, classes, "classes");
    if (dataset.targetKind() != TargetKind.LABELS) {
      throw new DatasetException("only labels can be counted; this data set has " + dataset.shape().describeTargets());
    }
    int[] counts = new int[classes];
    for (int sample = 0; sample < dataset.size(); sample++) {
      int label = dataset.label(sample);
      if (label < 0 || label >= classes) {
        throw new DatasetException("label " + label + " of sample " + sample + " must be at least 0 and below the "
            + classes + " classes");
      }
      counts[label]++;
    }
    return new ClassBalance(counts, dataset.size());
  }

  /// The samples with a label.
  ///
  /// @throws IndexOutOfBoundsException if there is no such class
  public int count(int label) {
    return counts[label];
  }

  /// How many times as many samples the most frequent class has as the rarest; infinite if that has none.
  public double imbalance() {
    int most = 0;
    int least = Integer.MAX_VALUE;
    for (int count : counts) {
      most = Math.max(most, count);
      least = Math.min(least, count);
    }
    return (double) most / least;
  }

  /// The weight with which a sample of a class counts so that all classes count alike, 1 on average: `samples /
  /// (classes * count)`, over the classes that have samples; 0 for a class that has none.
  public float weight(int label) {
    int used = 0;
    for (int count : counts) {
      used += count > 0 ? 1 : 0;
    }
    return counts[label] == 0 ? 0 : (float) ((double) samples / ((double) used * counts[label]));
  }

  /// The samples of a data set, each weighted so that all classes count alike; weights that it has are multiplied.
  ///
  /// @param dataset usually the one that was counted
  /// @throws DatasetException if the samples have no labels, or one is out of range
  public Dataset weighted(Dataset dataset) {
    float[] weights = new float[counts.length];
    for (int label = 0; label < counts.length; label++) {
      weights[label] = weight(label);
    }
    return weighted(dataset, weights);
  }

  /// The samples of a data set, each weighted by its class; weights that it has are multiplied.
  ///
  /// @param classWeights one for each class, finite, at least 0
  /// @throws DatasetException if the samples have no labels, or one has no weight
  public static Dataset weighted(Dataset dataset, float... classWeights) {
    of(dataset, classWeights.length);
    float[] weights = new float[dataset.size()];
    for (int sample = 0; sample < weights.length; sample++) {
      weights[sample] = dataset.weight(sample) * classWeights[dataset.label(sample)];
    }
    return dataset.weights(weights);
  }

  /// A row for each class, with count, share and a bar.
  public String table() {
    StringBuilder table = new StringBuilder();
    int most = 1;
    for (int count : counts) {
      most = Math.max(most, count);
    }
    for (int label = 0; label < counts.length; label++) {
      String bar = "█".repeat((int) Math.round((double) BAR * counts[label] / most));
      table.append(String.format(Locale.ROOT, "%5d %8d %6.2f %%  %s", label, counts[label],
          samples == 0 ? 0 : 100.0 * counts[label] / samples, bar).stripTrailing()).append('\n');
    }
    return table.toString();
  }

  @Override
  public String toString() {
    return table();
  }
}
