package dev.lanewise.data;

import dev.lanewise.init.CounterRandom;

/// Random orders.
///
/// **Source**: Durstenfeld 1964, "Algorithm 235: Random permutation", which refines Fisher and Yates.
final class Permutation {
  private Permutation() {}

  /// Fills with the numbers from 0 in random order, each order equally likely.
  static void fill(int[] order, CounterRandom random) {
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int last = order[i];
      order[i] = order[j];
      order[j] = last;
    }
  }
}
