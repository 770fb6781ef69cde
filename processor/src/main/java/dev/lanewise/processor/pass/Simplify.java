package dev.lanewise.processor.pass;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FreeVariables;
import dev.lanewise.formula.Substitution;
import dev.lanewise.processor.ir.Graph;
import dev.lanewise.processor.ir.GraphBuilder;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.PartNames;
import dev.lanewise.processor.ir.Shape;
import dev.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Simplifies each formula, drops arguments it no longer reads, and drops values nobody reads.
///
/// A constant becomes part of the formulas that read it; a repeated value is read unrepeated where another input
/// already has the full shape; a map that only hands on its input is that input. Before and after:
///
/// ```
/// one = map 1                           dz = map share * z where share = share, z = z
/// d   = broadcast (one) to [batch]
/// dz  = map d * share * z where ...
/// ```
final class Simplify {
  private Simplify() {}

  /// Simplifies a graph until it gets no smaller.
  static Graph run(Graph graph) {
    Graph before = graph;
    Graph after = once(before);
    while (after.values().size() != before.values().size()) {
      before = after;
      after = once(before);
    }
    return after;
  }

  /// Simplifies every value, then drops what the simpler formulas no longer read.
  private static Graph once(Graph graph) {
    return Rewriter.rewrite(Rewriter.rewrite(graph, Simplify::simplified), Rewriter::same);
  }

  private static Value simplified(Value value, Op op, GraphBuilder graph) {
    return switch (op) {
      case Op.Map map -> map(value, map, graph);
      case Op.Broadcast(Value x, Shape to) when x.shape().equals(to) -> x;
      case Op _ when constantResult(op).isPresent() -> repeated(value, constantResult(op).getAsDouble(), graph);
      case Op.Leaf _, Op.Mask _, Op.Contract _, Op.Reduce _, Op.Softmax _, Op.Gather _, Op.Pick _, Op.Scatter _,
          Op.Broadcast _ ->
        Rewriter.same(value, op, graph);
    };
  }

  /// What an operation gives for every element, where that is one number whatever comes in: all that 0 leads to.
  private static OptionalDouble constantResult(Op op) {
    return switch (op) {
      case Op.Reduce(Expr.ReduceOp kind, Op.Axis axis, Value x) when axis == Op.Axis.COLUMNS ->
        reduced(kind, x.shape().width(), number(x));
      case Op.Gather(Value x, Value _) -> number(x);
      case Op.Pick(Value x, int _) -> number(x);
      case Op.Reduce _, Op.Scatter _, Op.Contract _
          when op.inputs().stream().anyMatch(x -> number(x).equals(OptionalDouble.of(0))) -> OptionalDouble.of(0);
      default -> OptionalDouble.empty();
    };
  }

  private static OptionalDouble reduced(Expr.ReduceOp kind, int width, OptionalDouble element) {
    if (element.isEmpty()) {
      return element;
    }
    double x = element.getAsDouble();
    return OptionalDouble.of(switch (kind) {
      case SUM -> width * x;
      case MAX -> x;
      case LOG_SUM_EXP -> x + Math.log(width);
    });
  }

  private static OptionalDouble number(Value value) {
    return constant(value).orElse(null) instanceof Expr.Constant(double number)
        ? OptionalDouble.of(number + 0.0)
        : OptionalDouble.empty();
  }

  private static Value repeated(Value value, double number, GraphBuilder graph) {
    Value constant = graph.map(
        value.name() + "Constant", new Expr.Constant(number), List.of(), List.of(), value.origin());
    return graph.value(value.name(), new Op.Broadcast(constant, value.shape()), value.origin());
  }

  private static Value map(Value value, Op.Map map, GraphBuilder graph) {
    Expr formula = map.formula();
    PartNames names = map.names();
    List<String> arguments = new ArrayList<>(map.arguments());
    List<Value> inputs = new ArrayList<>(map.inputs());
    for (int i = 0; i < inputs.size(); i++) {
      Optional<Expr> constant = constant(inputs.get(i));
      if (constant.isPresent()) {
        Substitution substitution = Substitution.ofVariables(Map.of(arguments.get(i), constant.get()));
        formula = substitution.apply(formula);
        names = names.substituted(substitution);
      }
    }
    UnaryOperator<Expr> rules = dev.lanewise.processor.scalar.Simplify.rules();
    formula = rules.apply(formula);
    names = names.extended(rules);
    keepOnly(FreeVariables.of(formula), arguments, inputs);
    unrepeat(inputs, value.shape());
    if (formula instanceof Expr.Variable && inputs.getFirst().shape().equals(value.shape())) {
      return inputs.getFirst();
    }
    Value simplified = graph.value(value.name(), new Op.Map(formula, arguments, inputs, names), value.origin());
    return simplified.shape().equals(value.shape())
        ? simplified
        : graph.value(value.name() + "Repeated", new Op.Broadcast(simplified, value.shape()), value.origin());
  }

  /// Reads repeated values unrepeated, as long as some input keeps the full shape.
  private static void unrepeat(List<Value> inputs, Shape shape) {
    boolean someInputIsWhole = inputs.stream()
        .anyMatch(input -> input.shape().equals(shape) && !(input.op() instanceof Op.Broadcast));
    for (int i = 0; someInputIsWhole && i < inputs.size(); i++) {
      if (inputs.get(i).op() instanceof Op.Broadcast(Value x, Shape _)) {
        inputs.set(i, x);
      }
    }
  }

  private static void keepOnly(Set<String> used, List<String> arguments, List<Value> inputs) {
    for (int i = arguments.size() - 1; i >= 0; i--) {
      if (!used.contains(arguments.get(i))) {
        arguments.remove(i);
        inputs.remove(i);
      }
    }
  }

  private static Optional<Expr> constant(Value value) {
    return switch (value.op()) {
      case Op.Map map when map.inputs().isEmpty() -> Optional.of(map.formula());
      case Op.Broadcast(Value x, Shape _) -> constant(x);
      default -> Optional.empty();
    };
  }
}
