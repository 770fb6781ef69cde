package dev.lanewise.simd;

import dev.lanewise.ParameterSlot;
import java.util.Arrays;

/// The products of a network in plain Java, bit for bit those of generated tiles: each sum starts at 0 and runs in
/// ascending order with fused multiply-adds.
///
/// Sixteen sums at a time fit the registers of any processor and do not wait for each other. Rows of `x` lie
/// `xStride` floats apart, the first at `xAt`; results are padded to a multiple of 16 columns. Arguments are not
/// checked beyond what Java checks. Every method is thread-safe.
public final class ScalarProducts {
  /// Rows and columns of a block of sums.
  private static final int SIDE = 4;

  private ScalarProducts() {}

  /// The outputs of a row of the network before bias and activation, for samples `from` to `to`.
  ///
  /// @param x `[samples, inputs]`
  /// @param weight the slot of the weights in `parameters`
  /// @param into takes `[samples, outputs]`, rows `intoStride` apart
  public static void forward(float[] x, int xAt, int xStride, float[] parameters, ParameterSlot weight,
      float[] into, int intoStride, int from, int to) {
    int columns = ParameterSlot.padded(weight.outputs());
    for (int column = 0; column < columns; column += SIDE) {
      int at = weight.index(column, 0);
      int width = weight.panelWidthAt(column);
      int row = from;
      for (; row <= to - SIDE; row += SIDE) {
        forwardBlock(x, xAt + row * xStride, xStride, parameters, at, width, weight.inputs(),
            into, row * intoStride + column, intoStride);
      }
      for (; row < to; row++) {
        forwardRow(x, xAt + row * xStride, parameters, at, width, weight.inputs(), into, row * intoStride + column);
      }
    }
  }

  /// The gradient by what a row of the network reads, before the derivative of the row before, for samples `from` to
  /// `to`.
  ///
  /// @param dy `[samples, outputs]`, rows `dyStride` apart
  /// @param weight the slot of the weights in `parameters`
  /// @param into takes `[samples, inputs]`, rows `intoStride` apart
  public static void backward(float[] dy, int dyStride, float[] parameters, ParameterSlot weight,
      float[] into, int intoStride, int from, int to) {
    int inputs = weight.inputs();
    for (int row = from; row < to; row++) {
      int input = 0;
      for (; input <= inputs - SIDE; input += SIDE) {
        backwardRow(dy, row * dyStride, parameters, weight, input, into, row * intoStride + input);
      }
      for (; input < inputs; input++) {
        into[row * intoStride + input] = backwardSum(dy, row * dyStride, parameters, weight, input);
      }
      Arrays.fill(into, row * intoStride + inputs, row * intoStride + ParameterSlot.padded(inputs), 0f);
    }
  }

  /// The gradient by the weights of inputs `from` to `to`.
  ///
  /// @param x `[samples, inputs]`
  /// @param dy `[samples, outputs]`, rows `dyStride` apart, with 0 in the padding
  /// @param gradient takes it, in the places of the weights
  public static void gradient(float[] x, int xAt, int xStride, float[] dy, int dyStride, int samples,
      float[] gradient, ParameterSlot weight, int from, int to) {
    float[] sums = new float[ParameterSlot.ALIGNMENT];
    for (int column = 0; column < ParameterSlot.padded(weight.outputs()); column += sums.length) {
      int at = weight.index(column, 0);
      int width = weight.panelWidthAt(column);
      for (int input = from; input < to; input++) {
        weightSums(x, xAt + input, xStride, dy, column, dyStride, samples, sums);
        System.arraycopy(sums, 0, gradient, at + input * width, sums.length);
      }
    }
  }

  /// Moves the weights of inputs `from` to `to` against their gradient and that of their penalty.
  ///
  /// @param l2 times a weight is added to its gradient; 0 for no such penalty
  /// @param l1 times the sign of a weight is added to its gradient; 0 for no such penalty
  public static void update(float[] x, int xAt, int xStride, float[] dy, int dyStride, int samples,
      float[] parameters, ParameterSlot weight, int from, int to, float negativeLearningRate, float l2, float l1) {
    float[] sums = new float[ParameterSlot.ALIGNMENT];
    for (int column = 0; column < ParameterSlot.padded(weight.outputs()); column += sums.length) {
      int at = weight.index(column, 0);
      int width = weight.panelWidthAt(column);
      for (int input = from; input < to; input++) {
        weightSums(x, xAt + input, xStride, dy, column, dyStride, samples, sums);
        for (int i = 0; i < sums.length; i++) {
          int place = at + input * width + i;
          float slope = penalized(sums[i], parameters[place], l2, l1);
          parameters[place] = Math.fma(slope, negativeLearningRate, parameters[place]);
        }
      }
    }
  }

  /// Adds the gradient of a penalty to that of the weights of inputs `from` to `to`; see [#update].
  public static void addPenalty(
      float[] parameters, float[] gradient, ParameterSlot weight, int from, int to, float l2, float l1) {
    for (int column = 0; column < ParameterSlot.padded(weight.outputs()); column += weight.panelWidth()) {
      int at = weight.index(column, 0);
      int width = weight.panelWidthAt(column);
      for (int place = at + from * width; place < at + to * width; place++) {
        gradient[place] = penalized(gradient[place], parameters[place], l2, l1);
      }
    }
  }

  private static float penalized(float sum, float weight, float l2, float l1) {
    float slope = l2 > 0 ? Math.fma(weight, l2, sum) : sum;
    if (l1 > 0 && weight > 0) {
      return slope + l1;
    }
    return l1 > 0 && weight < 0 ? slope - l1 : slope;
  }

