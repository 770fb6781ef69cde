package dev.lanewise.processor.scalar;

import static dev.lanewise.formula.Formulas.ONE;
import static dev.lanewise.formula.Formulas.apply;
import static dev.lanewise.formula.Formulas.divide;
import static dev.lanewise.formula.Formulas.multiply;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Expr.Binary;
import dev.lanewise.formula.Expr.Constant;
import dev.lanewise.formula.Expr.UnaryOp;

/// The rules of [Simplify] for powers, and whole powers as products.
final class Powers {
  /// The largest exponent that becomes a product: at most four multiplications instead of a hundred instructions.
  private static final int LARGEST_PRODUCT = 8;

  private Powers() {}

  /// Applies one rule to a power, or returns it.
  static Expr rewrite(Binary power) {
    if (!(power.b() instanceof Constant(double exponent))) {
      return power;
    }
    Expr x = power.a();
    if (exponent == 0) {
      return ONE;
    }
    if (exponent == 0.5) {
      return apply(UnaryOp.SQRT, x);
    }
    if (exponent == -1) {
      return divide(ONE, x);
    }
    boolean isProduct = exponent == (int) exponent && exponent > 0 && exponent <= LARGEST_PRODUCT;
    return isProduct ? product(x, (int) exponent) : power;
  }

  /// A whole power as a product of squares: the two equal factors of each are one value, computed once.
  ///
  /// @param exponent at least 1
  static Expr product(Expr x, int exponent) {
    if (exponent == 1) {
      return x;
    }
    Expr half = product(x, exponent / 2);
    Expr square = multiply(half, half);
    return exponent % 2 == 0 ? square : multiply(square, x);
  }
}
