package dev.lanewise.processor.pass;

import static dev.lanewise.formula.Formulas.add;
import static dev.lanewise.formula.Formulas.apply;
import static dev.lanewise.formula.Formulas.divide;
import static dev.lanewise.formula.Formulas.subtract;
import static dev.lanewise.formula.Formulas.variable;

import dev.lanewise.formula.Expr;
import dev.lanewise.processor.ir.Contraction;
import dev.lanewise.processor.ir.Graph;
import dev.lanewise.processor.ir.GraphBuilder;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Value;
import java.util.List;

/// Writes softmax and the logarithm of a sum of exponentials by maximum, sum and maps, as they are computed.
///
/// Those of the outputs themselves stay: one call computes both and keeps the softmax where the gradient will be.
/// Before and after:
///
/// ```
/// l = reduce log_sum_exp over columns (x)   m = reduce max over columns (x)
///                                           e = map exp(x - max) where x = x, max = m
///                                           s = reduce sum over columns (e)
///                                           l = map log(sum) + max where sum = s, max = m
/// ```
final class ExpandReductions {
  private final Graph before;
  private final boolean hasBackwardPass;

  private ExpandReductions(Graph graph) {
    this.before = graph;
    this.hasBackwardPass = graph.values().stream().anyMatch(
        value -> value.op() instanceof Op.Contract contract && contract.form() == Contraction.WEIGHT_GRADIENT);
  }

  /// Expands every reduction for which there is no call.
  static Graph run(Graph graph) {
    return Rewriter.rewrite(graph, new ExpandReductions(graph)::expanded);
  }

  private Value expanded(Value value, Op op, GraphBuilder graph) {
    boolean isOfOutputs = hasBackwardPass && value.op().inputs().contains(before.outputs());
    if (isOfOutputs) {
      return Rewriter.same(value, op, graph);
    }
    return switch (op) {
      case Op.Softmax(Value x) -> {
        Value exponentials = exponentials(value, x, graph);
        yield graph.map(value.name(), divide(variable("exponential"), variable("sum")),
            List.of("exponential", "sum"), List.of(exponentials, sum(value, exponentials, graph)), value.origin());
      }
      case Op.Reduce(Expr.ReduceOp kind, Op.Axis _, Value x) when kind == Expr.ReduceOp.LOG_SUM_EXP -> {
        Value sum = sum(value, exponentials(value, x, graph), graph);
        Expr logarithm = add(apply(Expr.UnaryOp.LOG, variable("sum")), variable("max"));
        yield graph.map(value.name(), logarithm, List.of("sum", "max"), List.of(sum, max(value, x, graph)),
            value.origin());
      }
      default -> Rewriter.same(value, op, graph);
    };
  }

  private static Value max(Value value, Value x, GraphBuilder graph) {
    return graph.value("max" + capitalized(x), new Op.Reduce(Expr.ReduceOp.MAX, Op.Axis.COLUMNS, x), value.origin());
  }

  private static Value exponentials(Value value, Value x, GraphBuilder graph) {
    return graph.map("exp" + capitalized(x), apply(Expr.UnaryOp.EXP, subtract(variable("x"), variable("max"))),
        List.of("x", "max"), List.of(x, max(value, x, graph)), value.origin());
  }

  private static Value sum(Value value, Value exponentials, GraphBuilder graph) {
    return graph.value("sum" + capitalized(exponentials),
        new Op.Reduce(Expr.ReduceOp.SUM, Op.Axis.COLUMNS, exponentials), value.origin());
  }

  private static String capitalized(Value value) {
    return Character.toUpperCase(value.name().charAt(0)) + value.name().substring(1);
  }
}
