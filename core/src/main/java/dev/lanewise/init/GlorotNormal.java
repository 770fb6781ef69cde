package dev.lanewise.init;

/// Normally distributed weights whose variance keeps the size of signals and of gradients from row to row.
///
/// `weight = z sqrt(2 / (inputs + outputs))`, `z` normal with mean 0 and standard deviation 1. Suits sigmoid, tanh and
/// rows without an activation.
///
/// **Source**: Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks",
/// equation 12.
public final class GlorotNormal implements Initializer {
  /// Creates the initializer.
  public GlorotNormal() {}

  @Override
  public void fill(float[] weights, int inputs, int outputs, CounterRandom random) {
    Distribution.normal(weights, StrictMath.sqrt(2.0 / ((double) inputs + outputs)), random);
  }
}
