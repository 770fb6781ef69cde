package dev.lanewise.simd;

import dev.lanewise.ParameterSlot;

/// Moves weight matrices between panel layouts (see [ParameterSlot]).
public final class Panels {
  private Panels() {}

  /// The number of panels into which columns are cut.
  ///
  /// @param panelWidth columns in a full panel, a multiple of 16
  public static int count(int columns, int panelWidth) {
    return (columns + panelWidth - 1) / panelWidth;
  }

  /// The floats that a matrix takes in panels, padding included.
  public static int length(int rows, int columns) {
    return rows * ParameterSlot.padded(columns);
  }

  /// Transposes weights into panels of inputs, for the gradient by a layer's input.
  ///
  /// The source is laid out as [ParameterSlot] says: a row per input, columns the outputs. The target has a row per
  /// output, exactly `outputs` of them, and the inputs as columns, in panels of `intoPanelWidth`; its padding, the
  /// columns from `inputs` on, is set to 0. The call writes the panels from `fromPanel` up to, not including,
  /// `toPanel`, so threads can share the work; all of them are `count(inputs, intoPanelWidth)`. Numbers are moved,
  /// never computed with.
  ///
  /// Allocates nothing; needs 512-bit vectors to be fastest. The two ranges must not overlap.
  ///
  /// @param weights holds the source from `at` on, `length(inputs, outputs)` floats
  /// @param panelWidth outputs in a full panel of the source, a multiple of 16
  /// @param into takes the target from `intoAt` on, `length(outputs, inputs)` floats
  /// @param intoPanelWidth inputs in a full panel of the target, a multiple of 16
  public static void transpose(
      float[] weights,
      int at,
      int inputs,
      int outputs,
      int panelWidth,
      float[] into,
      int intoAt,
      int intoPanelWidth,
      int fromPanel,
      int toPanel) {
    for (int panel = fromPanel; panel < toPanel; panel++) {
      int fromInput = panel * intoPanelWidth;
      int toInput = Math.min(inputs, fromInput + intoPanelWidth);
      int intoWidth = Math.min(intoPanelWidth, ParameterSlot.padded(inputs) - fromInput);
      int intoPanel = intoAt + fromInput * outputs;
      for (int start = 0; start < outputs; start += panelWidth) {
        int width = Math.min(panelWidth, ParameterSlot.padded(outputs) - start);
        int source = at + start * inputs + fromInput * width;
        int target = intoPanel + start * intoWidth;
        int rows = Math.min(panelWidth, outputs - start);
        transpose(weights, source, width, toInput - fromInput, into, target, intoWidth, rows);
      }
    }
  }

  /// Transposes `columns` source rows of `rows` floats into `rows` target rows, which it pads to their stride.
  private static void transpose(
      float[] from, int at, int stride, int columns, float[] into, int intoAt, int intoStride, int rows) {
    for (int column = 0; column < columns; column += Block16.SIZE) {
      int blockColumns = Math.min(Block16.SIZE, columns - column);
      for (int row = 0; row < rows; row += Block16.SIZE) {
        int blockRows = Math.min(Block16.SIZE, rows - row);
        int source = at + column * stride + row;
        int target = intoAt + row * intoStride + column;
        if (Lanes.LENGTH == Block16.SIZE && blockColumns == Block16.SIZE && blockRows == Block16.SIZE) {
          Block16.transpose(from, source, stride, into, target, intoStride);
        } else {
          transposeEdge(from, source, stride, blockColumns, into, target, intoStride, blockRows);
        }
      }
    }
  }

  private static void transposeEdge(
      float[] from, int at, int stride, int columns, float[] into, int intoAt, int intoStride, int rows) {
    for (int row = 0; row < rows; row++) {
      int target = intoAt + row * intoStride;
      for (int column = 0; column < columns; column++) {
        into[target + column] = from[at + column * stride + row];
      }
      for (int column = columns; column < Block16.SIZE; column++) {
        into[target + column] = 0f;
      }
    }
  }
}
