package dev.lanewise.processor.pass;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Formulas;
import dev.lanewise.formula.Substitution;
import dev.lanewise.processor.ir.Graph;
import dev.lanewise.processor.ir.GraphBuilder;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.PartNames;
import dev.lanewise.processor.ir.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Joins a map into the one map that reads it, if both have the same shape and nobody else needs it.
///
/// A value for each sample stays apart from the rows it scales, so that it is computed once a row. Before and after:
///
/// ```
/// p = map sum + bias where ...          h = map sigmoid(sum + bias) where ...
/// h = map sigmoid(x) where x = p
/// ```
final class JoinMaps {
  private final Map<Value, Integer> readers = new HashMap<>();
  private final Graph graph;

  private JoinMaps(Graph graph) {
    this.graph = graph;
    graph.values().forEach(value -> value.op().inputs().forEach(input -> readers.merge(input, 1, Integer::sum)));
    graph.gradients().values().forEach(gradient -> readers.merge(gradient, 1, Integer::sum));
    readers.merge(graph.outputs(), 1, Integer::sum);
  }

  /// Joins maps everywhere.
  static Graph run(Graph graph) {
    return new JoinMaps(graph).run();
  }

  private Graph run() {
    Graph joined = Rewriter.rewrite(graph, (value, op, builder) ->
        Rewriter.same(value, op instanceof Op.Map map ? join(value, map) : op, builder));
    return Rewriter.rewrite(joined, Rewriter::same);
  }

  /// Joins into a map what it reads.
  ///
  /// @param before the map's value in the graph as it was, where readers are counted
  /// @param map the same map on rewritten inputs
  private Op.Map join(Value before, Op.Map map) {
    Map<String, Value> inputs = new LinkedHashMap<>();
    Map<String, Expr> replacements = new HashMap<>();
    PartNames innerNames = PartNames.NONE;
    for (int i = 0; i < map.inputs().size(); i++) {
      String argument = map.arguments().get(i);
      Value input = map.inputs().get(i);
      boolean isReadHereOnly = readers.get(before.op().inputs().get(i)) == 1;
      if (isReadHereOnly && input.shape().equals(before.shape()) && input.op() instanceof Op.Map inner) {
        Substitution renaming = renaming(inner, inputs);
        replacements.put(argument, renaming.apply(inner.formula()));
        innerNames = innerNames.merged(inner.names().substituted(renaming));
      } else {
        replacements.put(argument, Formulas.variable(bind(argument, input, inputs)));
      }
    }
    Substitution joined = Substitution.ofVariables(replacements);
    return new Op.Map(joined.apply(map.formula()), List.copyOf(inputs.keySet()), List.copyOf(inputs.values()),
        map.names().substituted(joined).merged(innerNames));
  }

  private static Substitution renaming(Op.Map inner, Map<String, Value> inputs) {
    Map<String, Expr> names = new HashMap<>();
    for (int i = 0; i < inner.inputs().size(); i++) {
      String argument = inner.arguments().get(i);
      names.put(argument, Formulas.variable(bind(argument, inner.inputs().get(i), inputs)));
    }
    return Substitution.ofVariables(names);
  }

  /// The argument that stands for a value: the one it has already, the wanted one, or the wanted one with a number.
  private static String bind(String wanted, Value value, Map<String, Value> inputs) {
    for (Map.Entry<String, Value> known : inputs.entrySet()) {
      if (known.getValue() == value) {
        return known.getKey();
      }
    }
    String name = wanted;
    for (int i = 2; inputs.containsKey(name); i++) {
      name = wanted + i;
    }
    inputs.put(name, value);
    return name;
  }
}
