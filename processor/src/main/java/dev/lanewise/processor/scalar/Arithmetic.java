package dev.lanewise.processor.scalar;

import static dev.lanewise.formula.Formulas.ZERO;
import static dev.lanewise.formula.Formulas.add;
import static dev.lanewise.formula.Formulas.apply;
import static dev.lanewise.formula.Formulas.constant;
import static dev.lanewise.formula.Formulas.divide;
import static dev.lanewise.formula.Formulas.multiply;
import static dev.lanewise.formula.Formulas.negate;
import static dev.lanewise.formula.Formulas.subtract;

import dev.lanewise.formula.Evaluator;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Expr.Binary;
import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.Constant;
import dev.lanewise.formula.Expr.Unary;
import dev.lanewise.formula.Expr.UnaryOp;
import dev.lanewise.formula.Expr.Where;
import dev.lanewise.formula.Operands;
import java.util.Map;

/// The rules of [Simplify] for numbers. Each method applies one rule, or returns its argument.
final class Arithmetic {
  private Arithmetic() {}

  static Expr rewrite(Unary unary) {
    Expr folded = fold(unary);
    if (folded instanceof Constant) {
      return folded;
    }
    return switch (unary.op()) {
      case NEG -> negation(unary);
      case ABS -> isUnary(unary.x(), UnaryOp.NEG) || isUnary(unary.x(), UnaryOp.ABS)
          ? apply(UnaryOp.ABS, operand(unary.x()))
          : unary;
      case SIGN, FLOOR, RINT, SQRT, EXP, EXPM1, LOG, LOG1P, SIN, COS, ATAN, TANH, SIGMOID, SOFTPLUS, ERF -> unary;
    };
  }

  static Expr rewrite(Binary binary) {
    Expr folded = fold(binary);
    if (folded instanceof Constant) {
      return folded;
    }
    return switch (binary.op()) {
      case ADD -> sum(binary);
      case SUB -> difference(binary);
      case MUL -> product(binary);
      case DIV -> quotient(binary);
      case MIN, MAX -> binary.a().equals(binary.b()) ? binary.a() : binary;
      case POW -> Powers.rewrite(binary);
    };
  }

  private static Expr negation(Unary unary) {
    Expr x = unary.x();
    if (isUnary(x, UnaryOp.NEG)) {
      return operand(x);
    }
    return switch (x) {
      case Binary(BinaryOp op, Expr a, Expr b) when op == BinaryOp.SUB -> subtract(b, a);
      case Where(Expr condition, Expr then, Expr otherwise)
          when isUnary(then, UnaryOp.NEG) && isUnary(otherwise, UnaryOp.NEG) ->
          new Where(condition, operand(then), operand(otherwise));
      case Binary(BinaryOp op, Constant(double c), Expr b) when op == BinaryOp.MUL -> multiply(constant(-c), b);
      default -> unary;
    };
  }

  private static Expr sum(Binary sum) {
    Expr a = sum.a();
    Expr b = sum.b();
    if (isConstant(a, 0)) {
      return b;
    }
    if (isConstant(b, 0)) {
      return a;
    }
    if (isNegative(b)) {
      return subtract(a, opposite(b));
    }
    if (isUnary(a, UnaryOp.NEG)) {
      return subtract(b, operand(a));
    }
    return a.equals(b) ? multiply(constant(2), a) : sum;
  }

  private static Expr difference(Binary difference) {
    Expr a = difference.a();
    Expr b = difference.b();
    if (isConstant(b, 0)) {
      return a;
    }
    if (isConstant(a, 0)) {
      return negate(b);
    }
    return isNegative(b) ? add(a, opposite(b)) : difference;
  }

