package dev.lanewise.simd;

import static dev.lanewise.simd.Coefficients.*;
import static dev.lanewise.simd.Lanes.INT_SPECIES;
import static dev.lanewise.simd.Lanes.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.lang.invoke.MethodHandle;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/// Elementary functions of each lane of a float vector, in the species of [Lanes].
///
/// Results are the same bits on every machine and at every vector width, and equal [ScalarMath]: only IEEE operations
/// and `fma` are used, never the platform's own functions. The error stated, in units in the last place (ulp) of the
/// exact result, bounds what a sweep over every seventh float showed, of sine, cosine and arc tangent over every
/// seventeenth. A NaN gives a NaN with no particular payload; denormal numbers are taken and given as what they are.
/// `FloatVector.min`, `max` and `sqrt` have the same properties and are used as they are.
///
/// Every method is thread-safe and, inlined into a compiled loop, allocates nothing. That holds as long as HotSpot
/// inlines it; else vectors are boxed. So each method is under 325 bytecodes, beyond which C2 never inlines. C2 also
/// stops inlining methods that are not the Vector API's own once a compilation has 18,000 nodes, at about 400 a vector
/// operation: a loop calls one of these functions before its other arithmetic, or goes through [VectorFunctions]. For
/// the same reason the functions spell the Vector API out, and call what they share through constant method handles,
/// which are inlined whatever the size of the compilation, but not three deep: what is called so calls nothing itself.
public final class VectorMath {
  private static final MethodHandle EXP = VectorFunctions.handle("exp");
  private static final MethodHandle EXP_MODERATE = VectorFunctions.handle("expModerate");
  private static final MethodHandle LOG_REDUCED = VectorFunctions.handleOfTwo("logReduced");

  private static final MethodHandle WAVE = VectorFunctions.handleOfTwo("quarterWave");

  private VectorMath() {}

  /// e to the power of x; error below 0.98 ulp.
  ///
  /// Infinity from 88.72284 on; gradual underflow below -87.33654, 0 from -103.97208 down.
  public static FloatVector exp(FloatVector x) {
    FloatVector low = broadcast(SPECIES, EXP_LOW);
    FloatVector high = broadcast(SPECIES, EXP_HIGH);
    x = x.blend(low, x.compare(LT, low));
    x = x.blend(high, x.compare(GT, high));
    FloatVector rounded = x.fma(broadcast(SPECIES, LOG2_E), broadcast(SPECIES, ROUNDER));
    FloatVector n = rounded.sub(broadcast(SPECIES, ROUNDER));
    FloatVector reduced = n.fma(broadcast(SPECIES, -LN2_REST), n.fma(broadcast(SPECIES, -LN2), x));
    FloatVector p = broadcast(SPECIES, EXP_7);
    p = p.fma(reduced, broadcast(SPECIES, EXP_6));
    p = p.fma(reduced, broadcast(SPECIES, EXP_5));
    p = p.fma(reduced, broadcast(SPECIES, EXP_4));
    p = p.fma(reduced, broadcast(SPECIES, EXP_3));
    p = p.fma(reduced, broadcast(SPECIES, EXP_2));
    FloatVector power = p.fma(reduced.mul(reduced), reduced).add(broadcast(SPECIES, 1f));
    // 2^n in two factors, since 2^128 is no float and 2^-150 neither; only the low bits of n survive the shift.
    IntVector one = IntVector.broadcast(INT_SPECIES, ONE_BITS);
    IntVector bits = rounded.reinterpretAsInts();
    IntVector half = bits.lanewise(ASHR, 1);
    FloatVector scaled = power.mul(half.lanewise(LSHL, MANTISSA_BITS).add(one).reinterpretAsFloats());
    return scaled.mul(bits.sub(half).lanewise(LSHL, MANTISSA_BITS).add(one).reinterpretAsFloats());
  }

