package dev.lanewise.processor.pass;

import dev.lanewise.processor.ir.Buffer;
import dev.lanewise.processor.ir.Graph;
import dev.lanewise.processor.ir.Kernel;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds which values the workspace must keep between kernels, and lets a later one take the array of one that is done.
///
/// An array is handed on only between rows of equal distance: threads work on rows of their own without waiting for
/// each other, and equal rows then never meet. Parameter gradients run last and read what is kept, so only what no
/// parameter gradient reads is ever done early: outputs after the loss, arguments of activations after their
/// derivative.
final class PlanBuffers {
  private final Map<Value, Integer> lastRead = new HashMap<>();
  private final Set<Value> readByLaterLoop = new HashSet<>();
  private final List<Buffer> buffers = new ArrayList<>();
  private final Map<String, Integer> arrayFreeFrom = new HashMap<>();

  private PlanBuffers() {}

  /// Plans the buffers of a program.
  static List<Buffer> run(Graph graph, Fuse kernels) {
    return new PlanBuffers().plan(graph, kernels);
  }

  private List<Buffer> plan(Graph graph, Fuse kernels) {
    List<List<Value>> computed = new ArrayList<>();
    kernels.forward().forEach(kernel -> computed.add(rows(kernel)));
    kernels.loss().ifPresent(loss -> computed.add(loss.values()));
    kernels.backward().forEach(kernel -> computed.add(rows(kernel)));
    computed.add(kernels.gradients().stream().flatMap(kernel -> kernel.values().stream()).toList());
    for (int time = 0; time < computed.size(); time++) {
      for (Value value : computed.get(time)) {
        for (Value input : value.op().inputs()) {
          lastRead.put(input, time);
        }
      }
    }
    kernels.forward().forEach(this::findReadByLaterLoops);
    kernels.backward().forEach(this::findReadByLaterLoops);
    kernels.loss().ifPresent(loss -> readByLaterLoop.addAll(loss.stored()));
    lastRead.merge(graph.outputs(), kernels.forward().size(), Math::max);
    graph.values().stream().filter(value -> value.op() instanceof Op.Mask).forEach(this::placeMask);
    for (int time = 0; time < computed.size() - 1; time++) {
      for (Value value : computed.get(time)) {
        if (isKept(value, time)) {
          place(value, time);
        }
      }
    }
    return buffers;
  }

  private static List<Value> rows(Kernel.RowContraction kernel) {
    List<Value> values = new ArrayList<>(kernel.epilogue());
    values.addFirst(kernel.product());
    return values;
  }

  private boolean isKept(Value value, int time) {
    return value.shape().isRows()
        && !(value.op() instanceof Op.Leaf)
        && (readByLaterLoop.contains(value) || lastRead.getOrDefault(value, time) > time);
  }

  /// The product itself stays where the result will be until the last loop of its kernel has read it.
  private void findReadByLaterLoops(Kernel.RowContraction kernel) {
    Set<Value> before = new HashSet<>();
    for (List<Value> loop : kernel.loops()) {
      loop.stream().flatMap(value -> value.op().inputs().stream()).filter(before::contains)
          .forEach(readByLaterLoop::add);
      before.addAll(loop);
    }
  }

  /// A mask keeps its array to itself: between steps it is all 1.
  private void placeMask(Value mask) {
    buffers.add(new Buffer(mask, LayOut.stride(mask.shape().width()), mask.name()));
    arrayFreeFrom.put(mask.name(), Integer.MAX_VALUE);
  }

  private void place(Value value, int time) {
    int stride = LayOut.stride(value.shape().width());
    String array = buffers.stream()
        .filter(buffer -> !buffer.isShared() && buffer.stride() == stride && arrayFreeFrom.get(buffer.name()) < time)
        .map(Buffer::name)
        .findFirst()
        .orElse(value.name());
    buffers.add(new Buffer(value, stride, array));
    arrayFreeFrom.put(array, lastRead.get(value));
  }
}
