package dev.lanewise.init;

/// Uniform weights whose variance, 2 / (inputs + outputs), keeps the size of signals and of gradients from row to row.
///
/// `weight = (2 u - 1) sqrt(6 / (inputs + outputs))`, `u` uniform in `[0, 1)`. Suits sigmoid, tanh and rows without an
/// activation.
///
/// **Source**: Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks",
/// equation 16.
public final class GlorotUniform implements Initializer {
  /// Creates the initializer.
  public GlorotUniform() {}

  @Override
  public void fill(float[] weights, int inputs, int outputs, CounterRandom random) {
    Distribution.uniform(weights, StrictMath.sqrt(6.0 / ((double) inputs + outputs)), random);
  }
}
