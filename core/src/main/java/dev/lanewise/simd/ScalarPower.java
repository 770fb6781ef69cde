package dev.lanewise.simd;

import static dev.lanewise.simd.Coefficients.*;

/// Powers of one float, bit for bit the lanes of [VectorPower].
final class ScalarPower {
  private ScalarPower() {}

  static float pow(float x, float y) {
    float size = Math.abs(x);
    boolean denormal = size < Float.MIN_NORMAL;
    int bits = Float.floatToRawIntBits(denormal ? size * LIFT : size);
    int power = (bits - SQRT_HALF_BITS) >> MANTISSA_BITS;
    float f = Float.intBitsToFloat(bits - (power << MANTISSA_BITS)) - 1f;
    float exponent = (float) power - (denormal ? LIFT_EXPONENT : 0f);
    float t = f / (f + 2f);
    float rest = logRest(f, t);
    float twice = t + t;
    float log = twice + rest;
    float logLow = rest - (log - twice);
    float product = log * LOG2_E_FULL;
    float productLow =
        Math.fma(log, LOG2_E_FULL, -product) + Math.fma(log, LOG2_E_REST, logLow * LOG2_E_FULL);
    float log2 = exponent + product;
    float log2Low = product - (log2 - exponent) + productLow;
    float high = y * log2;
    float low = Math.fma(y, log2, -high) + y * log2Low;
    return atTheEdges(powerOfTwo(high, low), x, y);
  }

  private static float logRest(float f, float t) {
    float divisor = f + 2f;
    float lost = f - (divisor - 2f);
    float tLow = Math.fma(-t, lost, Math.fma(-t, divisor, f)) / divisor;
    float square = t * t;
    float p = ATANH_9;
    p = Math.fma(p, square, ATANH_7);
    p = Math.fma(p, square, ATANH_5);
    p = Math.fma(p, square, ATANH_3);
    float twiceLow = tLow + tLow;
    return Math.fma(p * square, t, Math.fma(twiceLow, square, twiceLow));
  }

  private static float powerOfTwo(float high, float low) {
    float clamped = high < POWER_LOW ? POWER_LOW : high;
    clamped = clamped > POWER_HIGH ? POWER_HIGH : clamped;
    float moderate = clamped != high ? 0f : low;
    float rounded = clamped + ROUNDER;
    float r = (clamped - (rounded - ROUNDER) + moderate) * LN_2;
    float power = ScalarMath.expm1Reduced(r) + 1f;
    int bits = Float.floatToRawIntBits(rounded);
    int half = bits >> 1;
    float scaled = power * ScalarMath.powerOfTwo(half, ONE_BITS);
    float result = scaled * ScalarMath.powerOfTwo(bits - half, ONE_BITS);
    return high != high ? high : result;
  }

  private static float atTheEdges(float power, float x, float y) {
    float size = Math.abs(x);
    boolean isInfinite = size == Float.POSITIVE_INFINITY;
    float result = power;
    if (size == 0f) {
      result = y < 0f ? Float.POSITIVE_INFINITY : 0f;
    } else if (isInfinite) {
      result = y > 0f ? Float.POSITIVE_INFINITY : 0f;
    }
    result = y != y ? y : result;
    result = x != x ? x : result;
    float exponent = Math.abs(y);
    float half = exponent * 0.5f;
    boolean isBroken = ScalarMath.whole(exponent) != exponent;
    boolean isOdd = !isBroken && ScalarMath.whole(half) != half;
    if (isOdd) {
      result = Float.intBitsToFloat(Float.floatToRawIntBits(result) ^ Float.floatToRawIntBits(x) & SIGN_BIT);
    }
    result = x < 0f && isBroken && !isInfinite ? Float.NaN : result;
    return y == 0f ? 1f : result;
  }
}
