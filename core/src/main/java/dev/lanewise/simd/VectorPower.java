package dev.lanewise.simd;

import static dev.lanewise.simd.Coefficients.*;
import static dev.lanewise.simd.Lanes.INT_SPECIES;
import static dev.lanewise.simd.Lanes.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.lang.invoke.MethodHandle;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/// Powers of the lanes of one vector to those of another, with the properties of [VectorMath].
///
/// `x^y = 2^(y log2(x))`, where the product is kept in two floats: its error is multiplied by up to 128. The logarithm
/// is `e + 2 atanh((m - 1) / (m + 1)) / ln 2` for `x = 2^e m`, the sums and products of which are exact by `fma` and
/// Dekker's two-sum but for their last bits (Dekker 1971, "A floating-point technique for extending the available
/// precision").
public final class VectorPower {
  private static final MethodHandle LOG_REST = VectorFunctions.handleOfTwo(VectorPower.class, "logRest");
  private static final MethodHandle POWER_OF_TWO = VectorFunctions.handleOfTwo(VectorPower.class, "powerOfTwo");
  private static final MethodHandle AT_THE_EDGES = VectorFunctions.handleOfThree(VectorPower.class, "atTheEdges");

  private VectorPower() {}

  /// x to the power of y; error below 2.6 ulp where the result is a normal number.
  ///
  /// Special cases are those of [Math#pow]: 1 for y = 0, even of NaN; NaN for a negative x and a y that is not whole,
  /// and for a size of 1 and an infinite y; a negative x keeps its sign for an odd y. Underflow is gradual.
  public static FloatVector pow(FloatVector x, FloatVector y) {
    try {
      FloatVector size = x.abs();
      VectorMask<Float> denormal = size.compare(LT, Float.MIN_NORMAL);
      IntVector bits = size.blend(size.mul(LIFT), denormal).reinterpretAsInts();
      IntVector power = bits.sub(SQRT_HALF_BITS).lanewise(ASHR, MANTISSA_BITS);
      FloatVector f = bits.sub(power.lanewise(LSHL, MANTISSA_BITS)).reinterpretAsFloats().sub(1f);
      FloatVector exponent =
          ((FloatVector) power.convert(I2F, 0)).sub(broadcast(SPECIES, 0f).blend(LIFT_EXPONENT, denormal));
      FloatVector t = f.div(f.add(2f));
      FloatVector rest = (FloatVector) LOG_REST.invokeExact(f, t);
      FloatVector twice = t.add(t);
      FloatVector log = twice.add(rest);
      FloatVector logLow = rest.sub(log.sub(twice));
      FloatVector product = log.mul(LOG2_E_FULL);
      FloatVector productLow = log.fma(broadcast(SPECIES, LOG2_E_FULL), product.neg())
          .add(log.fma(broadcast(SPECIES, LOG2_E_REST), logLow.mul(LOG2_E_FULL)));
      FloatVector log2 = exponent.add(product);
      FloatVector log2Low = product.sub(log2.sub(exponent)).add(productLow);
      FloatVector high = y.mul(log2);
      FloatVector low = y.fma(log2, high.neg()).add(y.mul(log2Low));
      FloatVector result = (FloatVector) POWER_OF_TWO.invokeExact(high, low);
      return (FloatVector) AT_THE_EDGES.invokeExact(result, x, y);
    } catch (Throwable thrown) {
      throw VectorFunctions.unchecked(thrown);
    }
  }

  /// `log(1 + f) - 2 t` for t rounded from `f / (2 + f)`.
  static FloatVector logRest(FloatVector f, FloatVector t) {
    FloatVector divisor = f.add(2f);
    FloatVector lost = f.sub(divisor.sub(2f));
    FloatVector tLow = t.neg().fma(lost, t.neg().fma(divisor, f)).div(divisor);
    FloatVector square = t.mul(t);
    FloatVector p = broadcast(SPECIES, ATANH_9);
    p = p.fma(square, broadcast(SPECIES, ATANH_7));
    p = p.fma(square, broadcast(SPECIES, ATANH_5));
    p = p.fma(square, broadcast(SPECIES, ATANH_3));
    // The slope of 2 atanh is 2 / (1 - t^2), to what counts here 2 + 2 t^2.
    FloatVector twiceLow = tLow.add(tLow);
    return p.mul(square).fma(t, twiceLow.fma(square, twiceLow));
  }

