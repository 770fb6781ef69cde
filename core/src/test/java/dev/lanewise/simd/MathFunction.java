package dev.lanewise.simd;

import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import jdk.incubator.vector.FloatVector;

/// The elementary functions in all their forms, for tests of each.
enum MathFunction {
  EXP(ScalarMath::exp, VectorMath::exp, StrictMath::exp, 0.98),
  EXPM1(ScalarMath::expm1, VectorMath::expm1, StrictMath::expm1, 1.45),
  LOG(ScalarMath::log, VectorMath::log, StrictMath::log, 0.83),
  LOG1P(ScalarMath::log1p, VectorMath::log1p, StrictMath::log1p, 1.45),
  TANH(ScalarMath::tanh, VectorMath::tanh, StrictMath::tanh, 1.5),
  SIGMOID(ScalarMath::sigmoid, VectorMath::sigmoid, MathFunction::sigmoid, 2.4),
  SOFTPLUS(ScalarMath::softplus, VectorMath::softplus, MathFunction::softplus, 1.7),
  ERF(ScalarMath::erf, VectorMath::erf, MathFunction::erf, 1.15),
  SIN(ScalarMath::sin, VectorMath::sin, MathFunction::sin, 2.2),
  COS(ScalarMath::cos, VectorMath::cos, MathFunction::cos, 2.2),
  ATAN(ScalarMath::atan, VectorMath::atan, StrictMath::atan, 2.2),
  FLOOR(ScalarMath::floor, VectorMath::floor, Math::floor, 0),
  RINT(ScalarMath::rint, VectorMath::rint, Math::rint, 0),
  SIGN(ScalarMath::sign, VectorMath::sign, Math::signum, 0);

  /// Ends of ranges, places where formulas change, and their neighbors.
  static final float[] SPECIAL = special();

  final FloatOperator scalar;
  final UnaryOperator<FloatVector> vector;
  final DoubleUnaryOperator exact;
  final double ulps;

  MathFunction(FloatOperator scalar, UnaryOperator<FloatVector> vector, DoubleUnaryOperator exact, double ulps) {
    this.scalar = scalar;
    this.vector = vector;
    this.exact = exact;
    this.ulps = ulps;
  }

  interface FloatOperator {
    float of(float x);
  }

  private static double sin(double x) {
    return StrictMath.sin(clamped(x));
  }

  private static double cos(double x) {
    return StrictMath.cos(clamped(x));
  }

  /// Beyond, an argument counts as the end of the range; infinity stays.
  private static double clamped(double x) {
    return Double.isInfinite(x) || Double.isNaN(x) ? x : Math.clamp(x, -0x1p22, 0x1p22);
  }

  private static double sigmoid(double x) {
    double power = StrictMath.exp(-Math.abs(x));
    return (x < 0 ? power : 1) / (1 + power);
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
  }

  /// Abramowitz and Stegun 1964, equation 7.1.6: a series of positive terms, so nothing cancels.
  private static double erf(double x) {
    if (Math.abs(x) > 6) {
      return Math.signum(x);
    }
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return sum * StrictMath.exp(-x * x) * 2 / Math.sqrt(Math.PI);
  }

  private static float[] special() {
    float[] positive = {
      0f, Float.MIN_VALUE, Float.MIN_NORMAL, 0x1p-25f, 0.41421354f, 0.55f, 0.70710677f, 0.92f, 1f, 1.4142135f, 2f, 4f,
      0.5f, 0.7853982f, 1.5707964f, 2.4142137f, 2.5f, 0x1p22f, 0x1p23f,
      9.010914f, 10f, 17.4f, 20f, 0x1p24f, 0x1p25f, 87.33654f, 88.37627f, 88.72283f, 89f, 103.97208f, 104f,
      0x1p127f, Float.MAX_VALUE, Float.POSITIVE_INFINITY, Float.NaN
    };
    float[] all = new float[6 * positive.length];
    for (int i = 0; i < positive.length; i++) {
      float[] three = {positive[i], Math.nextUp(positive[i]), Math.nextDown(positive[i])};
      for (int k = 0; k < 3; k++) {
        all[6 * i + k] = three[k];
        all[6 * i + 3 + k] = -three[k];
      }
    }
    return all;
  }
}
