package dev.lanewise.init;

/// Normally distributed weights whose variance makes up for the half of the signal that a rectifier cuts off.
///
/// `weight = z sqrt(2 / inputs)`, `z` normal with mean 0 and standard deviation 1. Suits the rectifier family.
///
/// **Source**: He, Zhang, Ren and Sun 2015, "Delving Deep into Rectifiers", equation 10.
public final class HeNormal implements Initializer {
  /// Creates the initializer.
  public HeNormal() {}

  @Override
  public void fill(float[] weights, int inputs, int outputs, CounterRandom random) {
    Distribution.normal(weights, StrictMath.sqrt(2.0 / inputs), random);
  }
}
