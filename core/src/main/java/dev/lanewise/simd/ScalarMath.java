package dev.lanewise.simd;

import static dev.lanewise.simd.Coefficients.*;

/// Elementary functions of one float, bit for bit the lanes of [VectorMath].
///
/// Both follow the same operations in the same order, so a tail computed here equals a lane computed there, on every
/// machine and at every vector width. Accuracy, range and special values are stated at [VectorMath].
public final class ScalarMath {
  private ScalarMath() {}

  /// e to the power of x; see [VectorMath#exp].
  public static float exp(float x) {
    x = x < EXP_LOW ? EXP_LOW : x;
    x = x > EXP_HIGH ? EXP_HIGH : x;
    float rounded = Math.fma(x, LOG2_E, ROUNDER);
    float n = rounded - ROUNDER;
    float power = expm1Reduced(Math.fma(n, -LN2_REST, Math.fma(n, -LN2, x))) + 1f;
    int bits = Float.floatToRawIntBits(rounded);
    int half = bits >> 1;
    return power * powerOfTwo(half, ONE_BITS) * powerOfTwo(bits - half, ONE_BITS);
  }

  /// e to the power of x, minus 1; see [VectorMath#expm1].
  public static float expm1(float x) {
    float clamped = x < EXPM1_LOW ? EXPM1_LOW : x;
    clamped = clamped > EXP_HIGH ? EXP_HIGH : clamped;
    float rounded = Math.fma(clamped, LOG2_E, ROUNDER);
    float n = rounded - ROUNDER;
    float power = expm1Reduced(Math.fma(n, -LN2_REST, Math.fma(n, -LN2, clamped)));
    float halfScale = powerOfTwo(Float.floatToRawIntBits(rounded), HALF_BITS);
    float half = Math.fma(power, halfScale, halfScale - 0.5f);
    return Math.abs(x) < TINY ? x : half + half;
  }

  /// Natural logarithm; see [VectorMath#log].
  public static float log(float x) {
    boolean denormal = x < Float.MIN_NORMAL;
    int bits = Float.floatToRawIntBits(denormal ? x * LIFT : x);
    int exponent = (bits - SQRT_HALF_BITS) >> MANTISSA_BITS;
    float fraction = Float.intBitsToFloat(bits - (exponent << MANTISSA_BITS)) - 1f;
    float lifted = (float) exponent - (denormal ? LIFT_EXPONENT : 0f);
    return atTheEdges(logReduced(fraction, lifted), x);
  }

  /// Natural logarithm of 1 + x; see [VectorMath#log1p].
  public static float log1p(float x) {
    float sum = x + 1f;
    int bits = Float.floatToRawIntBits(sum);
    int exponent = (bits - SQRT_HALF_BITS) >> MANTISSA_BITS;
    int shifted = exponent << MANTISSA_BITS;
    float scale = Float.intBitsToFloat(ONE_BITS - shifted);
    float fraction = Math.fma(x, scale, scale - 1f);
    fraction = x > LOG1P_HUGE ? Float.intBitsToFloat(bits - shifted) - 1f : fraction;
    float result = atTheEdges(logReduced(fraction, (float) exponent), sum);
    return Math.abs(x) < TINY ? x : result;
  }

  /// Hyperbolic tangent; see [VectorMath#tanh].
  public static float tanh(float x) {
    float size = Math.abs(x);
    float square = size * size;
    float p = TANH_11;
    p = Math.fma(p, square, TANH_9);
    p = Math.fma(p, square, TANH_7);
    p = Math.fma(p, square, TANH_5);
    p = Math.fma(p, square, TANH_3);
    float small = Math.fma(square * size, p, size);
    float clamped = size > TANH_ONE ? TANH_ONE : size;
    float large = 1f - 2f / (expModerate(clamped + clamped) + 1f);
    return withSignOf(x, size < TANH_SPLIT ? small : large);
  }

  /// The logistic function; see [VectorMath#sigmoid].
  public static float sigmoid(float x) {
    float power = exp(-Math.abs(x));
    return (x < 0f ? power : 1f) / (power + 1f);
  }

  /// log(1 + exp(x)); see [VectorMath#softplus].
  public static float softplus(float x) {
    float power = exp(-Math.abs(x));
    boolean halved = power > 0.41421354f;
    float fraction = halved ? Math.fma(power, 0.5f, -0.5f) : power;
    return Math.max(x, 0f) + logReduced(fraction, halved ? 1f : 0f);
  }

  /// The error function; see [VectorMath#erf].
  public static float erf(float x) {
    float size = Math.abs(x);
    float square = size * size;
    float p = ERF_13;
    p = Math.fma(p, square, ERF_11);
    p = Math.fma(p, square, ERF_9);
    p = Math.fma(p, square, ERF_7);
    p = Math.fma(p, square, ERF_5);
    p = Math.fma(p, square, ERF_3);
    p = Math.fma(p, square, ERF_1);
    float small = Math.fma(p, size, size);
    float t = size > ERF_ONE ? ERF_ONE : size;
    float q = ERFC_7;
    q = Math.fma(q, t, ERFC_6);
    q = Math.fma(q, t, ERFC_5);
    q = Math.fma(q, t, ERFC_4);
    q = Math.fma(q, t, ERFC_3);
    q = Math.fma(q, t, ERFC_2);
    q = Math.fma(q, t, ERFC_1);
    float large = 1f - expModerate(q * t);
    return withSignOf(x, size < ERF_SPLIT ? small : large);
  }

  /// -1, 0 or 1 as x is below, at or above 0; see [VectorMath#sign].
  public static float sign(float x) {
    return x > 0f ? 1f : x < 0f ? -1f : x;
  }

