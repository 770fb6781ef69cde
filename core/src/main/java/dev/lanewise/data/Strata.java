package dev.lanewise.data;

import dev.lanewise.TargetKind;
import dev.lanewise.init.CounterRandom;
import java.util.Arrays;

/// Random orders of samples in which labels are spread evenly: of any stretch, a label has about its share of the
/// whole.
///
/// The samples of a label are put into a random order; the one at place `i` of `n` is due after the share
/// `(i + 0.5) / n` of all samples. Samples that are due at the same time keep the random order. Allocates nothing after
/// construction.
final class Strata {
  private final int[] labels;
  private final int[] countOfLabel;
  private final int[] seen;
  private final int[] shuffled;
  private final int[] placeOfSample;
  private final int[] bucketStarts;

  /// @throws DatasetException if the samples have no labels
  Strata(Dataset dataset) {
    if (dataset.targetKind() != TargetKind.LABELS) {
      throw new DatasetException("only samples with labels can be stratified; this data set has "
          + dataset.shape().describeTargets());
    }
    labels = new int[dataset.size()];
    int largest = -1;
    for (int i = 0; i < labels.length; i++) {
      labels[i] = dataset.label(i);
      if (labels[i] < 0) {
        throw new DatasetException("label " + labels[i] + " of sample " + i + " must be at least 0");
      }
      largest = Math.max(largest, labels[i]);
    }
    countOfLabel = new int[largest + 1];
    for (int label : labels) {
      countOfLabel[label]++;
    }
    seen = new int[largest + 1];
    shuffled = new int[labels.length];
    placeOfSample = new int[labels.length];
    bucketStarts = new int[labels.length + 1];
  }

  /// Fills an array with the numbers of all samples.
  void fill(int[] order, CounterRandom random) {
    random.fillPermutation(shuffled);
    Arrays.fill(seen, 0);
    Arrays.fill(bucketStarts, 0);
    for (int sample : shuffled) {
      int label = labels[sample];
      long twice = (2L * seen[label]++ + 1) * labels.length;
      placeOfSample[sample] = (int) (twice / (2L * countOfLabel[label]));
      bucketStarts[placeOfSample[sample] + 1]++;
    }
    // A counting sort by the place: the number of samples before each place, then samples in their random order.
    for (int place = 0; place < labels.length; place++) {
      bucketStarts[place + 1] += bucketStarts[place];
    }
    for (int sample : shuffled) {
      order[bucketStarts[placeOfSample[sample]]++] = sample;
    }
  }
}
