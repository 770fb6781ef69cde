package dev.lanewise;

import java.util.List;

/// One tensor in the flat parameter array of a model: its name and shape outside, its place inside.
///
/// A weight matrix `[out, in]` is kept in panels of `panelWidth` outputs. Panel `p` holds the outputs from
/// `p * panelWidth`; within it, the row of input `i` holds the weights from `i` to each output of the panel, side by
/// side. The last panel is as wide as what is left, rounded up to [#ALIGNMENT]. A bias or another parameter
/// of one axis is kept as it is, rounded up to [#ALIGNMENT]. What rounding adds stays 0.
///
/// @param name `row.weight`, `row.bias`, or `row.slope` for a learnt parameter of an activation
/// @param shape `[out, in]` or `[out]`; `[1]` for a learnt parameter that all units share
/// @param offset where it starts in the flat array
/// @param panelWidth outputs in a full panel, a multiple of [#ALIGNMENT]; for one axis its padded length
/// @param learningRateScale times the learning rate of a run is that of the tensor; 0 if it is frozen
public record ParameterSlot(String name, List<Integer> shape, int offset, int panelWidth, float learningRateScale) {
  /// Floats to which every row is padded: the lanes of a 512-bit vector.
  public static final int ALIGNMENT = 16;

  /// Checks the place of the tensor.
  public ParameterSlot {
    shape = List.copyOf(shape);
    if (shape.isEmpty() || shape.size() > 2 || panelWidth < ALIGNMENT || panelWidth % ALIGNMENT != 0) {
      throw new IllegalArgumentException("no layout for " + name + shape + " in panels of " + panelWidth);
    }
    if (!(learningRateScale >= 0 && learningRateScale < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "learningRateScale " + learningRateScale + " of " + name + " must be finite and at least 0");
    }
  }

  /// A tensor that is trained with the learning rate of the run.
  public ParameterSlot(String name, List<Integer> shape, int offset, int panelWidth) {
    this(name, shape, offset, panelWidth, 1f);
  }

  /// Rounds a width up to [#ALIGNMENT].
  public static int padded(int width) {
    return (width + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /// The number of outputs.
  public int outputs() {
    return shape.get(0);
  }

  /// The number of inputs; 1 where there is one axis.
  public int inputs() {
    return shape.size() == 2 ? shape.get(1) : 1;
  }

  /// Whether this is a matrix of weights, to which weight decay applies, rather than a bias or a learnt parameter.
  public boolean isWeight() {
    return shape.size() == 2;
  }

  /// Whether training leaves the tensor as it is, and its gradient is 0.
  public boolean isFrozen() {
    return learningRateScale == 0;
  }

  /// The numbers in the tensor.
  public int count() {
    return outputs() * inputs();
  }

  /// The floats it takes in the flat array, padding included.
  ///
  /// @throws ArithmeticException if they do not fit into a Java array
  public int length() {
    return Math.multiplyExact(padded(outputs()), inputs());
  }

  /// Where the weight from an input to an output stands in the flat array.
  public int index(int output, int input) {
    int panelStart = output / panelWidth * panelWidth;
    return offset + panelStart * inputs() + input * panelWidthAt(output) + output - panelStart;
  }

  /// The floats from one input to the next in the panel that an output lies in: the last may be narrower than others.
  public int panelWidthAt(int output) {
    return Math.min(panelWidth, padded(outputs()) - output / panelWidth * panelWidth);
  }

  /// Copies the tensor out of a flat array, in the conventional order.
  ///
  /// @return `[out, in]` row by row, or `[out]`
  public float[] read(float[] flat) {
    float[] values = new float[count()];
    int at = 0;
    for (int output = 0; output < outputs(); output++) {
      for (int input = 0; input < inputs(); input++) {
        values[at++] = flat[index(output, input)];
      }
    }
    return values;
  }

  /// Copies the tensor into a flat array; padding is left alone.
  ///
  /// @param values `[out, in]` row by row, or `[out]`
  /// @throws IllegalArgumentException if the number of values is not the tensor's
  public void write(float[] values, float[] flat) {
    if (values.length != count()) {
      throw new IllegalArgumentException(
          name + " " + shape + " takes " + count() + " values, not " + values.length);
    }
    int at = 0;
    for (int output = 0; output < outputs(); output++) {
      for (int input = 0; input < inputs(); input++) {
        flat[index(output, input)] = values[at++];
      }
    }
  }
}
