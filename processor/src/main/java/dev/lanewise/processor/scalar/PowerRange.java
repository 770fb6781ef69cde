package dev.lanewise.processor.scalar;

import java.util.stream.DoubleStream;

/// The range of a power, from the ranges of its base and its exponent.
final class PowerRange {
  private PowerRange() {}

  /// The values of `pow(x, y)` where it is not NaN.
  static Interval of(Interval x, Interval y) {
    boolean isFixed = y.low() == y.high();
    if (isFixed && y.low() == Math.rint(y.low())) {
      return whole(x, y.low());
    }
    // Below 0 there is no power but of a whole number.
    return x.low() >= 0 || isFixed
        ? corners(new Interval(Math.max(x.low(), 0), Math.max(x.high(), 0)), y)
        : Interval.ALL;
  }

  /// The range for one whole exponent: a function of the magnitude if it is even, else monotone on either side of 0.
  private static Interval whole(Interval x, double exponent) {
    Interval y = new Interval(exponent, exponent);
    boolean meetsZero = x.low() <= 0 && x.high() >= 0;
    if (exponent % 2 == 0) {
      double nearest = meetsZero ? 0 : Math.min(Math.abs(x.low()), Math.abs(x.high()));
      return corners(new Interval(nearest, x.magnitude()), y);
    }
    return meetsZero && exponent < 0 ? Interval.ALL : corners(x, y);
  }

  /// The range of a power that is monotone in its base and in its exponent, and so has its extremes at their ends.
  private static Interval corners(Interval x, Interval y) {
    double[] values = {
      StrictMath.pow(x.low(), y.low()), StrictMath.pow(x.low(), y.high()),
      StrictMath.pow(x.high(), y.low()), StrictMath.pow(x.high(), y.high())
    };
    if (DoubleStream.of(values).anyMatch(Double::isNaN)) {
      return Interval.NOT_NEGATIVE;
    }
    return new Interval(DoubleStream.of(values).min().orElseThrow(), DoubleStream.of(values).max().orElseThrow());
  }
}
