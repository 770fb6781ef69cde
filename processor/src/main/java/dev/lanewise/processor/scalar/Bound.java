package dev.lanewise.processor.scalar;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Expr.Binary;
import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.Constant;
import java.util.Optional;

/// A maximum or minimum of which one operand is a constant, as in `max(x, 0)`: one comparison decides, NaN stays NaN.
///
/// Not so where the constant is the zero that loses against the other one: `max(0, -0)` is 0, and no comparison tells
/// the two apart.
///
/// @param x what is bounded
/// @param constant the bound
public record Bound(Expr x, Constant constant) {

  /// The bound that an operation is, if it is one.
  public static Optional<Bound> of(Binary binary) {
    if (binary.op() != BinaryOp.MAX && binary.op() != BinaryOp.MIN) {
      return Optional.empty();
    }
    if (binary.b() instanceof Constant b && isDecided(binary.op(), (float) b.value())) {
      return Optional.of(new Bound(binary.a(), b));
    }
    if (binary.a() instanceof Constant a && isDecided(binary.op(), (float) a.value())) {
      return Optional.of(new Bound(binary.b(), a));
    }
    return Optional.empty();
  }

  private static boolean isDecided(BinaryOp op, float constant) {
    float loser = op == BinaryOp.MAX ? -0f : 0f;
    return !Float.isNaN(constant) && Float.floatToIntBits(constant) != Float.floatToIntBits(loser);
  }
}
