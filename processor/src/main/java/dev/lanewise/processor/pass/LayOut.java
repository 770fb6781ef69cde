package dev.lanewise.processor.pass;

import dev.lanewise.ParameterLayout;
import dev.lanewise.ParameterSlot;
import dev.lanewise.processor.ir.Graph;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.PanelWidth;
import dev.lanewise.processor.ir.Shape;
import dev.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.List;

/// Decides where each parameter stands in the flat array and how far apart the rows of a buffer are.
///
/// Decided when the network is compiled, without a look at the machine, so that parameters mean the same everywhere.
final class LayOut {
  /// Rows whose distance is a multiple of this many floats (1 KiB) fall into few cache sets.
  private static final int AVOIDED_STRIDE = 256;

  /// Samples whose distance is a multiple of this many floats (4 KiB) all fall into the same cache sets, so that they
  /// are worth a copy. At smaller distances the copy would cost as much as it saves.
  private static final int COPIED_STRIDE = 1024;

  private LayOut() {}

  /// Places every parameter of a graph, in order.
  ///
  /// @throws ArithmeticException if all together do not fit into a Java array
  static ParameterLayout parameters(Graph graph) {
    List<ParameterSlot> slots = new ArrayList<>();
    int offset = 0;
    for (Value value : graph.values()) {
      if (value.isLeaf(Op.LeafKind.PARAMETER)) {
        ParameterSlot slot = slot(value, offset);
        slots.add(slot);
        offset = Math.addExact(offset, slot.length());
      }
    }
    return new ParameterLayout(slots);
  }

  private static ParameterSlot slot(Value parameter, int offset) {
    // Outside, a single number is an array of one.
    List<Integer> shape = parameter.shape().equals(Shape.SCALAR) ? List.of(1) : parameter.shape().axes();
    int paddedOutputs = ParameterSlot.padded(shape.getFirst());
    int panelWidth = shape.size() == 1 ? paddedOutputs : PanelWidth.of(paddedOutputs);
    float scale = ((Op.Leaf) parameter.op()).learningRateScale();
    return new ParameterSlot(parameter.name(), shape, offset, panelWidth, scale);
  }

  /// Floats from one sample to the next where kernels read them.
  ///
  /// @param isNoisy whether noise is added to the samples, so that they are copied in any case
  static int sampleStride(int width, boolean isNoisy) {
    if (isNoisy) {
      return stride(width);
    }
    return width % COPIED_STRIDE == 0 ? width + ParameterSlot.ALIGNMENT : width;
  }

  /// Floats from one row of a buffer to the next.
  static int stride(int width) {
    int padded = ParameterSlot.padded(width);
    return padded % AVOIDED_STRIDE == 0 ? padded + ParameterSlot.ALIGNMENT : padded;
  }
}
