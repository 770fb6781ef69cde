package dev.lanewise.processor.scalar;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Expr.Binary;
import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.Compare;
import dev.lanewise.formula.Expr.Constant;
import dev.lanewise.formula.Expr.Element;
import dev.lanewise.formula.Expr.Logic;
import dev.lanewise.formula.Expr.Not;
import dev.lanewise.formula.Expr.Reduce;
import dev.lanewise.formula.Expr.Unary;
import dev.lanewise.formula.Expr.UnaryOp;
import dev.lanewise.formula.Expr.Variable;
import dev.lanewise.formula.Expr.Where;
import dev.lanewise.formula.Parts;

/// A rough price of computing a formula for one vector of numbers, in instructions: enough to choose between saving a
/// value and computing it again, not to predict a time.
///
/// Functions count the operations of a polynomial of single precision with its range reduction; a division and a square
/// root count as many multiplications as could run in their time.
public final class Cost {
  /// The room of a function, and the price from which an operation is one.
  private static final int FUNCTION = 14;

  private Cost() {}

  /// The price of a formula, in which equal parts are computed once; variables and constants are free.
  public static int of(Expr expr) {
    return Parts.of(expr).stream().mapToInt(Cost::own).sum();
  }

  /// The room that a formula takes in a loop when it is compiled: functions are inlined, each at about the same length.
  public static int room(Expr expr) {
    return Parts.of(expr).stream().mapToInt(Cost::ownRoom).sum();
  }

  /// The room of one operation without its operands.
  public static int ownRoom(Expr expr) {
    return own(expr) < FUNCTION ? Math.min(1, own(expr)) : FUNCTION;
  }

  private static int own(Expr expr) {
    return switch (expr) {
      case Variable _, Constant _ -> 0;
      case Unary(UnaryOp op, _) -> own(op);
      case Binary binary when Bound.of(binary).isPresent() -> 2;
      case Binary(BinaryOp op, _, _) -> own(op);
      case Where _, Compare _, Logic _, Not _, Reduce _, Element _ -> 1;
    };
  }

  private static int own(UnaryOp op) {
    return switch (op) {
      case NEG, ABS -> 1;
      case SIGN -> 4;
      case SQRT -> 6;
      case RINT -> 6;
      case FLOOR -> 9;
      case EXP -> 14;
      case EXPM1, LOG -> 18;
      case LOG1P, SIGMOID, TANH -> 20;
      case ERF, ATAN, SIN, COS -> 24;
      case SOFTPLUS -> 36;
    };
  }

  private static int own(BinaryOp op) {
    return switch (op) {
      case ADD, SUB, MUL -> 1;
      case DIV -> 6;
      case MIN, MAX -> 7;
      case POW -> 100;
    };
  }
}