  /// e to the power of x, minus 1, accurate near 0 too; error below 1.45 ulp.
  ///
  /// Infinity from 88.72284 on, -1 from -17.4 down; keeps the sign of 0.
  public static FloatVector expm1(FloatVector x) {
    FloatVector clamped = x.blend(EXPM1_LOW, x.compare(LT, EXPM1_LOW));
    clamped = clamped.blend(EXP_HIGH, clamped.compare(GT, EXP_HIGH));
    FloatVector rounded = clamped.fma(broadcast(SPECIES, LOG2_E), broadcast(SPECIES, ROUNDER));
    FloatVector n = rounded.sub(ROUNDER);
    FloatVector reduced = n.fma(broadcast(SPECIES, -LN2_REST), n.fma(broadcast(SPECIES, -LN2), clamped));
    FloatVector p = broadcast(SPECIES, EXP_7);
    p = p.fma(reduced, broadcast(SPECIES, EXP_6));
    p = p.fma(reduced, broadcast(SPECIES, EXP_5));
    p = p.fma(reduced, broadcast(SPECIES, EXP_4));
    p = p.fma(reduced, broadcast(SPECIES, EXP_3));
    p = p.fma(reduced, broadcast(SPECIES, EXP_2));
    FloatVector power = p.fma(reduced.mul(reduced), reduced);
    // (2^n (power + 1) - 1) / 2, since 2^128 is no float.
    FloatVector halfScale =
        rounded.reinterpretAsInts().lanewise(LSHL, MANTISSA_BITS).add(HALF_BITS).reinterpretAsFloats();
    FloatVector half = power.fma(halfScale, halfScale.sub(0.5f));
    return half.add(half).blend(x, x.abs().compare(LT, TINY));
  }

  /// Natural logarithm; error below 0.83 ulp.
  ///
  /// `log(0)` and `log(-0)` are minus infinity, below 0 it is NaN, of infinity it is infinity.
  public static FloatVector log(FloatVector x) {
    try {
      VectorMask<Float> denormal = x.compare(LT, Float.MIN_NORMAL);
      IntVector bits = x.blend(x.mul(LIFT), denormal).reinterpretAsInts();
      IntVector exponent = bits.sub(SQRT_HALF_BITS).lanewise(ASHR, MANTISSA_BITS);
      FloatVector fraction = bits.sub(exponent.lanewise(LSHL, MANTISSA_BITS)).reinterpretAsFloats().sub(1f);
      FloatVector power = (FloatVector) exponent.convert(I2F, 0);
      power = power.sub(broadcast(SPECIES, 0f).blend(LIFT_EXPONENT, denormal));
      FloatVector result = (FloatVector) LOG_REDUCED.invokeExact(fraction, power);
      result = x.blend(result, x.compare(LT, broadcast(SPECIES, Float.POSITIVE_INFINITY)));
      result = result.blend(broadcast(SPECIES, Float.NaN), x.compare(LT, broadcast(SPECIES, 0f)));
      return result.blend(broadcast(SPECIES, Float.NEGATIVE_INFINITY), x.compare(EQ, broadcast(SPECIES, 0f)));
    } catch (Throwable thrown) {
      throw VectorFunctions.unchecked(thrown);
    }
  }

