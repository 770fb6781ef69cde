package dev.lanewise.simd;

/// The constants that [VectorMath] and [ScalarMath] share.
///
/// Each polynomial minimizes the largest weighted error on its interval: a least-squares fit at 2,000 Chebyshev
/// points, reweighted by its own error until that is level (Lawson 1961, "Contributions to the theory of linear least
/// maximum approximation"), computed against 40-digit values. Coefficients were then rounded to float one by one from
/// the lowest power up, with the remaining ones fitted again each time. The error given is that of the rounded
/// polynomial in exact arithmetic, relative to the function it is used for.
final class Coefficients {
  /// log2(e).
  static final float LOG2_E = 1.44269504f;
  /// Added and taken away again, it rounds a float below 2^22 to an integer, which stands in its low bits meanwhile.
  static final float ROUNDER = 0x1.8p23f;

  /// ln 2 = LN2 + LN2_REST, both to full precision: for a product that `fma` does not round.
  static final float LN2 = 0x1.62e43p-1f;

  static final float LN2_REST = -0x1.05c61p-29f;

  /// ln 2 = LN2_SHORT + LN2_SHORT_REST, where the first has so few bits that its product with an exponent is exact.
  static final float LN2_SHORT = 0.693359375f;

  static final float LN2_SHORT_REST = -2.12194440e-4f;

  // (exp(r) - 1 - r) / r^2 on |r| <= ln(2) / 2; expm1 to 2^-31.0.
  static final float EXP_2 = 0.5f;
  static final float EXP_3 = 0.16666666f;
  static final float EXP_4 = 0.041666493f;
  static final float EXP_5 = 0.008333543f;
  static final float EXP_6 = 0.0013932365f;
  static final float EXP_7 = 0.0001976433f;

  // (log(1 + f) - f) / f^2 on sqrt(1/2) <= 1 + f <= sqrt(2); log to 2^-30.2.
  static final float LOG_2 = -0.5f;
  static final float LOG_3 = 0.33333313f;
  static final float LOG_4 = -0.2500001f;
  static final float LOG_5 = 0.20002072f;
  static final float LOG_6 = -0.16667987f;
  static final float LOG_7 = 0.14220354f;
  static final float LOG_8 = -0.12406268f;
  static final float LOG_9 = 0.11883648f;
  static final float LOG_10 = -0.11669923f;
  static final float LOG_11 = 0.06748776f;

  /// sqrt(1/2) as bits: mantissas are taken from here to twice that.
  static final int SQRT_HALF_BITS = 0x3f3504f3;

  // (tanh(x) / x - 1) / x^2 in powers of x^2 on 0 <= x <= 0.55; tanh to 2^-29.7.
  static final float TANH_3 = -0.33333316f;
  static final float TANH_5 = 0.13332544f;
  static final float TANH_7 = -0.053847548f;
  static final float TANH_9 = 0.021050714f;
  static final float TANH_11 = -0.0062428494f;

  /// Below, tanh is its polynomial; above, it comes from exp.
  static final float TANH_SPLIT = 0.55f;
  /// From here on tanh is 1 in float.
  static final float TANH_ONE = 10f;

  // erf(x) / x - 1 in powers of x^2 on 0 <= x <= 0.92; erf to 2^-30.0.
  static final float ERF_1 = 0.12837917f;
  static final float ERF_3 = -0.3761263f;
  static final float ERF_5 = 0.11283626f;
  static final float ERF_7 = -0.026855728f;
  static final float ERF_9 = 0.0051923767f;
  static final float ERF_11 = -0.00080491515f;
  static final float ERF_13 = 7.9925805e-05f;

  // log(1 - erf(x)) / x on 0.9 <= x <= 3.95; erf to 2^-30.1.
  static final float ERFC_1 = -1.1286371f;
  static final float ERFC_2 = -0.63519806f;
  static final float ERFC_3 = -0.106158964f;
  static final float ERFC_4 = 0.023694444f;
  static final float ERFC_5 = -0.0036102587f;
  static final float ERFC_6 = 0.00031483083f;
  static final float ERFC_7 = -1.0429695e-05f;

