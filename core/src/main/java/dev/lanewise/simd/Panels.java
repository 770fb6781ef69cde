package dev.lanewise.simd;

import dev.lanewise.ParameterSlot;

/// Moves weight matrices between panel layouts (see [ParameterSlot]).
public final class Panels {
  /// Source panels that are fetched at once: of 32 inputs 512 KiB, which a core's second cache holds. With 4 to 32
  /// panels it took as long.
  private static final int FETCHED_PANELS = 128;

  private Panels() {}

  /// Transposes weights into a panel of inputs, for the gradient by a layer's input.
  ///
  /// The source is laid out as [ParameterSlot] says: a row per input, columns the outputs. The target has a row per
  /// output, exactly `outputs` of them, and some of the inputs as columns; columns beyond the last input are set to 0.
  /// Numbers are moved, never computed with.
  ///
  /// Allocates nothing; needs 512-bit vectors to be fastest. The arrays must be different ones.
  ///
  /// @param weights holds the source from `at` on
  /// @param panelWidth outputs in a full panel of the source, a multiple of 16
  /// @param into takes the target from 0 on: `outputs` rows, as wide as the panel
  /// @param intoPanelWidth inputs in a full panel of the target, a multiple of 16; the last panel is as wide as the
  ///     inputs that are left, padded
  /// @param fromInput the first input of the panel
  public static void transpose(
      float[] weights,
      int at,
      int inputs,
      int outputs,
      int panelWidth,
      float[] into,
      int intoPanelWidth,
      int fromInput) {
    transpose(weights, at, inputs, outputs, panelWidth, into, intoPanelWidth, fromInput, 0, outputs);
  }

  /// Does what [#transpose] does, for weights that no cache holds: it fetches what it is about to transpose.
  public static void fetchAndTranspose(
      float[] weights,
      int at,
      int inputs,
      int outputs,
      int panelWidth,
      float[] into,
      int intoPanelWidth,
      int fromInput) {
    int columns = Math.min(intoPanelWidth, inputs - fromInput);
    for (int from = 0; from < outputs; from += FETCHED_PANELS * panelWidth) {
      int to = Math.min(from + FETCHED_PANELS * panelWidth, outputs);
      for (int start = from; start < to; start += panelWidth) {
        int width = Math.min(panelWidth, ParameterSlot.padded(outputs) - start);
        CacheLines.fetch(weights, at + start * inputs + fromInput * width, columns * width);
      }
      transpose(weights, at, inputs, outputs, panelWidth, into, intoPanelWidth, fromInput, from, to);
    }
  }

  /// Transposes some outputs, which begin with a panel.
  private static void transpose(
      float[] weights,
      int at,
      int inputs,
      int outputs,
      int panelWidth,
      float[] into,
      int intoPanelWidth,
      int fromInput,
      int fromOutput,
      int toOutput) {
    int columns = Math.min(intoPanelWidth, inputs - fromInput);
    int intoWidth = ParameterSlot.padded(columns);
    // A block of every source panel before the next block: pieces far apart are fetched side by side, one after the
    // other each would start with a wait for memory.
    for (int column = 0; column < columns; column += Block16.SIZE) {
      for (int start = fromOutput; start < toOutput; start += panelWidth) {
        int width = Math.min(panelWidth, ParameterSlot.padded(outputs) - start);
        int source = at + start * inputs + (fromInput + column) * width;
        transposeRows(weights, source, width, Math.min(Block16.SIZE, columns - column),
            into, start * intoWidth + column, intoWidth, Math.min(panelWidth, outputs - start));
      }
    }
  }

  /// Transposes at most 16 source rows of `rows` floats into `rows` target rows, which it pads to 16 columns.
  private static void transposeRows(
      float[] from, int at, int stride, int columns, float[] into, int intoAt, int intoStride, int rows) {
    for (int row = 0; row < rows; row += Block16.SIZE) {
      int blockRows = Math.min(Block16.SIZE, rows - row);
      int source = at + row;
      int target = intoAt + row * intoStride;
      if (Lanes.LENGTH == Block16.SIZE && columns == Block16.SIZE && blockRows == Block16.SIZE) {
        Block16.transpose(from, source, stride, into, target, intoStride);
      } else {
        transposeEdge(from, source, stride, columns, into, target, intoStride, blockRows);
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