  private static Expr product(Binary product) {
    Expr a = product.a();
    Expr b = product.b();
    if (b instanceof Constant) {
      return multiply(b, a);
    }
    if (a instanceof Constant(double c)) {
      return scaled(product, c, b);
    }
    if (isUnary(a, UnaryOp.NEG)) {
      return negate(multiply(operand(a), b));
    }
    if (isUnary(b, UnaryOp.NEG)) {
      return negate(multiply(a, operand(b)));
    }
    if (a instanceof Binary(BinaryOp op, Constant c, Expr x) && op == BinaryOp.MUL) {
      return multiply(c, multiply(x, b));
    }
    if (b instanceof Binary(BinaryOp op, Constant c, Expr x) && op == BinaryOp.MUL) {
      return multiply(c, multiply(a, x));
    }
    if (isChoiceOfOneOrZero(a) || isChoiceOfOneOrZero(b)) {
      Where choice = (Where) (isChoiceOfOneOrZero(a) ? a : b);
      return new Where(choice.condition(), choice == a ? b : a, ZERO);
    }
    boolean isMagnitudeAndSign = isUnary(a, UnaryOp.ABS) && b.equals(apply(UnaryOp.SIGN, operand(a)))
        || isUnary(b, UnaryOp.ABS) && a.equals(apply(UnaryOp.SIGN, operand(b)));
    return isMagnitudeAndSign ? operand(a) : product;
  }

  private static boolean isChoiceOfOneOrZero(Expr expr) {
    return expr instanceof Where(_, Expr then, Expr otherwise) && isConstant(then, 1) && isConstant(otherwise, 0);
  }

  private static Expr scaled(Binary product, double c, Expr x) {
    if (c == 0) {
      return ZERO;
    }
    if (c == 1 || c == -1) {
      return c == 1 ? x : negate(x);
    }
    if (isUnary(x, UnaryOp.NEG)) {
      return multiply(constant(-c), operand(x));
    }
    if (x instanceof Binary(BinaryOp op, Constant(double d), Expr y) && isUsable(c * d)) {
      return switch (op) {
        case MUL -> multiply(constant(c * d), y);
        case DIV -> divide(constant(c * d), y);
        case ADD, SUB, MIN, MAX, POW -> product;
      };
    }
    return product;
  }

  private static Expr quotient(Binary quotient) {
    Expr a = quotient.a();
    Expr b = quotient.b();
    if (isConstant(b, 1)) {
      return a;
    }
    if (isConstant(b, -1)) {
      return negate(a);
    }
    if (isConstant(a, 0)) {
      return ZERO;
    }
    if (isUnary(a, UnaryOp.NEG)) {
      return negate(divide(operand(a), b));
    }
    return isUnary(b, UnaryOp.NEG) ? negate(divide(a, operand(b))) : quotient;
  }

  /// The value of a function of constants, if generated code can use it; else the expression. A zero loses its sign.
  private static Expr fold(Expr expr) {
    if (!Operands.of(expr).stream().allMatch(Constant.class::isInstance)) {
      return expr;
    }
    double value = Evaluator.evaluate(expr, Map.of());
    return isUsable(value) ? constant(value + 0.0) : expr;
  }

  /// Whether single precision holds a number with full accuracy.
  private static boolean isUsable(double value) {
    double magnitude = Math.abs(value);
    return magnitude == 0 || magnitude >= Float.MIN_NORMAL && magnitude <= Float.MAX_VALUE;
  }

  /// Whether an expression is written with a minus sign in front.
  private static boolean isNegative(Expr expr) {
    return isUnary(expr, UnaryOp.NEG)
        || expr instanceof Constant(double c) && c < 0
        || expr instanceof Binary(BinaryOp op, Constant(double d), _) && op == BinaryOp.MUL && d < 0;
  }

  private static Expr opposite(Expr negative) {
    return switch (negative) {
      case Constant(double c) -> constant(-c);
      case Binary(_, Constant(double c), Expr x) -> multiply(constant(-c), x);
      default -> operand(negative);
    };
  }

  private static boolean isConstant(Expr expr, double value) {
    return expr instanceof Constant(double c) && c == value;
  }

  private static boolean isUnary(Expr expr, UnaryOp op) {
    return expr instanceof Unary(UnaryOp actual, _) && actual == op;
  }

  private static Expr operand(Expr unary) {
    return ((Unary) unary).x();
  }
}
