package dev.lanewise.processor.scalar;

import static dev.lanewise.formula.Formulas.ZERO;
import static dev.lanewise.formula.Formulas.add;
import static dev.lanewise.formula.Formulas.multiply;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Expr.Binary;
import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.Compare;
import dev.lanewise.formula.Expr.CompareOp;
import dev.lanewise.formula.Expr.Constant;
import dev.lanewise.formula.Expr.Where;
import dev.lanewise.formula.Operands;
import java.util.List;

/// The chain rule, written so that what was not chosen never counts.
///
/// The derivative of `where(p, f, g)` by `f` is 0 where `p` does not hold, and there `f` and its slope may be infinite
/// or NaN. Their product would be NaN. So a derivative that is a choice stays one, and the product is taken inside.
final class Chain {
  private Chain() {}

  /// The product of the slope of a statement and the derivative by its result.
  ///
  /// @param hidesMask whether the derivative may be 0 because all that it comes from was not chosen
  static Expr times(Expr slope, Expr derivative, boolean hidesMask) {
    if (slope.equals(ZERO) || derivative.equals(ZERO)) {
      return ZERO;
    }
    if (derivative instanceof Where(Expr condition, Expr then, Expr otherwise)) {
      return choice(condition, times(slope, then, hidesMask), times(slope, otherwise, hidesMask));
    }
    if (slope instanceof Where(Expr condition, Expr then, Expr otherwise)) {
      return choice(condition, times(then, derivative, hidesMask), times(otherwise, derivative, hidesMask));
    }
    Expr product = leftward(Simplify.simplify(multiply(slope, derivative)));
    return hidesMask && !(slope instanceof Constant)
        ? new Where(new Compare(CompareOp.EQ, derivative, ZERO), ZERO, product)
        : product;
  }

  static Expr sum(List<Expr> terms) {
    Expr sum = ZERO;
    for (Expr term : terms) {
      sum = add(sum, term);
    }
    return leftward(Simplify.simplify(sum));
  }

  private static Expr choice(Expr condition, Expr then, Expr otherwise) {
    return Simplify.simplify(new Where(condition, then, otherwise));
  }

  /// Products as people write them: `-2 * x * d`, not `-2 * (x * d)`.
  private static Expr leftward(Expr expr) {
    Expr inner = Operands.map(expr, Chain::leftward);
    if (inner instanceof Binary(BinaryOp op, Expr a, Binary(BinaryOp nested, Expr b, Expr c))
        && op == BinaryOp.MUL && nested == BinaryOp.MUL) {
      return multiply(leftward(multiply(a, b)), c);
    }
    return inner;
  }
}
