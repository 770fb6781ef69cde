package dev.lanewise.processor.pass;

import static dev.lanewise.formula.Formulas.variable;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FreeVariables;
import dev.lanewise.formula.Operands;
import dev.lanewise.formula.Substitution;
import dev.lanewise.processor.ir.Graph;
import dev.lanewise.processor.ir.GraphBuilder;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Value;
import dev.lanewise.processor.scalar.Cost;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Gives a dear function in the loss a value of its own: one of a number for each sample that a row reads, so that it
/// is computed once a row, and one that several maps compute, so that they share it. Before and after:
///
/// ```
/// loss = map e * exp(-v) where e = e, v = v      exp  = map exp(-v) where v = v
/// dv   = map -(e * exp(-v)) where e = e, v = v   loss = map e * exp where e = e, exp = exp
///                                                dv   = map -(e * exp) where e = e, exp = exp
/// ```
final class ShareFunctions {
  /// Arithmetic is cheaper than a value; functions cost more than this.
  private static final int CHEAP = 6;

  private final Set<Value> loss = new HashSet<>();
  private final Map<Expr, Integer> maps = new HashMap<>();

  private ShareFunctions(Graph graph) {
    findLoss(graph);
    for (Value value : loss) {
      Set<Expr> functions = new HashSet<>();
      collect(canonical((Op.Map) value.op()), functions);
      functions.forEach(function -> maps.merge(function, 1, Integer::sum));
    }
  }

  /// Shares functions among the maps between the outputs and the first contraction of the backward pass.
  static Graph run(Graph graph) {
    ShareFunctions pass = new ShareFunctions(graph);
    return Rewriter.rewrite(graph, (value, op, builder) ->
        pass.loss.contains(value) ? pass.shared(value, (Op.Map) op, builder) : Rewriter.same(value, op, builder));
  }

  /// Finds the maps that are neither needed for the outputs nor come after a contraction of the backward pass.
  private void findLoss(Graph graph) {
    Set<Value> forward = new HashSet<>(Set.of(graph.outputs()));
    graph.values().reversed().stream().filter(forward::contains).forEach(value -> forward.addAll(value.op().inputs()));
    Set<Value> backward = new HashSet<>();
    for (Value value : graph.values()) {
      boolean isContraction = value.op() instanceof Op.Contract && !forward.contains(value);
      if (isContraction || value.op().inputs().stream().anyMatch(backward::contains)) {
        backward.add(value);
      } else if (value.op() instanceof Op.Map && value.shape().hasBatch() && !forward.contains(value)) {
        loss.add(value);
      }
    }
  }

  private static void collect(Expr expr, Set<Expr> functions) {
    if (isDear(expr)) {
      functions.add(expr);
    }
    Operands.of(expr).forEach(operand -> collect(operand, functions));
  }

  private static boolean isDear(Expr expr) {
    return expr instanceof Expr.Unary(Expr.UnaryOp op, Expr _) && Cost.of(new Expr.Unary(op, variable("x"))) > CHEAP;
  }

  private Value shared(Value value, Op.Map map, GraphBuilder graph) {
    Map<String, Value> inputs = new HashMap<>();
    map.inputs().forEach(input -> inputs.put(input.name(), input));
    Expr formula = canonical(map);
    if (isDear(formula)) {
      Expr operand = ((Expr.Unary) formula).x();
      Expr function = new Expr.Unary(((Expr.Unary) formula).op(), replaced(operand, value, inputs, graph));
      return map(value.name(), function, value, inputs, graph);
    }
    return map(value.name(), replaced(formula, value, inputs, graph), value, inputs, graph);
  }

  private Expr replaced(Expr expr, Value value, Map<String, Value> inputs, GraphBuilder graph) {
    Expr inner = Operands.map(expr, operand -> replaced(operand, value, inputs, graph));
    if (!(inner instanceof Expr.Unary(Expr.UnaryOp op, Expr _)) || !isDear(inner)) {
      return inner;
    }
    Set<String> names = FreeVariables.of(inner);
    boolean isNumber = names.stream().noneMatch(name -> inputs.get(name).shape().isRows());
    if (maps.getOrDefault(expr, 0) < 2 && !(isNumber && value.shape().isRows())) {
      return inner;
    }
    Value function = map(op.name().toLowerCase(Locale.ROOT), inner, value, inputs, graph);
    inputs.put(function.name(), function);
    return variable(function.name());
  }

  private static Value map(String name, Expr formula, Value value, Map<String, Value> inputs, GraphBuilder graph) {
    List<String> names = List.copyOf(FreeVariables.of(formula));
    return graph.map(name, formula, names, new ArrayList<>(names.stream().map(inputs::get).toList()), value.origin());
  }

  /// The formula with the names of values for its variables, so that equal parts of several formulas are equal.
  private static Expr canonical(Op.Map map) {
    Map<String, Expr> names = new HashMap<>();
    for (int i = 0; i < map.inputs().size(); i++) {
      names.put(map.arguments().get(i), variable(map.inputs().get(i).name()));
    }
    return Substitution.ofVariables(names).apply(map.formula());
  }
}