  /// Natural logarithm of 1 + x, accurate near 0 too; error below 1.45 ulp.
  ///
  /// `log1p(-1)` is minus infinity, below -1 it is NaN, of infinity it is infinity; keeps the sign of 0.
  public static FloatVector log1p(FloatVector x) {
    try {
      FloatVector sum = x.add(1f);
      IntVector bits = sum.reinterpretAsInts();
      IntVector exponent = bits.sub(SQRT_HALF_BITS).lanewise(ASHR, MANTISSA_BITS);
      IntVector shifted = exponent.lanewise(LSHL, MANTISSA_BITS);
      // x 2^-n + (2^-n - 1) has what the sum lost; where x is so large that 2^-n leaves the range, nothing is lost.
      FloatVector scale = IntVector.broadcast(INT_SPECIES, ONE_BITS).sub(shifted).reinterpretAsFloats();
      FloatVector fraction = x.fma(scale, scale.sub(1f));
      fraction = fraction.blend(bits.sub(shifted).reinterpretAsFloats().sub(1f), x.compare(GT, LOG1P_HUGE));
      FloatVector power = (FloatVector) exponent.convert(I2F, 0);
      FloatVector result = (FloatVector) LOG_REDUCED.invokeExact(fraction, power);
      result = sum.blend(result, sum.compare(LT, broadcast(SPECIES, Float.POSITIVE_INFINITY)));
      result = result.blend(broadcast(SPECIES, Float.NaN), sum.compare(LT, broadcast(SPECIES, 0f)));
      result = result.blend(broadcast(SPECIES, Float.NEGATIVE_INFINITY), sum.compare(EQ, broadcast(SPECIES, 0f)));
      return result.blend(x, x.abs().compare(LT, TINY));
    } catch (Throwable thrown) {
      throw VectorFunctions.unchecked(thrown);
    }
  }

  /// Hyperbolic tangent, odd and accurate near 0; error below 1.5 ulp.
  ///
  /// 1 or -1 from 9.010914 on; keeps the sign of 0.
  public static FloatVector tanh(FloatVector x) {
    try {
      FloatVector size = x.abs();
      FloatVector clamped = size.blend(TANH_ONE, size.compare(GT, TANH_ONE));
      FloatVector power = (FloatVector) EXP_MODERATE.invokeExact(clamped.add(clamped));
      FloatVector large = broadcast(SPECIES, 1f).sub(broadcast(SPECIES, 2f).div(power.add(1f)));
      FloatVector square = size.mul(size);
      FloatVector p = broadcast(SPECIES, TANH_11);
      p = p.fma(square, broadcast(SPECIES, TANH_9));
      p = p.fma(square, broadcast(SPECIES, TANH_7));
      p = p.fma(square, broadcast(SPECIES, TANH_5));
      p = p.fma(square, broadcast(SPECIES, TANH_3));
      FloatVector small = square.mul(size).fma(p, size);
      FloatVector result = large.blend(small, size.compare(LT, broadcast(SPECIES, TANH_SPLIT)));
      return result.reinterpretAsInts().or(x.reinterpretAsInts().and(SIGN_BIT)).reinterpretAsFloats();
    } catch (Throwable thrown) {
      throw VectorFunctions.unchecked(thrown);
    }
  }

  /// The logistic function `1 / (1 + exp(-x))`, accurate in both tails; error below 2.4 ulp.
  ///
  /// Gradual underflow below -87.33654, 0 from -103.97208 down, 1 from 17.4 on.
  public static FloatVector sigmoid(FloatVector x) {
    try {
      FloatVector power = (FloatVector) EXP.invokeExact(x.abs().neg());
      return broadcast(SPECIES, 1f).blend(power, x.compare(LT, 0f)).div(power.add(1f));
    } catch (Throwable thrown) {
      throw VectorFunctions.unchecked(thrown);
    }
  }

  /// `log(1 + exp(x))`, as `max(x, 0) + log1p(exp(-|x|))`; error below 1.7 ulp.
  ///
  /// Gradual underflow below -87.33654, 0 from -103.97208 down; infinity only of infinity.
  public static FloatVector softplus(FloatVector x) {
    try {
      FloatVector power = (FloatVector) EXP.invokeExact(x.abs().neg());
      // 1 + power lies between 1 and 2: above sqrt(2) its half is taken.
      VectorMask<Float> halved = power.compare(GT, 0.41421354f);
      FloatVector fraction = power.blend(power.fma(broadcast(SPECIES, 0.5f), broadcast(SPECIES, -0.5f)), halved);
      FloatVector exponent = broadcast(SPECIES, 0f).blend(1f, halved);
      FloatVector logarithm = (FloatVector) LOG_REDUCED.invokeExact(fraction, exponent);
      FloatVector positive = x.blend(0f, x.compare(LE, 0f));
      return positive.add(logarithm);
    } catch (Throwable thrown) {
      throw VectorFunctions.unchecked(thrown);
    }
  }

