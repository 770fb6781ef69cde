package dev.lanewise.processor.scalar;

import dev.lanewise.formula.Evaluator;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Expr.Binary;
import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.Compare;
import dev.lanewise.formula.Expr.CompareOp;
import dev.lanewise.formula.Expr.Constant;
import dev.lanewise.formula.Expr.Element;
import dev.lanewise.formula.Expr.Logic;
import dev.lanewise.formula.Expr.LogicOp;
import dev.lanewise.formula.Expr.Not;
import dev.lanewise.formula.Expr.Reduce;
import dev.lanewise.formula.Expr.Unary;
import dev.lanewise.formula.Expr.UnaryOp;
import dev.lanewise.formula.Expr.Variable;
import dev.lanewise.formula.Expr.Where;
import dev.lanewise.formula.Operands;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A formula of numbers as a list of operations, to be computed at many points in either precision.
///
/// Equal parts are computed once, both branches of a choice always, as in generated code. A condition is 1 or 0.
public final class Tape {
  private final List<String> variables;
  private final List<Expr> parts = new ArrayList<>();
  private final List<int[]> operands = new ArrayList<>();
  private final Map<Expr, Integer> places = new HashMap<>();

  /// Lists the operations of a formula.
  ///
  /// @param variables the names of the arguments, in the order of the points; all that the formula reads
  /// @throws IllegalArgumentException if the formula is row-wise or reads another name
  public Tape(Expr formula, List<String> variables) {
    this.variables = List.copyOf(variables);
    place(formula);
  }

  private int place(Expr expr) {
    Integer known = places.get(expr);
    if (known != null) {
      return known;
    }
    boolean isUnknown = expr instanceof Variable(String name) && !variables.contains(name);
    if (isUnknown || expr instanceof Reduce || expr instanceof Element) {
      throw new IllegalArgumentException("not a number at a point in " + variables + ": " + expr);
    }
    int[] from = Operands.of(expr).stream().mapToInt(this::place).toArray();
    parts.add(expr);
    operands.add(from);
    places.put(expr, parts.size() - 1);
    return parts.size() - 1;
  }

  /// The parts in the order computed, operands first; the formula is the last.
  public List<Expr> parts() {
    return List.copyOf(parts);
  }

  /// The value of the formula at a point.
  public double value(Precision precision, double... point) {
    return values(precision, point)[parts.size() - 1];
  }

  /// The values of all parts at a point.
  public double[] values(Precision precision, double... point) {
    double[] values = new double[parts.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(parts.get(i), operands.get(i), values, precision, point);
    }
    return values;
  }

  private double value(Expr part, int[] from, double[] values, Precision precision, double[] point) {
    return switch (part) {
      case Variable(String name) -> point[variables.indexOf(name)];
      case Constant(double constant) -> (float) constant;
      case Unary(UnaryOp op, _) -> precision.apply(op, values[from[0]]);
      case Binary(BinaryOp op, _, _) -> precision.apply(op, values[from[0]], values[from[1]]);
      case Where _ -> values[from[0]] != 0 ? values[from[1]] : values[from[2]];
      case Compare(CompareOp op, _, _) -> truth(Evaluator.holds(op, values[from[0]], values[from[1]]));
      case Logic(LogicOp op, _, _) -> truth(op == LogicOp.AND
          ? values[from[0]] + values[from[1]] == 2
          : values[from[0]] + values[from[1]] > 0);
      case Not _ -> 1 - values[from[0]];
      case Reduce _, Element _ -> throw new IllegalStateException("refused when the tape was made");
    };
  }

  private static double truth(boolean holds) {
    return holds ? 1 : 0;
  }

  /// The part that decides the value at a point, found by going down from the formula: through the chosen branch of a
  /// choice, and to the first operand that is not a finite number itself.
  ///
  /// @return the innermost part that is NaN or infinite though its operands are finite
  public Expr firstNonFinite(double[] values) {
    int at = parts.size() - 1;
    while (true) {
      int inner = nonFiniteOperand(at, values);
      if (inner < 0) {
        return parts.get(at);
      }
      at = inner;
    }
  }

  private int nonFiniteOperand(int at, double[] values) {
    int[] from = operands.get(at);
    if (parts.get(at) instanceof Where) {
      return values[from[0]] != 0 ? from[1] : from[2];
    }
    for (int operand : from) {
      if (!Double.isFinite(values[operand])) {
        return operand;
      }
    }
    return -1;
  }

  /// The place of a part among the values.
  public int placeOf(Expr part) {
    return places.get(part);
  }
}