  /// The nearest whole number, the even one of two; see [VectorMath#rint].
  public static float rint(float x) {
    return withSignOf(x, whole(Math.abs(x)));
  }

  /// The largest whole number up to x; see [VectorMath#floor].
  public static float floor(float x) {
    float near = withSignOf(x, whole(Math.abs(x)));
    return near > x ? near - 1f : near;
  }

  /// Sine; see [VectorMath#sin].
  public static float sin(float x) {
    float size = Math.abs(x);
    float clamped = Math.min(size, WAVE_END);
    float rounded = Math.fma(clamped, TWO_OVER_PI, ROUNDER);
    float wave = quarterWave(quarterReduced(clamped, rounded - ROUNDER), rounded);
    int sign = Float.floatToRawIntBits(x) & SIGN_BIT;
    float signed = Float.intBitsToFloat(Float.floatToRawIntBits(wave) ^ sign);
    return size == Float.POSITIVE_INFINITY ? Float.NaN : signed;
  }

  /// Cosine; see [VectorMath#cos].
  public static float cos(float x) {
    float size = Math.abs(x);
    float clamped = Math.min(size, WAVE_END);
    float rounded = Math.fma(clamped, TWO_OVER_PI, ROUNDER);
    float wave = quarterWave(quarterReduced(clamped, rounded - ROUNDER), rounded + 1f);
    return size == Float.POSITIVE_INFINITY ? Float.NaN : wave;
  }

  /// Arc tangent; see [VectorMath#atan].
  public static float atan(float x) {
    float size = Math.abs(x);
    boolean isMiddle = size > ATAN_MIDDLE;
    boolean isFar = size > ATAN_FAR;
    float over = isFar ? -1f : isMiddle ? size - 1f : size;
    float t = over / (isFar ? size : isMiddle ? size + 1f : 1f);
    float square = t * t;
    float p = ATAN_11;
    p = Math.fma(p, square, ATAN_9);
    p = Math.fma(p, square, ATAN_7);
    p = Math.fma(p, square, ATAN_5);
    p = Math.fma(p, square, ATAN_3);
    float rest = isFar ? HALF_PI_REST : isMiddle ? QUARTER_PI_REST : 0f;
    float start = isFar ? HALF_PI : isMiddle ? QUARTER_PI : 0f;
    return withSignOf(x, Math.fma(p, square * t, t) + rest + start);
  }

  /// x to the power of y; see [VectorPower#pow].
  public static float pow(float x, float y) {
    return ScalarPower.pow(x, y);
  }

  private static float quarterReduced(float x, float n) {
    return Math.fma(n, -HALF_PI_LAST, Math.fma(n, -HALF_PI_REST, Math.fma(n, -HALF_PI, x)));
  }

  private static float quarterWave(float r, float rounded) {
    float square = r * r;
    float s = SIN_9;
    s = Math.fma(s, square, SIN_7);
    s = Math.fma(s, square, SIN_5);
    s = Math.fma(s, square, SIN_3);
    float c = COS_8;
    c = Math.fma(c, square, COS_6);
    c = Math.fma(c, square, COS_4);
    float lead = Math.fma(square, -0.5f, 1f);
    float lost = Math.fma(square, -0.5f, 1f - lead);
    int n = Float.floatToRawIntBits(rounded);
    float wave = (n & 1) == 0
        ? Math.fma(s, square * r, r)
        : Math.fma(c, square * square, lost) + lead;
    return Float.intBitsToFloat(Float.floatToRawIntBits(wave) ^ (n & 2) << 30);
  }

  /// A size rounded to a whole number, the even one of two.
  static float whole(float size) {
    return size < WHOLE ? size + WHOLE - WHOLE : size;
  }

  private static float expModerate(float x) {
    float rounded = Math.fma(x, LOG2_E, ROUNDER);
    float n = rounded - ROUNDER;
    float power = expm1Reduced(Math.fma(n, -LN2_REST, Math.fma(n, -LN2, x))) + 1f;
    return power * powerOfTwo(Float.floatToRawIntBits(rounded), ONE_BITS);
  }

  static float expm1Reduced(float r) {
    float p = EXP_7;
    p = Math.fma(p, r, EXP_6);
    p = Math.fma(p, r, EXP_5);
    p = Math.fma(p, r, EXP_4);
    p = Math.fma(p, r, EXP_3);
    p = Math.fma(p, r, EXP_2);
    return Math.fma(p, r * r, r);
  }

  static float powerOfTwo(int exponent, int unit) {
    return Float.intBitsToFloat((exponent << MANTISSA_BITS) + unit);
  }

  private static float logReduced(float f, float exponent) {
    float p = LOG_11;
    p = Math.fma(p, f, LOG_10);
    p = Math.fma(p, f, LOG_9);
    p = Math.fma(p, f, LOG_8);
    p = Math.fma(p, f, LOG_7);
    p = Math.fma(p, f, LOG_6);
    p = Math.fma(p, f, LOG_5);
    p = Math.fma(p, f, LOG_4);
    p = Math.fma(p, f, LOG_3);
    p = Math.fma(p, f, LOG_2);
    float whole = exponent * LN2_SHORT;
    float high = whole + f;
    float lost = f - (high - whole);
    return Math.fma(p, f * f, Math.fma(exponent, LN2_SHORT_REST, lost)) + high;
  }

  private static float atTheEdges(float logarithm, float x) {
    float result = x < Float.POSITIVE_INFINITY ? logarithm : x;
    result = x < 0f ? Float.NaN : result;
    return x == 0f ? Float.NEGATIVE_INFINITY : result;
  }

  private static float withSignOf(float x, float size) {
    return Float.intBitsToFloat(Float.floatToRawIntBits(size) | Float.floatToRawIntBits(x) & SIGN_BIT);
  }
}
