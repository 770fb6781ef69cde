package dev.lanewise.reference;

import dev.lanewise.formula.ComplexNumber;
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
import dev.lanewise.formula.Expr.ReduceOp;
import dev.lanewise.formula.Expr.Unary;
import dev.lanewise.formula.Expr.UnaryOp;
import dev.lanewise.formula.Expr.Variable;
import dev.lanewise.formula.Expr.Where;
import dev.lanewise.formula.FormulaPrinter;
import dev.lanewise.formula.Operands;
import java.util.Arrays;
import java.util.Map;

/// A formula in complex numbers, for the complex step; see [ComplexNumber].
///
/// In a reduction `position` is the index of the element; `width` and `targetWidth` are the lengths of `outputs` and
/// `targets`. Conditions compare real parts. Of several elements equal to a row's maximum, each counts as the maximum,
/// as in [ArrayFormula]: their imaginary parts are added.
final class ComplexFormula {
  /// The index where no vector is being reduced.
  static final int OUTSIDE = -1;

  private final Map<String, ComplexNumber[]> variables;

  /// @param variables for each name its value, or its elements
  ComplexFormula(Map<String, ComplexNumber[]> variables) {
    this.variables = variables;
  }

  /// The value of a formula, or of an element of it where its variables are vectors.
  ///
  /// @param index the element, or [#OUTSIDE]
  ComplexNumber value(Expr expr, int index) {
    return switch (expr) {
      case Variable(String name) -> variable(name, index);
      case Constant(double number) -> ComplexNumber.of(number);
      case Unary(UnaryOp op, Expr x) -> value(x, index).apply(op);
      case Binary(BinaryOp op, Expr a, Expr b) -> value(a, index).apply(op, value(b, index));
      case Where(Expr condition, Expr then, Expr otherwise) ->
          value(holds(condition, index) ? then : otherwise, index);
      case Reduce(ReduceOp op, Expr x) -> reduce(op, x);
      case Element(String vector, Expr at) -> element(vector, (int) value(at, OUTSIDE).real());
      case Compare _, Logic _, Not _ ->
          throw new IllegalArgumentException("a condition is not a number: " + FormulaPrinter.print(expr));
    };
  }

  private boolean holds(Expr condition, int index) {
    return switch (condition) {
      case Compare(CompareOp op, Expr a, Expr b) ->
          Evaluator.holds(op, value(a, index).real(), value(b, index).real());
      case Logic(LogicOp op, Expr a, Expr b) -> op == LogicOp.AND
          ? holds(a, index) && holds(b, index)
          : holds(a, index) || holds(b, index);
      case Not(Expr negated) -> !holds(negated, index);
      case Variable _, Constant _, Unary _, Binary _, Where _, Reduce _, Element _ ->
          throw new IllegalArgumentException("a number is not a condition: " + FormulaPrinter.print(condition));
    };
  }

  private ComplexNumber variable(String name, int index) {
    return switch (name) {
      case "position" -> ComplexNumber.of(index);
      case "width" -> ComplexNumber.of(values("outputs").length);
      case "targetWidth" -> ComplexNumber.of(values("targets").length);
      default -> element(name, index);
    };
  }

  private ComplexNumber element(String name, int index) {
    ComplexNumber[] values = values(name);
    return values[values.length == 1 ? 0 : index];
  }

  private ComplexNumber[] values(String name) {
    ComplexNumber[] values = variables.get(name);
    if (values == null) {
      throw new IllegalArgumentException("the formula's variable '" + name + "' has no value");
    }
    return values;
  }

  private ComplexNumber reduce(ReduceOp op, Expr x) {
    ComplexNumber[] elements = new ComplexNumber[length(x)];
    Arrays.setAll(elements, i -> value(x, i));
    double max = Arrays.stream(elements).mapToDouble(ComplexNumber::real).max().orElseThrow();
    return switch (op) {
      case SUM -> sum(elements);
      case MAX -> new ComplexNumber(max, Arrays.stream(elements)
          .filter(element -> element.real() == max).mapToDouble(ComplexNumber::imaginary).sum());
      case LOG_SUM_EXP -> logSumExp(elements, ComplexNumber.of(max));
    };
  }

  /// The length of the vectors that a reduction runs over: not of those that reductions within it or places read.
  private int length(Expr expr) {
    return switch (expr) {
      case Variable(String name) -> variables.containsKey(name) ? values(name).length : 1;
      case Reduce _, Element _ -> 1;
      default -> Operands.of(expr).stream().mapToInt(this::length).max().orElse(1);
    };
  }

  private static ComplexNumber sum(ComplexNumber[] elements) {
    return Arrays.stream(elements).reduce(ComplexNumber.ZERO, (a, b) -> a.apply(BinaryOp.ADD, b));
  }

  private static ComplexNumber logSumExp(ComplexNumber[] elements, ComplexNumber max) {
    ComplexNumber[] exponentials = new ComplexNumber[elements.length];
    Arrays.setAll(exponentials, i -> elements[i].apply(BinaryOp.SUB, max).apply(UnaryOp.EXP));
    return sum(exponentials).apply(UnaryOp.LOG).apply(BinaryOp.ADD, max);
  }
}
