package dev.lanewise.processor.emit;

import dev.lanewise.formula.Expr;
import dev.lanewise.processor.ir.Kernel;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which reductions of a loss share a loop: those over rows of one width of which none needs the result of another.
final class RowReductions {
  private final Map<Value, Integer> depths = new HashMap<>();
  private final List<Value> looped;

  /// Groups the reductions of a kernel.
  ///
  /// @param outputs what the last row gives, whose maximum and softmax are calls
  RowReductions(Kernel.LossRows kernel, Value outputs) {
    kernel.values().forEach(this::depth);
    looped = kernel.values().stream().filter(value -> isLooped(value, outputs)).toList();
  }

  private static boolean isLooped(Value value, Value outputs) {
    return value.op() instanceof Op.Reduce(Expr.ReduceOp op, Op.Axis _, Value x)
        && (op == Expr.ReduceOp.SUM || x != outputs);
  }

  /// The reductions that are computed with a value, itself included; empty if a call computes it.
  Optional<List<Value>> groupOf(Value reduction) {
    return looped.contains(reduction)
        ? Optional.of(looped.stream().filter(other -> isTogether(reduction, other)).toList())
        : Optional.empty();
  }

  /// The most reductions in one loop, 0 if there is none.
  int largestGroup() {
    return looped.stream().mapToInt(value -> groupOf(value).orElseThrow().size()).max().orElse(0);
  }

  private boolean isTogether(Value a, Value b) {
    return depths.get(a).equals(depths.get(b)) && width(a) == width(b);
  }

  private static int width(Value reduction) {
    return ((Op.Reduce) reduction.op()).x().shape().width();
  }

  /// How many reductions, each of the result of the one before, a value waits for.
  private int depth(Value value) {
    Integer known = depths.get(value);
    if (known != null) {
      return known;
    }
    int depth = value.op().inputs().stream().mapToInt(this::depth).max().orElse(0);
    // A call that fills the row of a softmax counts like a reduction.
    boolean isReduction = value.op() instanceof Op.Reduce || value.op() instanceof Op.Softmax;
    depths.put(value, isReduction ? depth + 1 : depth);
    return depths.get(value);
  }
}
