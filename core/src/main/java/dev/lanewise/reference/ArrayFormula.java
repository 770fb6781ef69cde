package dev.lanewise.reference;

import dev.lanewise.formula.DualNumber;
import dev.lanewise.formula.Evaluator;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Expr.Binary;
import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.Compare;
import dev.lanewise.formula.Expr.Constant;
import dev.lanewise.formula.Expr.Element;
import dev.lanewise.formula.Expr.Logic;
import dev.lanewise.formula.Expr.LogicOp;
import dev.lanewise.formula.Expr.Not;
import dev.lanewise.formula.Expr.Reduce;
import dev.lanewise.formula.Expr.ReduceOp;
import dev.lanewise.formula.Expr.Unary;
import dev.lanewise.formula.Expr.UnaryOp;
import dev.lanewise.formula.Expr.Variable;
import dev.lanewise.formula.Expr.Where;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/// A formula evaluated for whole arrays, with its gradient by reverse mode.
///
/// Each expression has an array of values, of one element where it is a number; numbers count for every element of
/// an array they meet. Conditions are 1 or 0. The slope of every function comes from [DualNumber]; every element that
/// equals a row's maximum gets the gradient of the maximum.
final class ArrayFormula {
  private final Map<String, double[]> variables;
  private final Rounding rounding;

  /// Values in the order of evaluation: operands come before what uses them.
  private final Map<Expr, double[]> values = new LinkedHashMap<>();
  private final Map<Expr, double[]> gradients = new HashMap<>();
  private final Expr formula;

  ArrayFormula(Expr formula, Map<String, double[]> variables, Rounding rounding) {
    this.formula = formula;
    this.variables = variables;
    this.rounding = rounding;
    evaluate(formula);
  }

  /// The values of the formula.
  double[] value() {
    return values.get(formula);
  }

  /// The gradient with respect to a variable, of the sum of the formula's values times `weights`. To be called once.
  double[] gradient(String variable, double[] weights) {
    gradients.put(formula, weights.clone());
    for (Expr expr : List.copyOf(values.keySet()).reversed()) {
      if (gradients.containsKey(expr)) {
        propagate(expr, gradients.get(expr));
      }
    }
    return gradientOf(new Variable(variable));
  }

  private double[] evaluate(Expr expr) {
    double[] known = values.get(expr);
    if (known != null) {
      return known;
    }
    double[] value = switch (expr) {
      case Variable(String name) -> variable(name);
      case Constant(double number) -> new double[] {rounding.ofConstant(number)};
      case Unary(UnaryOp op, Expr x) -> each(x, a -> value(op, a));
      case Binary(BinaryOp op, Expr a, Expr b) -> each(a, b, (left, right) -> value(op, left, right));
      case Where(Expr condition, Expr then, Expr otherwise) -> choose(condition, then, otherwise);
      case Compare(var op, Expr a, Expr b) ->
          each(a, b, (left, right) -> Evaluator.holds(op, left, right) ? 1 : 0);
      case Logic(LogicOp op, Expr a, Expr b) -> each(a, b, op == LogicOp.AND ? Math::min : Math::max);
      case Not(Expr condition) -> each(condition, a -> 1 - a);
      case Reduce(ReduceOp op, Expr x) -> new double[] {reduce(op, evaluate(x))};
      case Element(String vector, Expr index) -> new double[] {variable(vector)[(int) evaluate(index)[0]]};
    };
    values.put(expr, value);
    return value;
  }

