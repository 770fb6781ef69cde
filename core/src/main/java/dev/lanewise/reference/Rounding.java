package dev.lanewise.reference;

import java.util.SplittableRandom;

/// The roundings of single precision, drawn at random: each result may be moved by as much as a rounding could.
///
/// Computing a few times with such disturbances shows how far results in single precision may be from exact ones,
/// cancellation and ill-conditioned formulas included, without knowing in which order they are computed [1]. Zeros stay
/// zeros. Not for use by several threads.
///
/// 1. Parker 1997, "Monte Carlo Arithmetic: exploiting randomness in floating-point arithmetic", UCLA CSD-970002.
final class Rounding {
  /// No disturbance: double precision.
  static final Rounding NONE = new Rounding(null);

  /// The largest relative error of one rounding.
  private static final double UNIT = 0x1p-24;

  /// How many roundings a function may be off by: the worst one is off by 2.4 units in the last place.
  private static final double FUNCTION_UNITS = 5;

  private final SplittableRandom random;

  private Rounding(SplittableRandom random) {
    this.random = random;
  }

  /// Disturbances that the seed decides.
  static Rounding random(long seed) {
    return new Rounding(new SplittableRandom(seed));
  }

  /// The result of a sum, a product, a quotient or a root.
  double of(double exact) {
    return random == null || exact == 0 ? exact : disturbed(exact, UNIT * exact);
  }

  /// The result of a function.
  double ofFunction(double exact) {
    return random == null || exact == 0 ? exact : disturbed(exact, FUNCTION_UNITS * UNIT * exact);
  }

  /// The slope of a function, which code may compute from the function's value: `1 - y * y`, where 1 is what rounds.
  double ofSlope(double exact) {
    return random == null || exact == 0 ? exact
        : disturbed(exact, FUNCTION_UNITS * UNIT * Math.max(1, Math.abs(exact)));
  }

  /// A constant of a formula, which is rounded unless single precision holds it.
  double ofConstant(double exact) {
    return exact == (float) exact ? exact : of(exact);
  }

  /// Below the normal numbers an error is absolute.
  private double disturbed(double exact, double most) {
    return exact + (Math.abs(most) + Float.MIN_VALUE) * random.nextDouble(-1, 1);
  }
}
