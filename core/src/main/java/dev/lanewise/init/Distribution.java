package dev.lanewise.init;

/// The two distributions that initializers scale.
final class Distribution {
  private Distribution() {}

  /// Fills with numbers of mean 0, uniform between minus a bound and the bound.
  static void uniform(float[] weights, double bound, CounterRandom random) {
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (bound * (2 * random.nextDouble() - 1));
    }
  }

  /// Fills with normally distributed numbers of mean 0.
  static void normal(float[] weights, double standardDeviation, CounterRandom random) {
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (standardDeviation * random.nextGaussian());
    }
  }
}
