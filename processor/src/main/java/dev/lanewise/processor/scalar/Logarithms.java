package dev.lanewise.processor.scalar;

import static dev.lanewise.formula.Formulas.ONE;
import static dev.lanewise.formula.Formulas.ZERO;
import static dev.lanewise.formula.Formulas.add;
import static dev.lanewise.formula.Formulas.apply;
import static dev.lanewise.formula.Formulas.constant;
import static dev.lanewise.formula.Formulas.greater;
import static dev.lanewise.formula.Formulas.negate;
import static dev.lanewise.formula.Formulas.subtract;
import static dev.lanewise.formula.Formulas.where;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Expr.Binary;
import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.Constant;
import dev.lanewise.formula.Expr.Reduce;
import dev.lanewise.formula.Expr.ReduceOp;
import dev.lanewise.formula.Expr.Unary;
import dev.lanewise.formula.Expr.UnaryOp;
import dev.lanewise.formula.Expr.Where;
import dev.lanewise.formula.Operands;
import java.util.Optional;

/// The rules of [StableForms] for logarithms: those of positive expressions, without computing the expression.
///
/// | `E` | logarithm |
/// |---|---|
/// | `exp(x)` | `x` |
/// | `c` above 0 | `log(c)` |
/// | `sigmoid(x)` | `-softplus(-x)` |
/// | `F * G`, `F / G` | `log(F) + log(G)`, `log(F) - log(G)` |
/// | `1 + exp(x)` | `softplus(x)` |
/// | `F + G`, with `a = log(F)`, `b = log(G)` | `where(a > b, a, b) + softplus(where(a > b, b - a, a - b))` |
/// | `sum(F)` | `logSumExp(log(F))` |
/// | `where(p, F, G)` | `where(p, log(F), log(G))` |
/// | `max(F, G)`, `min(F, G)` | `max(log(F), log(G))`, `min(log(F), log(G))` |
///
/// Sums are taken apart only if they add up exponentials: others do not overflow. The choice in a sum is one choice
/// twice, not `max` and `abs`, whose kinks would leave half of the derivative behind where `a` equals `b`.
final class Logarithms {
  private Logarithms() {}

  static Expr ofLog(Expr logarithm, Expr x) {
    Optional<Expr> stable = of(x);
    if (stable.isPresent()) {
      return stable.get();
    }
    return switch (x) {
      case Binary(BinaryOp op, Expr a, Expr b) when op == BinaryOp.ADD && a.equals(ONE) -> apply(UnaryOp.LOG1P, b);
      case Binary(BinaryOp op, Expr a, Expr b) when op == BinaryOp.ADD && b.equals(ONE) -> apply(UnaryOp.LOG1P, a);
      case Binary(BinaryOp op, Expr a, Expr b) when op == BinaryOp.SUB && a.equals(ONE) ->
          apply(UnaryOp.LOG1P, negate(b));
      default -> logarithm;
    };
  }

  static Expr ofLog1p(Expr logarithm, Expr x) {
    if (x instanceof Unary(UnaryOp op, Expr y) && op == UnaryOp.EXPM1) {
      return y;
    }
    Expr sum = x instanceof Unary(UnaryOp op, Expr y) && op == UnaryOp.NEG ? subtract(ONE, y) : add(ONE, x);
    return of(StableForms.of(sum)).orElse(logarithm);
  }

  /// The logarithm of an expression, if it is seen to be positive and has another form than `log` of it.
  static Optional<Expr> of(Expr x) {
    return switch (x) {
      case Constant(double c) when c > 0 -> Optional.of(constant(StrictMath.log(c)));
      case Unary(UnaryOp op, Expr y) when op == UnaryOp.EXP -> Optional.of(y);
      case Unary(UnaryOp op, Expr y) when op == UnaryOp.SIGMOID ->
          Optional.of(negate(apply(UnaryOp.SOFTPLUS, negate(y))));
      case Binary(BinaryOp op, Expr a, Expr b) when op != BinaryOp.SUB && (op != BinaryOp.ADD || addsExponentials(x)) ->
          of(a).flatMap(logA -> of(b).map(logB -> joined(op, logA, logB)));
      case Where(Expr condition, Expr then, Expr otherwise) ->
          of(then).flatMap(logThen -> of(otherwise).map(logOtherwise -> where(condition, logThen, logOtherwise)));
      case Reduce(ReduceOp op, Expr y) when op == ReduceOp.SUM && addsExponentials(y) ->
          of(y).map(logY -> new Reduce(ReduceOp.LOG_SUM_EXP, logY));
      default -> Optional.empty();
    };
  }

  private static Expr joined(BinaryOp op, Expr logA, Expr logB) {
    return switch (op) {
      case MUL -> add(logA, logB);
      case DIV -> subtract(logA, logB);
      case ADD -> ofSum(logA, logB);
      case MIN, MAX -> new Binary(op, logA, logB);
      default -> throw new IllegalArgumentException("the logarithm of " + op + " is not known");
    };
  }

  /// The logarithm of `exp(a) + exp(b)`.
  private static Expr ofSum(Expr a, Expr b) {
    if (a.equals(ZERO) || b.equals(ZERO)) {
      return apply(UnaryOp.SOFTPLUS, a.equals(ZERO) ? b : a);
    }
    Expr isFirstLarger = greater(a, b);
    Expr distance = where(isFirstLarger, subtract(b, a), subtract(a, b));
    return add(where(isFirstLarger, a, b), apply(UnaryOp.SOFTPLUS, distance));
  }

  private static boolean addsExponentials(Expr x) {
    return switch (x) {
      case Unary(UnaryOp op, Expr _) -> op == UnaryOp.EXP;
      case Binary _, Reduce _ -> Operands.of(x).stream().anyMatch(Logarithms::addsExponentials);
      default -> false;
    };
  }
}
