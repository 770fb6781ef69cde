package dev.lanewise.init;

/// Normally distributed weights with mean 0 and a given standard deviation.
///
/// `weight = standardDeviation z`, `z` normal with mean 0 and standard deviation 1. There is no default, because no
/// standard deviation suits every width: `@Init(std = 0.01)` states it.
public final class Normal implements Initializer {
  private final double standardDeviation;

  /// Creates the initializer.
  ///
  /// @param standardDeviation above 0 and finite
  /// @throws IllegalArgumentException if it is not
  public Normal(double standardDeviation) {
    if (!(standardDeviation > 0 && standardDeviation < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("standardDeviation " + standardDeviation + " must be finite and above 0");
    }
    this.standardDeviation = standardDeviation;
  }

  @Override
  public void fill(float[] weights, int inputs, int outputs, CounterRandom random) {
    Distribution.normal(weights, standardDeviation, random);
  }
}