  /// The error function, odd and accurate near 0; error below 1.15 ulp.
  ///
  /// 1 or -1 from 3.92 on; keeps the sign of 0.
  public static FloatVector erf(FloatVector x) {
    try {
      FloatVector size = x.abs();
      FloatVector end = broadcast(SPECIES, ERF_ONE);
      FloatVector t = size.blend(end, size.compare(GT, end));
      FloatVector q = broadcast(SPECIES, ERFC_7);
      q = q.fma(t, broadcast(SPECIES, ERFC_6));
      q = q.fma(t, broadcast(SPECIES, ERFC_5));
      q = q.fma(t, broadcast(SPECIES, ERFC_4));
      q = q.fma(t, broadcast(SPECIES, ERFC_3));
      q = q.fma(t, broadcast(SPECIES, ERFC_2));
      q = q.fma(t, broadcast(SPECIES, ERFC_1));
      FloatVector complement = (FloatVector) EXP_MODERATE.invokeExact(q.mul(t));
      FloatVector large = broadcast(SPECIES, 1f).sub(complement);
      FloatVector square = size.mul(size);
      FloatVector p = broadcast(SPECIES, ERF_13)
          .fma(square, broadcast(SPECIES, ERF_11))
          .fma(square, broadcast(SPECIES, ERF_9))
          .fma(square, broadcast(SPECIES, ERF_7))
          .fma(square, broadcast(SPECIES, ERF_5))
          .fma(square, broadcast(SPECIES, ERF_3))
          .fma(square, broadcast(SPECIES, ERF_1));
      FloatVector result = large.blend(p.fma(size, size), size.compare(LT, ERF_SPLIT));
      return result.reinterpretAsInts().or(x.reinterpretAsInts().and(SIGN_BIT)).reinterpretAsFloats();
    } catch (Throwable thrown) {
      throw VectorFunctions.unchecked(thrown);
    }
  }

  /// -1 below 0, 1 above 0, and x itself where it is 0, -0 or NaN; exact.
  public static FloatVector sign(FloatVector x) {
    return x.blend(1f, x.compare(GT, 0f)).blend(-1f, x.compare(LT, 0f));
  }

  /// The nearest whole number, the even one of two; exact, and keeps the sign of 0.
  public static FloatVector rint(FloatVector x) {
    FloatVector size = x.abs();
    FloatVector rounded = size.blend(size.add(WHOLE).sub(WHOLE), size.compare(LT, WHOLE));
    return rounded.reinterpretAsInts().or(x.reinterpretAsInts().and(SIGN_BIT)).reinterpretAsFloats();
  }

  /// The largest whole number up to x; exact, and keeps the sign of 0.
  public static FloatVector floor(FloatVector x) {
    FloatVector size = x.abs();
    FloatVector rounded = size.blend(size.add(WHOLE).sub(WHOLE), size.compare(LT, WHOLE));
    FloatVector near = rounded.reinterpretAsInts().or(x.reinterpretAsInts().and(SIGN_BIT)).reinterpretAsFloats();
    return near.blend(near.sub(1f), near.compare(GT, x));
  }

