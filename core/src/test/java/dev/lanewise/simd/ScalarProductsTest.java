package dev.lanewise.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.ParameterSlot;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each sum runs in ascending order with fused multiply-adds, wherever blocks and panels end.
class ScalarProductsTest {
  private static final long SEED = 3;
  private static final int OFFSET = 32;
  private static final int AT = 2;

  private final Random random = new Random(SEED);
  private ParameterSlot slot;
  private float[] parameters;

  private void makeWeights(int inputs, int outputs) {
    int panel = Math.min(32, ParameterSlot.padded(outputs));
    slot = new ParameterSlot("row.weight", List.of(outputs, inputs), OFFSET, panel);
    parameters = new float[OFFSET + slot.length()];
    slot.write(numbers(slot.count()), parameters);
  }

  private float[] numbers(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  /// Rows with 0 in the padding.
  private float[] rows(int count, int width, int stride) {
    float[] rows = new float[count * stride];
    for (int row = 0; row < count; row++) {
      System.arraycopy(numbers(width), 0, rows, row * stride, width);
    }
    return rows;
  }

  private float weight(int output, int input) {
    return parameters[slot.index(output, input)];
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "3,7,5", "4,16,4", "5,50,9", "11,33,64", "6,100,13", "9,17,1"})
  void multipliesRowsWithWeights(int samples, int outputs, int inputs) {
    makeWeights(inputs, outputs);
    float[] x = numbers(AT + samples * inputs);
    int stride = ParameterSlot.padded(outputs);
    float[] actual = filled(samples * stride);
    int cut = samples / 2;
    ScalarProducts.forward(x, AT, inputs, parameters, slot, actual, stride, 0, cut);
    ScalarProducts.forward(x, AT, inputs, parameters, slot, actual, stride, cut, samples);
    float[] expected = new float[samples * stride];
    for (int row = 0; row < samples; row++) {
      for (int output = 0; output < outputs; output++) {
        float sum = 0;
        for (int input = 0; input < inputs; input++) {
          sum = Math.fma(x[AT + row * inputs + input], weight(output, input), sum);
        }
        expected[row * stride + output] = sum;
      }
    }
    assertArrayEquals(expected, actual);
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "3,7,5", "4,16,4", "5,50,9", "11,33,64", "6,100,13", "9,17,1"})
  void multipliesGradientsWithTransposedWeights(int samples, int outputs, int inputs) {
    makeWeights(inputs, outputs);
    int dyStride = ParameterSlot.padded(outputs);
    float[] dy = rows(samples, outputs, dyStride);
    int stride = ParameterSlot.padded(inputs);
    float[] actual = filled(samples * stride);
    ScalarProducts.backward(dy, dyStride, parameters, slot, actual, stride, 0, samples);
    float[] expected = new float[samples * stride];
    for (int row = 0; row < samples; row++) {
      for (int input = 0; input < inputs; input++) {
        float sum = 0;
        for (int output = 0; output < outputs; output++) {
          sum = Math.fma(dy[row * dyStride + output], weight(output, input), sum);
        }
        expected[row * stride + input] = sum;
      }
    }
    assertArrayEquals(expected, actual);
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "3,7,5", "4,16,4", "5,50,9", "11,33,64", "6,100,13", "9,17,1"})
  void gradientsUpdatesAndPenaltiesAgree(int samples, int outputs, int inputs) {
    makeWeights(inputs, outputs);
    float[] x = numbers(AT + samples * inputs);
    int dyStride = ParameterSlot.padded(outputs);
    float[] dy = rows(samples, outputs, dyStride);
    float[] gradient = new float[parameters.length];
    int cut = inputs / 2;
    ScalarProducts.gradient(x, AT, inputs, dy, dyStride, samples, gradient, slot, 0, cut);
    ScalarProducts.gradient(x, AT, inputs, dy, dyStride, samples, gradient, slot, cut, inputs);
    for (int output = 0; output < outputs; output++) {
      for (int input = 0; input < inputs; input++) {
        float sum = 0;
        for (int row = 0; row < samples; row++) {
          sum = Math.fma(x[AT + row * inputs + input], dy[row * dyStride + output], sum);
        }
        assertEquals(sum, gradient[slot.index(output, input)], output + ", " + input);
      }
    }
    assertMoves(x, dy, dyStride, samples, gradient, 0f, 0f);
    for (float[] strengths : new float[][] {{0.5f, 0f}, {0f, 0.25f}, {0.125f, 2f}}) {
      float[] penalized = gradient.clone();
      ScalarProducts.addPenalty(parameters, penalized, slot, 0, cut, strengths[0], strengths[1]);
      ScalarProducts.addPenalty(parameters, penalized, slot, cut, inputs, strengths[0], strengths[1]);
      float w = weight(0, 0);
      float slope = Math.fma(w, strengths[0], gradient[slot.index(0, 0)]) + Math.signum(w) * strengths[1];
      assertEquals(slope, penalized[slot.index(0, 0)]);
      assertMoves(x, dy, dyStride, samples, penalized, strengths[0], strengths[1]);
    }
  }

  private void assertMoves(
      float[] x, float[] dy, int dyStride, int samples, float[] gradient, float l2, float l1) {
    float[] moved = parameters.clone();
    ScalarProducts.update(
        x, AT, slot.inputs(), dy, dyStride, samples, moved, slot, 0, slot.inputs(), -0.5f, l2, l1);
    float[] expected = parameters.clone();
    for (int place = OFFSET; place < expected.length; place++) {
      expected[place] = Math.fma(gradient[place], -0.5f, expected[place]);
    }
    assertArrayEquals(expected, moved);
  }

  private static float[] filled(int length) {
    float[] values = new float[length];
    Arrays.fill(values, Float.NaN);
    return values;
  }
}
