package dev.lanewise.processor.emit;

import dev.lanewise.formula.Evaluator;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Operands;
import dev.lanewise.processor.ir.Contraction;
import dev.lanewise.processor.ir.Graph;
import dev.lanewise.processor.ir.Kernel;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Shape;
import dev.lanewise.processor.ir.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What generated code computes in the padding of rows, where weights, biases and products are 0.
///
/// The padding of a gradient must be 0, so that parameters keep the 0 of theirs. It is, unless a derivative is infinite
/// or NaN at the argument 0: then the kernel must clear it. A learnt number that all units share is not 0 in the
/// padding: what it might make infinite counts as NaN.
final class Padding {
  private final Map<Value, Double> known = new HashMap<>();
  private final Set<Value> learnt = new HashSet<>();

  private Padding() {}

  /// Whether the padding of what a kernel computes ends up in that of a gradient, and is not 0 by itself.
  static boolean isToBeCleared(Kernel.RowContraction kernel, Value value, Graph graph) {
    return kernel.contract().form() == Contraction.INPUT_GRADIENT
        && (value == kernel.result() || graph.values().stream().anyMatch(reader -> isBatchSum(reader, value)))
        && !isZero(graph, value);
  }

  private static boolean isBatchSum(Value reader, Value value) {
    return reader.op() instanceof Op.Reduce(_, Op.Axis axis, Value x) && axis == Op.Axis.BATCH && x == value;
  }

  /// Whether the padding of a value's rows is 0 by itself.
  static boolean isZero(Graph graph, Value value) {
    Padding padding = new Padding();
    graph.values().forEach(each -> padding.known.put(each, padding.of(each)));
    return padding.known.get(value) == 0;
  }

  private double of(Value value) {
    return switch (value.op()) {
      case Op.Map map -> {
        if (map.inputs().stream().anyMatch(this::isLearnt)) {
          learnt.add(value);
          if (hasPole(map.formula())) {
            yield Double.NaN;
          }
        }
        Map<String, double[]> arguments = new HashMap<>();
        for (int i = 0; i < map.inputs().size(); i++) {
          arguments.put(map.arguments().get(i), new double[] {known.get(map.inputs().get(i))});
        }
        yield Evaluator.evaluate(map.formula(), arguments);
      }
      case Op.Broadcast(Value x, var _) -> known.get(x);
      case Op.Leaf _, Op.Mask _, Op.Contract _, Op.Reduce _, Op.Softmax _, Op.Gather _, Op.Pick _, Op.Scatter _ -> 0;
    };
  }

  /// Whether a value depends on a learnt number.
  private boolean isLearnt(Value value) {
    return learnt.contains(value)
        || value.isLeaf(Op.LeafKind.PARAMETER) && value.shape().equals(Shape.SCALAR);
  }

  /// Whether a formula may be infinite or NaN for some numbers.
  private static boolean hasPole(Expr formula) {
    boolean isPole = switch (formula) {
      case Expr.Unary(Expr.UnaryOp op, Expr _) -> switch (op) {
        case SQRT, LOG, LOG1P, EXP, EXPM1 -> true;
        case NEG, ABS, SIGN, FLOOR, RINT, SIN, COS, ATAN, TANH, SIGMOID, SOFTPLUS, ERF -> false;
      };
      case Expr.Binary(Expr.BinaryOp op, Expr _, Expr _) ->
          op == Expr.BinaryOp.DIV || op == Expr.BinaryOp.POW;
      default -> false;
    };
    return isPole || Operands.of(formula).stream().anyMatch(Padding::hasPole);
  }
}
