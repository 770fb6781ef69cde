package dev.lanewise.processor.emit;

import dev.lanewise.formula.Evaluator;
import dev.lanewise.processor.ir.Graph;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Value;
import java.util.HashMap;
import java.util.Map;

/// What generated code computes in the padding of rows, where weights, biases and products are 0.
///
/// The padding of a gradient must be 0, so that parameters keep the 0 of theirs. It is, unless a derivative is infinite
/// or NaN at the argument 0: then the kernel must clear it.
final class Padding {
  private final Map<Value, Double> known = new HashMap<>();

  private Padding() {}

  /// Whether the padding of a value's rows is 0 by itself.
  static boolean isZero(Graph graph, Value value) {
    Padding padding = new Padding();
    graph.values().forEach(each -> padding.known.put(each, padding.of(each)));
    return padding.known.get(value) == 0;
  }

  private double of(Value value) {
    return switch (value.op()) {
      case Op.Map map -> {
        Map<String, double[]> arguments = new HashMap<>();
        for (int i = 0; i < map.inputs().size(); i++) {
          arguments.put(map.arguments().get(i), new double[] {known.get(map.inputs().get(i))});
        }
        yield Evaluator.evaluate(map.formula(), arguments);
      }
      case Op.Broadcast(Value x, var _) -> known.get(x);
      case Op.Leaf _, Op.Contract _, Op.Reduce _, Op.Softmax _, Op.Gather _, Op.Pick _, Op.Scatter _ -> 0;
    };
  }
}
