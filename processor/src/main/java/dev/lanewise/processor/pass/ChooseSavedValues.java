package dev.lanewise.processor.pass;

import static dev.lanewise.formula.Formulas.variable;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FreeVariables;
import dev.lanewise.formula.Substitution;
import dev.lanewise.processor.ir.Graph;
import dev.lanewise.processor.ir.GraphBuilder;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.PartNames;
import dev.lanewise.processor.ir.Value;
import dev.lanewise.processor.scalar.OutputForm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes a derivative by the output of its function where mathematics allows, so that the argument need not be kept.
///
/// The output is kept in any case: the next row reads it. What cannot be rewritten keeps the argument too and computes
/// the derivative from it. Before and after, for a sigmoid:
///
/// ```
/// dx = map d * sigmoid(x) * (1 - sigmoid(x)) where d = dy, x = x
/// dx = map d * y * (1 - y)                   where d = dy, y = y
/// ```
final class ChooseSavedValues {
  private static final String OUTPUT = "y";

  /// For each value that is the only argument of an activation, that activation.
  private final Map<Value, Value> activations = new HashMap<>();

  private ChooseSavedValues() {}

  /// Rewrites every map that reads the argument of an activation.
  static Graph run(Graph graph) {
    return Rewriter.rewrite(graph, new ChooseSavedValues()::choose);
  }

  private Value choose(Value value, Op op, GraphBuilder graph) {
    Value chosen = Rewriter.same(value, op instanceof Op.Map map ? byOutput(map) : op, graph);
    if (op instanceof Op.Map map && map.inputs().size() == 1 && map.inputs().getFirst().shape().equals(value.shape())) {
      activations.putIfAbsent(map.inputs().getFirst(), chosen);
    }
    return chosen;
  }

  private Op.Map byOutput(Op.Map map) {
    for (int i = 0; i < map.inputs().size(); i++) {
      Value activation = activations.get(map.inputs().get(i));
      if (activation != null) {
        Optional<Op.Map> rewritten = byOutput(map, i, activation);
        if (rewritten.isPresent()) {
          return rewritten.get();
        }
      }
    }
    return map;
  }

  private static Optional<Op.Map> byOutput(Op.Map map, int argument, Value activation) {
    Op.Map function = (Op.Map) activation.op();
    String x = map.arguments().get(argument);
    String y = OUTPUT;
    while (map.arguments().contains(y)) {
      y = y + "y";
    }
    Expr formula = Substitution.ofVariables(Map.of(function.arguments().getFirst(), variable(x)))
        .apply(function.formula());
    Optional<Expr> byOutput = OutputForm.rewrite(formula, map.formula(), x, y);
    if (byOutput.isEmpty() || FreeVariables.of(byOutput.get()).contains(x)) {
      return Optional.empty();
    }
    List<String> arguments = new ArrayList<>(map.arguments());
    List<Value> inputs = new ArrayList<>(map.inputs());
    arguments.set(argument, y);
    inputs.set(argument, activation);
    Expr simple = dev.lanewise.processor.scalar.Simplify.simplify(formula);
    PartNames names = map.names().extended(Substitution.of(simple, variable(y))::apply);
    return Optional.of(new Op.Map(byOutput.get(), arguments, inputs, names));
  }
}
