package dev.lanewise.simd;

import static dev.lanewise.simd.Lanes.SPECIES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.Supplier;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("vector-width")
class PowerTest {
  private static final long SEED = 20_261_124;
  private static final double ULPS = 2.6;

  /// Bases and exponents with rules of their own, and their neighbors.
  private static final float[] SPECIAL = {
    0f, Float.MIN_VALUE, Float.MIN_NORMAL, 0x1p-25f, 0.33333334f, 0.5f, 0.70710677f, 1f, 1.4142135f, 1.5f, 2f, 3f, 4f,
    127f, 128f, 149f, 150f, 0x1p22f, 8388607.5f, 0x1p23f, 0x1.000002p23f, 0x1p24f, 0x1p31f, 0x1p64f, Float.MAX_VALUE,
    Float.POSITIVE_INFINITY, Float.NaN
  };

  @Test
  void everySpecialCaseIsThatOfJava() {
    for (float base : SPECIAL) {
      for (float exponent : SPECIAL) {
        for (int signs = 0; signs < 4; signs++) {
          check((signs & 1) == 0 ? base : -base, (signs & 2) == 0 ? exponent : -exponent);
        }
      }
    }
  }

  @Test
  void staysWithinTheStatedErrorAtAllMagnitudes() {
    Random random = new Random(SEED);
    for (int i = 0; i < 60_000; i++) {
      float base = Float.intBitsToFloat(random.nextInt());
      double logarithm = Math.log(Math.abs((double) base)) / Math.log(2);
      // Exponents whose powers lie between the least and the largest float, and a little beyond.
      float exponent = (float) (random.nextDouble(-155, 132) / logarithm);
      check(Math.abs(base), random.nextInt(4) > 0 ? exponent : Math.round(exponent));
      check(base, Math.round(exponent));
    }
  }

  @Test
  void staysWithinTheStatedErrorNearOne() {
    Random random = new Random(SEED);
    for (int i = 0; i < 40_000; i++) {
      check(1 + random.nextFloat(-0.5f, 0.5f) * (float) Math.scalb(1.0, -random.nextInt(24)),
          random.nextFloat(-1000, 1000));
    }
  }

  /// Compares one power with that in double precision, and all lanes with it.
  private static void check(float base, float exponent) {
    float result = ScalarMath.pow(base, exponent);
    double exact = StrictMath.pow(base, exponent);
    float nearest = (float) exact;
    Supplier<String> what =
        () -> base + " to the power of " + exponent + " is " + result + ", not " + exact + ", seed " + SEED;
    if (!(Math.abs(exact) < Float.MAX_VALUE) || exact == 0) {
      boolean isClose = Math.abs(exact) < 3.4028236e38 && Math.abs(result) >= Float.MAX_VALUE;
      assertTrue(isClose || Float.compare(nearest, result) == 0, what);
    } else {
      assertTrue(Math.abs(result - exact) <= ULPS * Math.ulp(nearest), what);
      assertEquals(Math.signum(exact), Math.signum(result) == 0 ? Math.signum(exact) : Math.signum(result), what);
    }
    for (float lane : power(base, exponent).toArray()) {
      assertTrue(Float.compare(result, lane) == 0, what);
    }
  }

  private static FloatVector power(float base, float exponent) {
    return VectorPower.pow(FloatVector.broadcast(SPECIES, base), FloatVector.broadcast(SPECIES, exponent));
  }
}
