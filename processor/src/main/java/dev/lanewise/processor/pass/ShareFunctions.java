package dev.lanewise.processor.pass;

import static dev.lanewise.formula.Formulas.variable;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FreeVariables;
import dev.lanewise.formula.Operands;
import dev.lanewise.formula.Parts;
import dev.lanewise.processor.ir.Graph;
import dev.lanewise.processor.ir.GraphBuilder;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.PartNames;
import dev.lanewise.processor.ir.Value;
import dev.lanewise.processor.scalar.Cost;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
      collect(((Op.Map) value.op()).byValues().formula(), functions);
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
    Parts.of(expr).stream().filter(ShareFunctions::isDear).forEach(functions::add);
  }

  private static boolean isDear(Expr expr) {
    return expr instanceof Expr.Unary(Expr.UnaryOp op, Expr _) && Cost.of(new Expr.Unary(op, variable("x"))) > CHEAP;
  }

  private Value shared(Value value, Op.Map map, GraphBuilder graph) {
    Map<String, Value> inputs = new HashMap<>();
    map.inputs().forEach(input -> inputs.put(input.name(), input));
    Op.Map byValues = map.byValues();
    Expr formula = byValues.formula();
    Map<Expr, Expr> replaced = new LinkedHashMap<>();
    for (Expr part : Parts.of(formula)) {
      Expr inner = Operands.map(part, replaced::get);
      boolean isShared = part != formula && !part.equals(formula) && isShared(part, inner, value, inputs);
      replaced.put(part, isShared ? function((Expr.Unary) inner, value, inputs, byValues.names(), graph) : inner);
    }
    Expr result = replaced.get(formula);
    if (result.equals(formula)) {
      return Rewriter.same(value, map, graph);
    }
    PartNames names = byValues.names().extended(part -> replaced.getOrDefault(part, part));
    return graph.value(value.name(), map(result, inputs, names), value.origin());
  }

  private boolean isShared(Expr part, Expr inner, Value value, Map<String, Value> inputs) {
    if (!isDear(inner)) {
      return false;
    }
    boolean isNumber =
        FreeVariables.of(inner).stream().noneMatch(name -> inputs.get(name).shape().isRows());
    return maps.getOrDefault(part, 0) > 1 || isNumber && value.shape().isRows();
  }

  private static Expr function(
      Expr.Unary call, Value value, Map<String, Value> inputs, PartNames names, GraphBuilder graph) {
    String name = call.op().name().toLowerCase(Locale.ROOT);
    Value function = graph.value(name, map(call, inputs, names), value.origin());
    inputs.put(function.name(), function);
    return variable(function.name());
  }

  private static Op.Map map(Expr formula, Map<String, Value> inputs, PartNames partNames) {
    List<String> names = List.copyOf(FreeVariables.of(formula));
    return new Op.Map(formula, names, names.stream().map(inputs::get).toList(), partNames);
  }
}
