package dev.lanewise.init;

/// Uniform weights whose variance, 2 / inputs, makes up for the half of the signal that a rectifier cuts off.
///
/// `weight = (2 u - 1) sqrt(6 / inputs)`, `u` uniform in `[0, 1)`. Suits the rectifier family.
///
/// **Source**: He, Zhang, Ren and Sun 2015, "Delving Deep into Rectifiers", equation 10, for a uniform distribution.
public final class HeUniform implements Initializer {
  /// Creates the initializer.
  public HeUniform() {}

  @Override
  public void fill(float[] weights, int inputs, int outputs, CounterRandom random) {
    Distribution.uniform(weights, StrictMath.sqrt(6.0 / inputs), random);
  }
}
