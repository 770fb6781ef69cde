package dev.lanewise.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScalarMathTest {
  private static final float INFINITY = Float.POSITIVE_INFINITY;

  /// A prime, so that the sweep over all bit patterns meets every exponent with ever different mantissas.
  private static final int STRIDE = 4_001;

  @ParameterizedTest
  @EnumSource(MathFunction.class)
  void staysWithinTheStatedErrorOverAllFloats(MathFunction function) {
    for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += STRIDE) {
      checkError(function, Float.intBitsToFloat((int) bits));
    }
  }

  @ParameterizedTest
  @EnumSource(MathFunction.class)
  void staysWithinTheStatedErrorWhereBranchesMeet(MathFunction function) {
    for (float x : MathFunction.SPECIAL) {
      checkError(function, x);
    }
  }

  private static void checkError(MathFunction function, float x) {
    double exact = function.exact.applyAsDouble(x);
    float result = function.scalar.of(x);
    float nearest = (float) exact;
    if (exact == 0 || !(Math.abs(nearest) < INFINITY)) {
      assertEquals(Float.floatToIntBits(nearest), Float.floatToIntBits(result),
          () -> function + "(" + x + ") is " + result + ", not " + nearest);
    } else {
      double error = Math.abs(result - exact) / Math.ulp(nearest);
      assertTrue(error <= function.ulps, () -> function + "(" + x + ") is " + result + ", " + error + " ulp off");
    }
  }

  @Test
  void exponentialOverflowsAndUnderflowsWhereFloatsEnd() {
    assertEquals(INFINITY, ScalarMath.exp(89f));
    assertTrue(ScalarMath.exp(88.72283f) < INFINITY);
    assertEquals(INFINITY, ScalarMath.exp(88.72284f));
    assertEquals(Float.MIN_VALUE, ScalarMath.exp(-103.5f));
    assertEquals(0f, ScalarMath.exp(-104f));
    assertEquals(INFINITY, ScalarMath.expm1(88.72284f));
    assertEquals(-1f, ScalarMath.expm1(-INFINITY));
  }

  @Test
  void zeroKeepsItsSign() {
    MathFunction[] odd = {
      MathFunction.EXPM1, MathFunction.LOG1P, MathFunction.TANH, MathFunction.ERF, MathFunction.SIGN
    };
    for (MathFunction function : odd) {
      assertEquals(Float.floatToRawIntBits(-0f), Float.floatToRawIntBits(function.scalar.of(-0f)), function.name());
      assertEquals(0, Float.floatToRawIntBits(function.scalar.of(0f)), function.name());
    }
  }

  @Test
  void logarithmsEndWhereTheirArgumentsDo() {
    assertEquals(-INFINITY, ScalarMath.log(0f));
    assertEquals(-INFINITY, ScalarMath.log(-0f));
    assertEquals(Float.NaN, ScalarMath.log(-Float.MIN_VALUE));
    assertEquals(-103.27893f, ScalarMath.log(Float.MIN_VALUE));
    assertEquals(-INFINITY, ScalarMath.log1p(-1f));
    assertEquals(Float.NaN, ScalarMath.log1p(Math.nextDown(-1f)));
    assertEquals(INFINITY, ScalarMath.log1p(INFINITY));
  }

  @Test
  void oddFunctionsAreOddToTheBit() {
    for (float x = 1e-30f; x < 20f; x *= 1.01f) {
      assertEquals(-ScalarMath.tanh(x), ScalarMath.tanh(-x));
      assertEquals(-ScalarMath.erf(x), ScalarMath.erf(-x));
    }
  }

  @Test
  void errorFunctionOfTheTestAgreesWithTables() {
    // Abramowitz and Stegun 1964, table 7.1
    DoubleUnaryOperator erf = MathFunction.ERF.exact;
    assertEquals(0.52049_98778, erf.applyAsDouble(0.5), 1e-10);
    assertEquals(0.84270_07929, erf.applyAsDouble(1), 1e-10);
    assertEquals(0.99532_22650, erf.applyAsDouble(2), 1e-10);
  }
}
