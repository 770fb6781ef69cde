package dev.lanewise.formula;

import dev.lanewise.formula.Expr.Binary;
import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.Compare;
import dev.lanewise.formula.Expr.CompareOp;
import dev.lanewise.formula.Expr.Constant;
import dev.lanewise.formula.Expr.Unary;
import dev.lanewise.formula.Expr.UnaryOp;
import dev.lanewise.formula.Expr.Variable;
import dev.lanewise.formula.Expr.Where;

/// Makes expressions, so that code which builds formulas reads as maths. Nothing is simplified.
public final class Formulas {
  /// The number 0.
  public static final Expr ZERO = new Constant(0);

  /// The number 1.
  public static final Expr ONE = new Constant(1);

  private Formulas() {}

  /// A parameter of the formula.
  public static Expr variable(String name) {
    return new Variable(name);
  }

  /// A number.
  public static Expr constant(double value) {
    return new Constant(value);
  }

  /// `a + b`.
  public static Expr add(Expr a, Expr b) {
    return new Binary(BinaryOp.ADD, a, b);
  }

  /// `a - b`.
  public static Expr subtract(Expr a, Expr b) {
    return new Binary(BinaryOp.SUB, a, b);
  }

  /// `a * b`.
  public static Expr multiply(Expr a, Expr b) {
    return new Binary(BinaryOp.MUL, a, b);
  }

  /// `a / b`.
  public static Expr divide(Expr a, Expr b) {
    return new Binary(BinaryOp.DIV, a, b);
  }

  /// `a` to the power of `b`.
  public static Expr power(Expr a, Expr b) {
    return new Binary(BinaryOp.POW, a, b);
  }

  /// `-x`.
  public static Expr negate(Expr x) {
    return apply(UnaryOp.NEG, x);
  }

  /// A function of one number by its operation.
  public static Expr apply(UnaryOp op, Expr x) {
    return new Unary(op, x);
  }

  /// The condition `a > b`.
  public static Expr greater(Expr a, Expr b) {
    return new Compare(CompareOp.GT, a, b);
  }

  /// The condition `a < b`.
  public static Expr less(Expr a, Expr b) {
    return new Compare(CompareOp.LT, a, b);
  }

  /// The condition `a == b`.
  public static Expr equal(Expr a, Expr b) {
    return new Compare(CompareOp.EQ, a, b);
  }

  /// `then` where the condition holds, else `otherwise`.
  public static Expr where(Expr condition, Expr then, Expr otherwise) {
    return new Where(condition, then, otherwise);
  }
}
