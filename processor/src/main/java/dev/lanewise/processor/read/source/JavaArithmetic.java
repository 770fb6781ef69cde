package dev.lanewise.processor.read.source;

import dev.lanewise.formula.Evaluator;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Formulas;
import dev.lanewise.processor.read.source.JavaValue.Number;
import dev.lanewise.processor.read.source.JavaValue.Truth;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The operators of Java on values: what is known is computed as Java computes it, the rest becomes part of a formula.
final class JavaArithmetic {
  private JavaArithmetic() {}

  /// Two numbers joined by an operator of arithmetic.
  ///
  /// @return empty for the division of whole numbers that are not known, whose result has no slope
  static Optional<Number> binary(Expr.BinaryOp op, Number a, Number b) {
    NumberType type = NumberType.promoted(a.type(), b.type());
    if (a.isConstant() && b.isConstant()) {
      return Optional.of(Number.of(
          type.isWhole() ? whole(op, (long) a.constant(), (long) b.constant(), type) : folded(op, a, b), type));
    }
    boolean isWholeDivision = op == Expr.BinaryOp.DIV && type.isWhole();
    return isWholeDivision ? Optional.empty() : Optional.of(new Number(new Expr.Binary(op, a.expr(), b.expr()), type));
  }

  private static double folded(Expr.BinaryOp op, Number a, Number b) {
    return Evaluator.evaluate(new Expr.Binary(op, a.expr(), b.expr()), Map.of());
  }

  /// @throws ArithmeticException on division by 0
  private static double whole(Expr.BinaryOp op, long a, long b, NumberType type) {
    long result = switch (op) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case MIN -> Math.min(a, b);
      case MAX -> Math.max(a, b);
      default -> throw new IllegalArgumentException(op + " has no whole result");
    };
    return type == NumberType.INT ? (int) result : result;
  }

  static Number negate(Number x) {
    return x.isConstant()
        ? Number.of(-x.constant(), x.type())
        : new Number(Formulas.negate(x.expr()), x.type());
  }

  /// A function of the mathematics library; the result is a double.
  static Number function(Expr.UnaryOp op, Number x, NumberType type) {
    Expr call = Formulas.apply(op, x.expr());
    return x.isConstant() ? Number.of(Evaluator.evaluate(call, Map.of()), type) : new Number(call, type);
  }

  static Truth compare(Expr.CompareOp op, Number a, Number b) {
    return a.isConstant() && b.isConstant()
        ? Truth.of(Evaluator.holds(op, a.constant(), b.constant()))
        : new Truth(new Expr.Compare(op, a.expr(), b.expr()));
  }

  static Truth logic(Expr.LogicOp op, Truth a, Truth b) {
    Truth decisive = Truth.of(op == Expr.LogicOp.OR);
    for (List<Truth> pair : List.of(List.of(a, b), List.of(b, a))) {
      if (pair.getFirst().isKnown()) {
        return pair.getFirst().equals(decisive) ? decisive : pair.getLast();
      }
    }
    return new Truth(new Expr.Logic(op, a.condition(), b.condition()));
  }

  static Truth not(Truth condition) {
    return condition.isKnown()
        ? Truth.of(condition.equals(Truth.FALSE))
        : new Truth(new Expr.Not(condition.condition()));
  }

  static Number choose(Truth condition, Number then, Number otherwise) {
    NumberType type = NumberType.promoted(then.type(), otherwise.type());
    if (condition.isKnown()) {
      return convert(condition.equals(Truth.TRUE) ? then : otherwise, type);
    }
    return then.expr().equals(otherwise.expr())
        ? convert(then, type)
        : new Number(Formulas.where(condition.condition(), then.expr(), otherwise.expr()), type);
  }

  /// A choice between conditions.
  static Truth choose(Truth condition, Truth then, Truth otherwise) {
    return logic(Expr.LogicOp.OR,
        logic(Expr.LogicOp.AND, condition, then),
        logic(Expr.LogicOp.AND, not(condition), otherwise));
  }

  /// A number as another type, by a cast or an assignment. What is cut off by a cast to a whole number is `trunc`.
  static Number convert(Number x, NumberType type) {
    if (x.isConstant()) {
      return Number.of(x.constant(), type);
    }
    boolean isCut = type.isWhole() && !x.type().isWhole();
    return new Number(isCut ? truncated(x.expr()) : x.expr(), type);
  }

  private static Expr truncated(Expr x) {
    Expr up = Formulas.negate(Formulas.apply(Expr.UnaryOp.FLOOR, Formulas.negate(x)));
    return Formulas.where(Formulas.less(x, Formulas.ZERO), up, Formulas.apply(Expr.UnaryOp.FLOOR, x));
  }
}
