package dev.lanewise.processor.ir;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FreeVariables;
import java.util.HashSet;
import java.util.Set;

/// Checks what every pass must keep: definition before use, unique names, shapes that agree, formulas without unknowns.
public final class GraphVerifier {
  private GraphVerifier() {}

  /// Checks a graph.
  ///
  /// @param pass the pass that made it, for the message
  /// @throws IllegalStateException if the pass broke a rule; the message holds the graph's text
  public static void verify(String pass, Graph graph) {
    Set<Value> defined = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (Value value : graph.values()) {
      for (Value input : value.op().inputs()) {
        check(defined.contains(input), pass, value + " reads " + input + " before it is defined", graph);
      }
      check(names.add(value.name()), pass, "two values are named " + value.name(), graph);
      verify(pass, value, graph);
      defined.add(value);
    }
    check(defined.contains(graph.outputs()), pass, "the outputs are not in the graph", graph);
    graph.loss().ifPresent(loss -> {
      check(defined.contains(loss), pass, "the loss is not in the graph", graph);
      check(loss.shape().equals(Shape.SCALAR), pass, "the loss is not one number", graph);
    });
    graph.gradients().forEach((parameter, gradient) -> {
      check(defined.contains(gradient), pass, "the gradient of " + parameter + " is not in the graph", graph);
      check(gradient.shape().equals(graph.value(parameter).shape()), pass,
          "the gradient of " + parameter + " has shape " + gradient.shape(), graph);
    });
  }

  private static void verify(String pass, Value value, Graph graph) {
    if (!(value.op() instanceof Op.Leaf)) {
      check(GraphBuilder.shape(value.op()).equals(value.shape()), pass, value + " claims a wrong shape", graph);
    }
    if (value.op() instanceof Op.Map map) {
      Expr formula = map.formula();
      check(Set.copyOf(map.arguments()).containsAll(FreeVariables.of(formula)), pass,
          value + " has a formula with unknowns", graph);
      check(new HashSet<>(map.arguments()).size() == map.arguments().size(), pass,
          value + " names an argument twice", graph);
    }
  }

  private static void check(boolean holds, String pass, String what, Graph graph) {
    if (!holds) {
      throw new IllegalStateException("after " + pass + ": " + what + "\n" + GraphPrinter.print(graph));
    }
  }
}
