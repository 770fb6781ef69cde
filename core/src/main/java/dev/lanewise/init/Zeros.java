package dev.lanewise.init;

import java.util.Arrays;

/// Weights that start at 0.
///
/// Takes no random numbers. A hidden row of zeros never learns more than one feature, because its outputs stay equal;
/// useful for a network of one row.
public final class Zeros implements Initializer {
  /// Creates the initializer.
  public Zeros() {}

  @Override
  public void fill(float[] weights, int inputs, int outputs, CounterRandom random) {
    Arrays.fill(weights, 0);
  }
}