  /// Four rows of `x` by four columns of weights.
  private static void forwardBlock(float[] x, int xAt, int xStride, float[] weights, int weightAt, int width,
      int inputs, float[] into, int at, int stride) {
    float s00 = 0, s01 = 0, s02 = 0, s03 = 0;
    float s10 = 0, s11 = 0, s12 = 0, s13 = 0;
    float s20 = 0, s21 = 0, s22 = 0, s23 = 0;
    float s30 = 0, s31 = 0, s32 = 0, s33 = 0;
    for (int input = 0; input < inputs; input++) {
      int place = weightAt + input * width;
      float w0 = weights[place], w1 = weights[place + 1], w2 = weights[place + 2], w3 = weights[place + 3];
      float number = x[xAt + input];
      s00 = Math.fma(number, w0, s00);
      s01 = Math.fma(number, w1, s01);
      s02 = Math.fma(number, w2, s02);
      s03 = Math.fma(number, w3, s03);
      number = x[xAt + xStride + input];
      s10 = Math.fma(number, w0, s10);
      s11 = Math.fma(number, w1, s11);
      s12 = Math.fma(number, w2, s12);
      s13 = Math.fma(number, w3, s13);
      number = x[xAt + 2 * xStride + input];
      s20 = Math.fma(number, w0, s20);
      s21 = Math.fma(number, w1, s21);
      s22 = Math.fma(number, w2, s22);
      s23 = Math.fma(number, w3, s23);
      number = x[xAt + 3 * xStride + input];
      s30 = Math.fma(number, w0, s30);
      s31 = Math.fma(number, w1, s31);
      s32 = Math.fma(number, w2, s32);
      s33 = Math.fma(number, w3, s33);
    }
    store(into, at, s00, s01, s02, s03);
    store(into, at + stride, s10, s11, s12, s13);
    store(into, at + 2 * stride, s20, s21, s22, s23);
    store(into, at + 3 * stride, s30, s31, s32, s33);
  }

  private static void forwardRow(
      float[] x, int xAt, float[] weights, int weightAt, int width, int inputs, float[] into, int at) {
    float s0 = 0, s1 = 0, s2 = 0, s3 = 0;
    for (int input = 0; input < inputs; input++) {
      int place = weightAt + input * width;
      float number = x[xAt + input];
      s0 = Math.fma(number, weights[place], s0);
      s1 = Math.fma(number, weights[place + 1], s1);
      s2 = Math.fma(number, weights[place + 2], s2);
      s3 = Math.fma(number, weights[place + 3], s3);
    }
    store(into, at, s0, s1, s2, s3);
  }

  /// A row of `dy` by the weights of four inputs, panel after panel.
  private static void backwardRow(
      float[] dy, int dyAt, float[] parameters, ParameterSlot weight, int input, float[] into, int at) {
    float s0 = 0, s1 = 0, s2 = 0, s3 = 0;
    for (int start = 0; start < weight.outputs(); start += weight.panelWidth()) {
      int width = weight.panelWidthAt(start);
      int place = weight.index(start, input);
      int outputs = Math.min(width, weight.outputs() - start);
      for (int output = 0; output < outputs; output++) {
        float slope = dy[dyAt + start + output];
        s0 = Math.fma(slope, parameters[place + output], s0);
        s1 = Math.fma(slope, parameters[place + width + output], s1);
        s2 = Math.fma(slope, parameters[place + 2 * width + output], s2);
        s3 = Math.fma(slope, parameters[place + 3 * width + output], s3);
      }
    }
    store(into, at, s0, s1, s2, s3);
  }

  private static float backwardSum(float[] dy, int dyAt, float[] parameters, ParameterSlot weight, int input) {
    float sum = 0;
    for (int output = 0; output < weight.outputs(); output++) {
      sum = Math.fma(dy[dyAt + output], parameters[weight.index(output, input)], sum);
    }
    return sum;
  }

  private static void store(float[] into, int at, float s0, float s1, float s2, float s3) {
    into[at] = s0;
    into[at + 1] = s1;
    into[at + 2] = s2;
    into[at + 3] = s3;
  }

  /// The sums over the samples of one input times each of sixteen columns of `dy`, eight of them at a time.
  private static void weightSums(
      float[] x, int xAt, int xStride, float[] dy, int dyAt, int dyStride, int samples, float[] sums) {
    for (int i = 0; i < sums.length; i += 2 * SIDE) {
      float s0 = 0, s1 = 0, s2 = 0, s3 = 0;
      float s4 = 0, s5 = 0, s6 = 0, s7 = 0;
      int place = dyAt + i;
      int end = xAt + samples * xStride;
      for (int at = xAt; at < end; at += xStride) {
        float number = x[at];
        s0 = Math.fma(number, dy[place], s0);
        s1 = Math.fma(number, dy[place + 1], s1);
        s2 = Math.fma(number, dy[place + 2], s2);
        s3 = Math.fma(number, dy[place + 3], s3);
        s4 = Math.fma(number, dy[place + 4], s4);
        s5 = Math.fma(number, dy[place + 5], s5);
        s6 = Math.fma(number, dy[place + 6], s6);
        s7 = Math.fma(number, dy[place + 7], s7);
        place += dyStride;
      }
      store(sums, i, s0, s1, s2, s3);
      store(sums, i + SIDE, s4, s5, s6, s7);
    }
  }
}