  /// 2 to the power of a sum of two floats, the second much smaller.
  static FloatVector powerOfTwo(FloatVector high, FloatVector low) {
    FloatVector clamped = high.blend(POWER_LOW, high.compare(LT, POWER_LOW));
    VectorMask<Float> isOver = clamped.compare(GT, POWER_HIGH);
    clamped = clamped.blend(POWER_HIGH, isOver);
    // Where the product is out of range, so is what it lost.
    FloatVector moderate = low.blend(0f, clamped.compare(NE, high));
    FloatVector rounded = clamped.add(ROUNDER);
    FloatVector r = clamped.sub(rounded.sub(ROUNDER)).add(moderate).mul(LN_2);
    FloatVector p = broadcast(SPECIES, EXP_7);
    p = p.fma(r, broadcast(SPECIES, EXP_6));
    p = p.fma(r, broadcast(SPECIES, EXP_5));
    p = p.fma(r, broadcast(SPECIES, EXP_4));
    p = p.fma(r, broadcast(SPECIES, EXP_3));
    p = p.fma(r, broadcast(SPECIES, EXP_2));
    FloatVector power = p.fma(r.mul(r), r).add(1f);
    IntVector one = IntVector.broadcast(INT_SPECIES, ONE_BITS);
    IntVector bits = rounded.reinterpretAsInts();
    IntVector half = bits.lanewise(ASHR, 1);
    FloatVector scaled = power.mul(half.lanewise(LSHL, MANTISSA_BITS).add(one).reinterpretAsFloats());
    FloatVector result = scaled.mul(bits.sub(half).lanewise(LSHL, MANTISSA_BITS).add(one).reinterpretAsFloats());
    return result.blend(high, high.compare(NE, high));
  }

  /// The power with its sign, and with the values that the logarithm cannot give.
  static FloatVector atTheEdges(FloatVector power, FloatVector x, FloatVector y) {
    FloatVector zero = broadcast(SPECIES, 0f);
    FloatVector size = x.abs();
    VectorMask<Float> isZero = size.compare(EQ, 0f);
    VectorMask<Float> isInfinite = size.compare(EQ, Float.POSITIVE_INFINITY);
    FloatVector end = zero.blend(Float.POSITIVE_INFINITY, y.compare(LT, zero));
    FloatVector other = zero.blend(Float.POSITIVE_INFINITY, y.compare(GT, zero));
    FloatVector result = power.blend(end, isZero).blend(other, isInfinite);
    result = result.blend(y, y.compare(NE, y)).blend(x, x.compare(NE, x));
    FloatVector exponent = y.abs();
    FloatVector half = exponent.mul(0.5f);
    FloatVector whole = exponent.blend(exponent.add(WHOLE).sub(WHOLE), exponent.compare(LT, WHOLE));
    FloatVector wholeHalf = half.blend(half.add(WHOLE).sub(WHOLE), half.compare(LT, WHOLE));
    VectorMask<Float> isBroken = whole.compare(NE, exponent);
    VectorMask<Float> isOdd = wholeHalf.compare(NE, half).andNot(isBroken);
    IntVector sign = x.reinterpretAsInts().and(SIGN_BIT);
    FloatVector signed = result.reinterpretAsInts().lanewise(XOR, sign).reinterpretAsFloats();
    result = result.blend(signed, isOdd);
    VectorMask<Float> isImaginary = x.compare(LT, zero).and(isBroken).andNot(isInfinite);
    return result.blend(Float.NaN, isImaginary).blend(1f, y.compare(EQ, zero));
  }
}
