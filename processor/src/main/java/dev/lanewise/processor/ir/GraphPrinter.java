package dev.lanewise.processor.ir;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The stable text form of a graph, one value a line: for `-Alanewise.dump` and for the tests of the passes.
public final class GraphPrinter {
  private GraphPrinter() {}

  /// Prints a graph; every line ends with a line feed.
  public static String print(Graph graph) {
    StringBuilder text = new StringBuilder();
    for (Value value : graph.values()) {
      text.append(line(value)).append('\n');
    }
    text.append("outputs: ").append(graph.outputs().name()).append('\n');
    graph.loss().ifPresent(loss -> text.append("loss: ").append(loss.name()).append('\n'));
    graph.gradients().forEach((parameter, gradient) ->
        text.append("gradient of ").append(parameter).append(": ").append(gradient.name()).append('\n'));
    return text.toString();
  }

  /// Prints a value, its shape and its operation.
  public static String line(Value value) {
    return value.name() + " " + value.shape() + " = " + operation(value.op());
  }

  private static String operation(Op op) {
    return switch (op) {
      case Op.Leaf leaf -> leaf.kind().name().toLowerCase(Locale.ROOT) + rate(leaf);
      case Op.Mask mask -> "mask " + mask.number() + " of rate " + mask.rate();
      case Op.Contract contract -> "contract \"" + contract.form().letters() + "\" " + names(contract.inputs());
      case Op.Map map -> "map " + map.text() + where(map);
      case Op.Reduce reduce -> "reduce " + reduce.op().name().toLowerCase(Locale.ROOT) + " over "
          + reduce.axis().name().toLowerCase(Locale.ROOT) + " " + names(reduce.inputs());
      case Op.Softmax softmax -> "softmax " + names(softmax.inputs());
      case Op.Gather gather -> "gather " + names(gather.inputs());
      case Op.Pick pick -> "pick " + pick.column() + " of " + names(pick.inputs());
      case Op.Scatter scatter -> "scatter " + names(scatter.inputs()) + " into " + scatter.width();
      case Op.Broadcast broadcast -> "broadcast " + names(broadcast.inputs()) + " to " + broadcast.shape();
    };
  }

  private static String rate(Op.Leaf leaf) {
    return leaf.learningRateScale() == 1 ? ""
        : leaf.learningRateScale() == 0 ? ", frozen"
        : ", learning rate times " + leaf.learningRateScale();
  }

  private static String where(Op.Map map) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < map.inputs().size(); i++) {
      text.append(i == 0 ? " where " : ", ");
      text.append(map.arguments().get(i)).append(" = ").append(map.inputs().get(i).name());
    }
    return text.toString();
  }

  private static String names(List<Value> values) {
    return values.stream().map(Value::name).collect(Collectors.joining(", ", "(", ")"));
  }
}