  /// Below, erf is its polynomial; above, it is 1 minus an exponential.
  static final float ERF_SPLIT = 0.92f;
  /// From here on erf is 1 in float.
  static final float ERF_ONE = 4f;

  /// 2 / pi, and pi / 2 in three parts: products with whole numbers up to 2^22 cancel without loss by `fma`.
  static final float TWO_OVER_PI = 0.63661975f;
  static final float HALF_PI = 0x1.921fb6p0f;
  static final float HALF_PI_REST = -0x1.777a5cp-25f;
  static final float HALF_PI_LAST = -0x1.ee59dap-50f;
  /// Up to here the reduction of sine and cosine is exact enough.
  static final float WAVE_END = 0x1p22f;

  // (sin(r) / r - 1) / r^2 in powers of r^2 on 0 <= r <= pi / 4; sine to 2^-32.5.
  static final float SIN_3 = -0.16666667f;
  static final float SIN_5 = 0.008333379f;
  static final float SIN_7 = -0.0001985309f;
  static final float SIN_9 = 2.8330437e-06f;

  // (cos(r) - 1 + r^2 / 2) / r^4 in powers of r^2 on 0 <= r <= pi / 4; cosine to 2^-33.0.
  static final float COS_4 = 0.041666646f;
  static final float COS_6 = -0.0013887311f;
  static final float COS_8 = 2.4432562e-05f;

  // (atan(t) / t - 1) / t^2 in powers of t^2 on 0 <= t <= tan(pi / 8); arc tangent to 2^-30.4.
  static final float ATAN_3 = -0.33333316f;
  static final float ATAN_5 = 0.19998528f;
  static final float ATAN_7 = -0.14244391f;
  static final float ATAN_9 = 0.10599167f;
  static final float ATAN_11 = -0.060900416f;

  /// tan(pi / 8) and tan(3 pi / 8): between them the arc tangent is taken from pi / 4, above from pi / 2.
  static final float ATAN_MIDDLE = 0.41421357f;
  static final float ATAN_FAR = 2.4142137f;
  static final float QUARTER_PI = 0x1.921fb6p-1f;
  static final float QUARTER_PI_REST = -0x1.777a5cp-26f;

  // (2 atanh(t) / t - 2) / t^2 in powers of t^2 on 0 <= t <= 0.1716, where log(1 + f) = 2 atanh(f / (2 + f));
  // logarithm to 2^-35.2.
  static final float ATANH_3 = 0.6666666f;
  static final float ATANH_5 = 0.40000975f;
  static final float ATANH_7 = 0.2849849f;
  static final float ATANH_9 = 0.24286118f;

  /// log2(e) = LOG2_E_FULL + LOG2_E_REST, both to full precision.
  static final float LOG2_E_FULL = 0x1.715476p0f;
  static final float LOG2_E_REST = 0x1.4ae0cp-26f;

  static final float LN_2 = 0.6931472f;

  /// Where powers of 2 are 0 and infinity.
  static final float POWER_LOW = -152f;
  static final float POWER_HIGH = 130f;

  /// From here on every float is a whole number; added and taken away again, it rounds what is below.
  static final float WHOLE = 0x1p23f;

  /// Below this size `expm1(x)` and `log1p(x)` round to x.
  static final float TINY = 0x1p-25f;

  /// Where exp is 0 and infinity: clamping to them keeps the exponent arithmetic in range.
  static final float EXP_LOW = -104f;

  static final float EXP_HIGH = 89f;
  /// Where expm1 is -1.
  static final float EXPM1_LOW = -20f;
  /// From here on `1 + x` is x, as far as the logarithm is concerned.
  static final float LOG1P_HUGE = 0x1p25f;

  /// Lifts a denormal number into the normal ones.
  static final float LIFT = 0x1p24f;

  static final float LIFT_EXPONENT = 24f;

  static final int MANTISSA_BITS = 23;
  static final int ONE_BITS = 0x3f800000;
  static final int HALF_BITS = 0x3f000000;
  static final int SIGN_BIT = 0x80000000;

  private Coefficients() {}
}