  private double[] variable(String name) {
    double[] value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the formula's variable '" + name + "' has no value");
    }
    return value;
  }

  private double[] each(Expr x, DoubleUnaryOperator function) {
    return Arrays.stream(evaluate(x)).map(function).toArray();
  }

  private double[] each(Expr a, Expr b, DoubleBinaryOperator function) {
    double[] left = evaluate(a);
    double[] right = evaluate(b);
    double[] result = new double[Math.max(left.length, right.length)];
    Arrays.setAll(result, i -> function.applyAsDouble(at(left, i), at(right, i)));
    return result;
  }

  private double[] choose(Expr condition, Expr then, Expr otherwise) {
    double[] holds = evaluate(condition);
    double[] chosen = evaluate(then);
    double[] other = evaluate(otherwise);
    double[] result = new double[Math.max(holds.length, Math.max(chosen.length, other.length))];
    Arrays.setAll(result, i -> at(at(holds, i) == 1 ? chosen : other, i));
    return result;
  }

  private static double at(double[] value, int i) {
    return value[value.length == 1 ? 0 : i];
  }

  private double value(UnaryOp op, double x) {
    double value = DualNumber.constant(x).apply(op).value();
    return switch (op) {
      case NEG, ABS, SIGN, FLOOR, RINT -> value;
      case SQRT, EXP, EXPM1, LOG, LOG1P, SIN, COS, ATAN, TANH, SIGMOID, SOFTPLUS, ERF -> rounding.ofFunction(value);
    };
  }

  private double value(BinaryOp op, double a, double b) {
    double value = DualNumber.constant(a).apply(op, DualNumber.constant(b)).value();
    return switch (op) {
      case MIN, MAX -> value;
      case POW -> rounding.ofFunction(value);
      case ADD, SUB, MUL, DIV -> rounding.of(value);
    };
  }

  private double reduce(ReduceOp op, double[] x) {
    double max = Arrays.stream(x).max().orElseThrow();
    double sum = 0;
    for (double element : x) {
      sum = rounding.of(sum + (op == ReduceOp.LOG_SUM_EXP ? StrictMath.exp(element - max) : element));
    }
    return switch (op) {
      case SUM -> sum;
      case MAX -> max;
      case LOG_SUM_EXP -> rounding.of(max + StrictMath.log(sum));
    };
  }

  /// Adds to the gradients of an expression's operands.
  private void propagate(Expr expr, double[] gradient) {
    switch (expr) {
      case Variable _, Constant _, Compare _, Logic _, Not _ -> { }
      case Unary(UnaryOp op, Expr operand) -> {
        double[] x = values.get(operand);
        add(operand, gradient, i -> rounding.ofSlope(DualNumber.variable(at(x, i)).apply(op).derivative()));
      }
      case Binary(BinaryOp op, Expr left, Expr right) -> {
        double[] a = values.get(left);
        double[] b = values.get(right);
        add(left, gradient, i -> slope(op, DualNumber.variable(at(a, i)), DualNumber.constant(at(b, i))));
        add(right, gradient, i -> slope(op, DualNumber.constant(at(a, i)), DualNumber.variable(at(b, i))));
      }
      case Where(Expr condition, Expr then, Expr otherwise) -> {
        double[] holds = values.get(condition);
        add(then, gradient, i -> at(holds, i));
        add(otherwise, gradient, i -> 1 - at(holds, i));
      }
      case Reduce(ReduceOp op, Expr x) -> spread(op, x, values.get(expr)[0], gradient[0]);
      case Element(String vector, Expr index) ->
          gradientOf(new Variable(vector))[(int) values.get(index)[0]] += gradient[0];
    }
  }

  private static double slope(BinaryOp op, DualNumber a, DualNumber b) {
    return a.apply(op, b).derivative();
  }

  private void spread(ReduceOp op, Expr operand, double value, double gradient) {
    double[] x = values.get(operand);
    double[] to = gradientOf(operand);
    for (int i = 0; i < x.length; i++) {
      double term = gradient * switch (op) {
        case SUM -> 1;
        case MAX -> x[i] == value ? 1 : 0;
        case LOG_SUM_EXP -> rounding.ofFunction(StrictMath.exp(x[i] - value));
      };
      to[i] = rounding.of(to[i] + rounding.of(term));
    }
  }

  /// Adds a gradient times a slope; a gradient of 0 stays 0, even where the slope of a branch not taken is infinite.
  private void add(Expr operand, double[] gradient, IntToDoubleFunction slope) {
    double[] to = gradientOf(operand);
    for (int i = 0; i < gradient.length; i++) {
      if (gradient[i] != 0) {
        int at = to.length == 1 ? 0 : i;
        to[at] = rounding.of(to[at] + rounding.of(gradient[i] * slope.applyAsDouble(i)));
      }
    }
  }

  private double[] gradientOf(Expr expr) {
    int length = expr instanceof Variable(String name) ? variable(name).length : values.get(expr).length;
    return gradients.computeIfAbsent(expr, _ -> new double[length]);
  }
}