  /// Sine, odd; error below 2.2 ulp up to a size of 2^22.
  ///
  /// Beyond, where neighboring floats are half a radian apart and more, an argument counts as 2^22. NaN for infinity;
  /// keeps the sign of 0.
  public static FloatVector sin(FloatVector x) {
    try {
      FloatVector size = x.abs();
      FloatVector clamped = size.blend(WAVE_END, size.compare(GE, WAVE_END));
      FloatVector rounded = clamped.fma(broadcast(SPECIES, TWO_OVER_PI), broadcast(SPECIES, ROUNDER));
      FloatVector n = rounded.sub(ROUNDER);
      FloatVector reduced = n.fma(broadcast(SPECIES, -HALF_PI), clamped);
      reduced = n.fma(broadcast(SPECIES, -HALF_PI_REST), reduced);
      reduced = n.fma(broadcast(SPECIES, -HALF_PI_LAST), reduced);
      FloatVector wave = (FloatVector) WAVE.invokeExact(reduced, rounded);
      FloatVector signed =
          wave.reinterpretAsInts().lanewise(XOR, x.reinterpretAsInts().and(SIGN_BIT)).reinterpretAsFloats();
      return signed.blend(Float.NaN, size.compare(EQ, Float.POSITIVE_INFINITY));
    } catch (Throwable thrown) {
      throw VectorFunctions.unchecked(thrown);
    }
  }

  /// Cosine, even; error below 2.2 ulp up to a size of 2^22, beyond as for [#sin].
  public static FloatVector cos(FloatVector x) {
    try {
      FloatVector size = x.abs();
      FloatVector clamped = size.blend(WAVE_END, size.compare(GE, WAVE_END));
      FloatVector rounded = clamped.fma(broadcast(SPECIES, TWO_OVER_PI), broadcast(SPECIES, ROUNDER));
      FloatVector n = rounded.sub(ROUNDER);
      FloatVector reduced = n.fma(broadcast(SPECIES, -HALF_PI), clamped);
      reduced = n.fma(broadcast(SPECIES, -HALF_PI_REST), reduced);
      reduced = n.fma(broadcast(SPECIES, -HALF_PI_LAST), reduced);
      // The cosine is the sine a quarter of a wave on.
      FloatVector wave = (FloatVector) WAVE.invokeExact(reduced, rounded.add(1f));
      return wave.blend(Float.NaN, size.compare(EQ, Float.POSITIVE_INFINITY));
    } catch (Throwable thrown) {
      throw VectorFunctions.unchecked(thrown);
    }
  }

  /// Arc tangent, odd; error below 2.2 ulp.
  ///
  /// Half of pi for infinity; keeps the sign of 0.
  public static FloatVector atan(FloatVector x) {
    FloatVector size = x.abs();
    VectorMask<Float> isMiddle = size.compare(GT, ATAN_MIDDLE);
    VectorMask<Float> isFar = size.compare(GT, ATAN_FAR);
    FloatVector over = size.blend(size.sub(1f), isMiddle).blend(-1f, isFar);
    FloatVector t = over.div(broadcast(SPECIES, 1f).blend(size.add(1f), isMiddle).blend(size, isFar));
    FloatVector square = t.mul(t);
    FloatVector p = broadcast(SPECIES, ATAN_11);
    p = p.fma(square, broadcast(SPECIES, ATAN_9));
    p = p.fma(square, broadcast(SPECIES, ATAN_7));
    p = p.fma(square, broadcast(SPECIES, ATAN_5));
    p = p.fma(square, broadcast(SPECIES, ATAN_3));
    FloatVector zero = broadcast(SPECIES, 0f);
    FloatVector rest = zero.blend(QUARTER_PI_REST, isMiddle).blend(HALF_PI_REST, isFar);
    FloatVector start = zero.blend(QUARTER_PI, isMiddle).blend(HALF_PI, isFar);
    FloatVector result = p.fma(square.mul(t), t).add(rest).add(start);
    return result.reinterpretAsInts().or(x.reinterpretAsInts().and(SIGN_BIT)).reinterpretAsFloats();
  }

