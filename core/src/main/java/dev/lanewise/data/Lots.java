package dev.lanewise.data;

import dev.lanewise.init.CounterRandom;

/// Draws samples by their weights.
///
/// Weights are added up in double precision in the order of the data set; a random point of the sum belongs to one
/// sample, found by halving. Takes one random number each and allocates nothing after construction.
final class Lots {
  private final double[] ends;

  /// @throws DatasetException if the samples have no weights, or all weigh nothing
  Lots(Dataset dataset) {
    if (!dataset.isWeighted()) {
      throw new DatasetException("WEIGHTED draws samples by their weights, and these have none; give them by "
          + "weights(…), or draw WITH_REPLACEMENT");
    }
    ends = new double[dataset.size()];
    double sum = 0;
    for (int i = 0; i < ends.length; i++) {
      float weight = dataset.weight(i);
      if (!(weight >= 0 && weight < Float.POSITIVE_INFINITY)) {
        throw new DatasetException("weight " + weight + " of sample " + i + " must be finite and at least 0");
      }
      sum += weight;
      ends[i] = sum;
    }
    if (sum == 0) {
      throw new DatasetException("all samples have the weight 0, so that none can be drawn");
    }
  }

  int draw(CounterRandom random) {
    double point = random.nextDouble() * ends[ends.length - 1];
    int low = 0;
    int high = ends.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends[middle] > point) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
