package dev.lanewise.processor.scalar;

import dev.lanewise.formula.Expr;

/// Names for values that their author left without one: what they are, in a word.
public final class OperationNames {
  private OperationNames() {}

  /// The word for an expression; `value` for one that has a name already.
  public static String of(Expr expr) {
    return switch (expr) {
      case Expr.Unary(Expr.UnaryOp op, Expr _) -> of(op);
      case Expr.Binary(Expr.BinaryOp op, Expr.Variable(String a), Expr.Variable(String b))
          when op == Expr.BinaryOp.MUL && a.equals(b) && a.indexOf('[') < 0 -> a + "Squared";
      case Expr.Binary(Expr.BinaryOp op, Expr a, Expr b) -> op == Expr.BinaryOp.MUL && a.equals(b) ? "square" : of(op);
      case Expr.Where _ -> "chosen";
      case Expr.Compare _, Expr.Logic _, Expr.Not _ -> "condition";
      case Expr.Variable _, Expr.Constant _, Expr.Reduce _, Expr.Element _ -> "value";
    };
  }

  private static String of(Expr.UnaryOp op) {
    return switch (op) {
      case NEG -> "negative";
      case ABS -> "magnitude";
      case SIGN -> "sign";
      case FLOOR -> "floor";
      case RINT -> "rounded";
      case SQRT -> "root";
      case EXP -> "exponential";
      case EXPM1 -> "exponentialMinusOne";
      case LOG, LOG1P -> "logarithm";
      case SIN -> "sine";
      case COS -> "cosine";
      case ATAN -> "arcTangent";
      case TANH -> "tanh";
      case SIGMOID -> "sigmoid";
      case SOFTPLUS -> "softplus";
      case ERF -> "erf";
    };
  }

  private static String of(Expr.BinaryOp op) {
    return switch (op) {
      case ADD -> "sum";
      case SUB -> "difference";
      case MUL -> "product";
      case DIV -> "quotient";
      case MIN -> "smaller";
      case MAX -> "larger";
      case POW -> "power";
    };
  }
}
