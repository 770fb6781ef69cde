package dev.lanewise.processor.pass;

import dev.lanewise.processor.ir.Graph;
import dev.lanewise.processor.ir.GraphBuilder;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Rebuilds a graph value by value, in order, leaving out what no result depends on.
final class Rewriter {

  /// What a value becomes in the new graph.
  @FunctionalInterface
  interface Rule {

    /// Gives the new value.
    ///
    /// @param value the value in the old graph
    /// @param op its operation, reading values of the new graph
    /// @param graph the new graph so far
    Value apply(Value value, Op op, GraphBuilder graph);
  }

  private Rewriter() {}

  /// Rewrites every value that a result depends on; parameters are kept in any case.
  static Graph rewrite(Graph graph, Rule rule) {
    Set<Value> needed = needed(graph);
    GraphBuilder rewritten = new GraphBuilder();
    Map<Value, Value> replacements = new HashMap<>();
    for (Value value : graph.values()) {
      if (value.isGiven()) {
        if (needed.contains(value) || value.isLeaf(Op.LeafKind.PARAMETER)) {
          rewritten.adopt(value);
          replacements.put(value, value);
        }
      } else if (needed.contains(value)) {
        List<Value> inputs = value.op().inputs().stream().map(replacements::get).toList();
        replacements.put(value, rule.apply(value, value.op().withInputs(inputs), rewritten));
      }
    }
    Map<String, Value> gradients = new LinkedHashMap<>();
    graph.gradients().forEach((name, gradient) -> gradients.put(name, replacements.get(gradient)));
    return new Graph(
        rewritten.values(), replacements.get(graph.outputs()), graph.loss().map(replacements::get), gradients);
  }

  /// The value as it was, on new inputs.
  static Value same(Value value, Op op, GraphBuilder graph) {
    return graph.value(value.name(), op, value.origin());
  }

  private static Set<Value> needed(Graph graph) {
    Set<Value> needed = new HashSet<>(graph.gradients().values());
    needed.add(graph.outputs());
    graph.loss().ifPresent(needed::add);
    for (Value value : graph.values().reversed()) {
      if (needed.contains(value)) {
        needed.addAll(value.op().inputs());
      }
    }
    return needed;
  }
}
