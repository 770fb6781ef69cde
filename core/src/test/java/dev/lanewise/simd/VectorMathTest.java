package dev.lanewise.simd;

import static dev.lanewise.simd.Lanes.LENGTH;
import static dev.lanewise.simd.Lanes.SPECIES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.Random;
import java.util.function.BinaryOperator;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("vector-width")
class VectorMathTest {
  /// HotSpot's FreqInlineSize: it inlines no larger method, however hot.
  private static final int INLINED_BYTECODES = 325;

  private static final long SEED = 20_250_917;

  @ParameterizedTest
  @EnumSource(MathFunction.class)
  void everyLaneEqualsScalarMathAtSpecialValues(MathFunction function) {
    float[] x = new float[LENGTH];
    for (int shift = 0; shift < MathFunction.SPECIAL.length; shift++) {
      for (int lane = 0; lane < LENGTH; lane++) {
        x[lane] = MathFunction.SPECIAL[(shift + lane) % MathFunction.SPECIAL.length];
      }
      compare(function, x);
    }
  }

  @ParameterizedTest
  @EnumSource(MathFunction.class)
  void everyLaneEqualsScalarMathOverAllFloats(MathFunction function) {
    float[] x = new float[LENGTH];
    int stride = 100_003;
    for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += (long) stride * LENGTH) {
      for (int lane = 0; lane < LENGTH; lane++) {
        x[lane] = Float.intBitsToFloat((int) bits + lane * stride);
      }
      compare(function, x);
    }
  }

  @ParameterizedTest
  @EnumSource(MathFunction.class)
  void everyLaneEqualsScalarMathAtModerateValues(MathFunction function) {
    Random random = new Random(SEED);
    float[] x = new float[LENGTH];
    for (int i = 0; i < 4_000; i++) {
      for (int lane = 0; lane < LENGTH; lane++) {
        x[lane] = (float) (5 * random.nextGaussian());
      }
      compare(function, x);
    }
  }

  private static void compare(MathFunction function, float[] x) {
    FloatVector result = function.vector.apply(FloatVector.fromArray(SPECIES, x, 0));
    float[] lanes = result.toArray();
    for (int lane = 0; lane < LENGTH; lane++) {
      float value = x[lane];
      float expected = function.scalar.of(value);
      float got = lanes[lane];
      if (Float.floatToIntBits(expected) != Float.floatToIntBits(got)) {
        assertEquals(expected, got, function + "(" + value + "), seed " + SEED);
      }
    }
  }

  @Test
  void minimumAndMaximumOfVectorsAreThoseOfJava() {
    for (float a : MathFunction.SPECIAL) {
      for (float b : MathFunction.SPECIAL) {
        assertSameLanes(Math.min(a, b), a, b, FloatVector::min);
        assertSameLanes(Math.max(a, b), a, b, FloatVector::max);
      }
    }
  }

  private static void assertSameLanes(float expected, float a, float b, BinaryOperator<FloatVector> operation) {
    FloatVector left = FloatVector.broadcast(SPECIES, a);
    for (float lane : operation.apply(left, FloatVector.broadcast(SPECIES, b)).toArray()) {
      assertEquals(Float.floatToIntBits(expected), Float.floatToIntBits(lane), () -> a + " and " + b);
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {VectorMath.class, VectorPower.class})
  void everyMethodIsSmallEnoughToBeInlined(Class<?> type) throws IOException {
    try (InputStream bytes = type.getResourceAsStream(type.getSimpleName() + ".class")) {
      ClassModel model = ClassFile.of().parse(bytes.readAllBytes());
      for (MethodModel method : model.methods()) {
        int length = ((CodeAttribute) method.code().orElseThrow()).codeLength();
        assertTrue(length < INLINED_BYTECODES, () -> method.methodName() + " has " + length + " bytecodes");
      }
    }
  }
}
