package dev.lanewise.data;

import dev.lanewise.Checks;
import dev.lanewise.data.Dataset.Split;
import dev.lanewise.init.CounterRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Cuts data sets into parts to learn from and parts to be tested on, at random but the same for the same seed.
///
/// Parts are copies. Stratified parts have labels in the same proportions as the whole, as far as whole samples allow.
public final class Splits {
  private Splits() {}

  /// Two parts of random samples.
  ///
  /// @param fraction the share of the first part, `0 <= fraction <= 1`, rounded to whole samples
  public static Split random(Dataset dataset, double fraction, long seed) {
    return dataset.shuffled(seed).split(fraction);
  }

  /// Two parts with labels in equal proportions.
  ///
  /// @param fraction the share of the first part, `0 <= fraction <= 1`, rounded to whole samples
  /// @throws DatasetException if the samples have no labels, or the fraction is out of range
  public static Split stratified(Dataset dataset, double fraction, long seed) {
    return dataset.subset(stratifiedOrder(dataset, seed)).split(fraction);
  }

  /// Folds for cross-validation: each sample is in the second part of exactly one of them, and in the first of the
  /// others.
  ///
  /// @param folds at least 2, at most as many as samples
  /// @return the folds, `first` to train on and `rest` to be tested on
  /// @throws DatasetException if there are more folds than samples
  public static List<Split> folds(Dataset dataset, int folds, long seed) {
    int[] order = new int[dataset.size()];
    CounterRandom.of(seed, Streams.DATASET_ORDER).fillPermutation(order);
    return folds(dataset, folds, order);
  }

  /// As [#folds], with labels in equal proportions in every fold.
  ///
  /// @throws DatasetException if the samples have no labels, or there are more folds than samples
  public static List<Split> stratifiedFolds(Dataset dataset, int folds, long seed) {
    return folds(dataset, folds, stratifiedOrder(dataset, seed));
  }

  private static List<Split> folds(Dataset dataset, int folds, int[] order) {
    Checks.atLeast(2, folds, "folds");
    if (folds > dataset.size()) {
      throw new DatasetException(folds + " folds need as many samples; there are " + dataset.size());
    }
    List<Split> splits = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      int from = (int) ((long) order.length * fold / folds);
      int to = (int) ((long) order.length * (fold + 1) / folds);
      int[] train = new int[order.length - (to - from)];
      System.arraycopy(order, 0, train, 0, from);
      System.arraycopy(order, to, train, from, order.length - to);
      splits.add(new Split(dataset.subset(train), dataset.subset(Arrays.copyOfRange(order, from, to))));
    }
    return splits;
  }

  /// A random order in which every stretch has labels in about the proportions of the whole.
  private static int[] stratifiedOrder(Dataset dataset, long seed) {
    int[] order = new int[dataset.size()];
    new Strata(dataset).fill(order, CounterRandom.of(seed, Streams.DATASET_ORDER));
    return order;
  }
}
