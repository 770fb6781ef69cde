package dev.lanewise.formula;

/// The functions of formulas that the platform does not have, in double precision.
///
/// They are computed with [StrictMath], so that results are the same bits on every machine. NaN for NaN.
public final class DoubleFunctions {
  private DoubleFunctions() {}

  /// The logistic function, `1 / (1 + exp(-x))`, from whichever side does not overflow. Between 0 and 1.
  public static double sigmoid(double x) {
    double decayed = StrictMath.exp(-Math.abs(x));
    return x >= 0 ? 1 / (1 + decayed) : decayed / (1 + decayed);
  }

  /// `log(1 + exp(x))` without overflow.
  public static double softplus(double x) {
    return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
  }

  /// The error function; its absolute error stays below 1e-15. Between -1 and 1.
  public static double erf(double x) {
    return ErrorFunction.of(x);
  }
}