  /// The sine of `r + n pi / 2` for a size of r up to pi / 4.
  ///
  /// @param rounded n plus [Coefficients#ROUNDER], so that its low bits are those of n
  static FloatVector quarterWave(FloatVector r, FloatVector rounded) {
    FloatVector square = r.mul(r);
    FloatVector s = broadcast(SPECIES, SIN_9);
    s = s.fma(square, broadcast(SPECIES, SIN_7));
    s = s.fma(square, broadcast(SPECIES, SIN_5));
    s = s.fma(square, broadcast(SPECIES, SIN_3));
    FloatVector sine = s.fma(square.mul(r), r);
    FloatVector c = broadcast(SPECIES, COS_8);
    c = c.fma(square, broadcast(SPECIES, COS_6));
    c = c.fma(square, broadcast(SPECIES, COS_4));
    // What the leading difference loses is kept: it would be up to an ulp of the result.
    FloatVector minusHalf = broadcast(SPECIES, -0.5f);
    FloatVector lead = square.fma(minusHalf, broadcast(SPECIES, 1f));
    FloatVector lost = square.fma(minusHalf, broadcast(SPECIES, 1f).sub(lead));
    FloatVector cosine = c.fma(square.mul(square), lost).add(lead);
    IntVector n = rounded.reinterpretAsInts();
    // 1 where n is even, -1 where it is odd.
    FloatVector parity = n.lanewise(LSHL, 31).or(ONE_BITS).reinterpretAsFloats();
    FloatVector wave = sine.blend(cosine, parity.compare(LT, 0f));
    return wave.reinterpretAsInts().lanewise(XOR, n.and(2).lanewise(LSHL, 30)).reinterpretAsFloats();
  }

  /// exp without clamping, for sizes up to 87.
  static FloatVector expModerate(FloatVector x) {
    FloatVector rounded = x.fma(broadcast(SPECIES, LOG2_E), broadcast(SPECIES, ROUNDER));
    FloatVector n = rounded.sub(ROUNDER);
    FloatVector reduced = n.fma(broadcast(SPECIES, -LN2_REST), n.fma(broadcast(SPECIES, -LN2), x));
    FloatVector p = broadcast(SPECIES, EXP_7);
    p = p.fma(reduced, broadcast(SPECIES, EXP_6));
    p = p.fma(reduced, broadcast(SPECIES, EXP_5));
    p = p.fma(reduced, broadcast(SPECIES, EXP_4));
    p = p.fma(reduced, broadcast(SPECIES, EXP_3));
    p = p.fma(reduced, broadcast(SPECIES, EXP_2));
    FloatVector power = p.fma(reduced.mul(reduced), reduced).add(1f);
    return power.mul(
        rounded.reinterpretAsInts().lanewise(LSHL, MANTISSA_BITS).add(ONE_BITS).reinterpretAsFloats());
  }

  /// exponent ln 2 + log(1 + f), where 1 + f lies between sqrt(1/2) and sqrt(2).
  static FloatVector logReduced(FloatVector f, FloatVector exponent) {
    FloatVector p = broadcast(SPECIES, LOG_11);
    p = p.fma(f, broadcast(SPECIES, LOG_10));
    p = p.fma(f, broadcast(SPECIES, LOG_9));
    p = p.fma(f, broadcast(SPECIES, LOG_8));
    p = p.fma(f, broadcast(SPECIES, LOG_7));
    p = p.fma(f, broadcast(SPECIES, LOG_6));
    p = p.fma(f, broadcast(SPECIES, LOG_5));
    p = p.fma(f, broadcast(SPECIES, LOG_4));
    p = p.fma(f, broadcast(SPECIES, LOG_3));
    p = p.fma(f, broadcast(SPECIES, LOG_2));
    // The leading sum is kept exactly in two floats: Dekker's fast two-sum, valid as |whole| > |f| or whole = 0.
    FloatVector whole = exponent.mul(LN2_SHORT);
    FloatVector high = whole.add(f);
    FloatVector lost = f.sub(high.sub(whole));
    return p.fma(f.mul(f), exponent.fma(broadcast(SPECIES, LN2_SHORT_REST), lost)).add(high);
  }
}
