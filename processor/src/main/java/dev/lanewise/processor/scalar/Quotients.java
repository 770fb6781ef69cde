package dev.lanewise.processor.scalar;

import static dev.lanewise.formula.Formulas.ONE;
import static dev.lanewise.formula.Formulas.apply;
import static dev.lanewise.formula.Formulas.constant;
import static dev.lanewise.formula.Formulas.divide;
import static dev.lanewise.formula.Formulas.multiply;
import static dev.lanewise.formula.Formulas.negate;
import static dev.lanewise.formula.Formulas.subtract;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Expr.Binary;
import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.Constant;
import dev.lanewise.formula.Expr.Reduce;
import dev.lanewise.formula.Expr.ReduceOp;
import dev.lanewise.formula.Expr.Unary;
import dev.lanewise.formula.Expr.UnaryOp;
import java.util.Optional;

/// The rules of [StableForms] for quotients by exponentials and by sums of them.
final class Quotients {
  private Quotients() {}

  /// Rewrites `a / b`, or returns the quotient.
  static Expr rewrite(Expr quotient, Expr a, Expr b) {
    return switch (b) {
      case Unary(UnaryOp op, Expr x) when op == UnaryOp.EXP && (a instanceof Constant || isExponential(a)) ->
          overExponential(a, x);
      case Binary(BinaryOp op, Expr first, Expr second) when op == BinaryOp.ADD ->
          Logarithms.of(b)
              .flatMap(logarithm -> tangent(a, first, second)
                  .or(() -> tangent(a, second, first))
                  .or(() -> overSum(a, first, second, logarithm)))
              .orElse(quotient);
      case Binary(BinaryOp op, Expr first, Expr second) when op == BinaryOp.MUL -> overProduct(quotient, a, b);
      case Reduce(ReduceOp op, Expr _) when op == ReduceOp.SUM ->
          Logarithms.of(b).map(logarithm -> overExponential(a, logarithm)).orElse(quotient);
      default -> quotient;
    };
  }

  /// `(exp(x) - exp(y)) / (exp(x) + exp(y))`, in which either of them may be 1.
  private static Optional<Expr> tangent(Expr a, Expr first, Expr second) {
    boolean matches = a.equals(subtract(first, second))
        || first instanceof Unary(UnaryOp op, Expr x)
            && op == UnaryOp.EXP
            && second.equals(ONE)
            && a.equals(apply(UnaryOp.EXPM1, x));
    return matches
        ? Optional.of(apply(UnaryOp.TANH, multiply(constant(0.5), logarithmOfRatio(first, second))))
        : Optional.empty();
  }

  /// Divides by a sum of two expressions whose logarithms are known.
  private static Optional<Expr> overSum(Expr a, Expr first, Expr second, Expr logarithm) {
    Expr difference = logarithmOfRatio(first, second);
    Expr sigmoid = apply(UnaryOp.SIGMOID, difference);
    Expr opposite = apply(UnaryOp.SIGMOID, negate(difference));
    return without(a, first).map(rest -> multiply(rest, sigmoid))
        .or(() -> without(a, second).map(rest -> multiply(rest, opposite)))
        .or(() -> first.equals(ONE) ? Optional.of(multiply(a, sigmoid)) : Optional.empty())
        .or(() -> second.equals(ONE) ? Optional.of(multiply(a, opposite)) : Optional.empty())
        .or(() -> hasExponential(a) ? Optional.of(overExponential(a, logarithm)) : Optional.empty());
  }

  private static Expr logarithmOfRatio(Expr a, Expr b) {
    return subtract(Logarithms.of(a).orElseThrow(), Logarithms.of(b).orElseThrow());
  }

  /// Divides by the factors of a product one after the other, if one of them is `1 + exp(x)`.
  private static Expr overProduct(Expr quotient, Expr a, Expr product) {
    return factor(product)
        .map(factor -> divide(divide(a, factor), without(product, factor).orElseThrow()))
        .orElse(quotient);
  }

  private static Optional<Expr> factor(Expr product) {
    return switch (product) {
      case Binary(BinaryOp op, Expr a, Expr b) when op == BinaryOp.MUL -> factor(a).or(() -> factor(b));
      case Binary(BinaryOp op, Expr a, Expr b) when op == BinaryOp.ADD && (a.equals(ONE) || b.equals(ONE)) ->
          Logarithms.of(product).map(_ -> product);
      default -> Optional.empty();
    };
  }

  /// A product without one of its factors.
  private static Optional<Expr> without(Expr product, Expr factor) {
    if (product.equals(factor)) {
      return Optional.of(ONE);
    }
    return product instanceof Binary(BinaryOp op, Expr a, Expr b) && op == BinaryOp.MUL
        ? without(a, factor).map(rest -> multiply(rest, b)).or(() -> without(b, factor).map(rest -> multiply(a, rest)))
        : Optional.empty();
  }

  /// `a / exp(x)`, with the quotient taken inside the exponential of `a` if there is one.
  private static Expr overExponential(Expr a, Expr x) {
    return switch (a) {
      case Unary(UnaryOp op, Expr y) when op == UnaryOp.EXP -> apply(UnaryOp.EXP, subtract(y, x));
      case Binary(BinaryOp op, Expr b, Expr c) when op == BinaryOp.MUL && hasExponential(b) ->
          multiply(overExponential(b, x), c);
      case Binary(BinaryOp op, Expr b, Expr c) when op == BinaryOp.MUL && hasExponential(c) ->
          multiply(b, overExponential(c, x));
      case Reduce(ReduceOp op, Expr y) when op == ReduceOp.SUM && hasExponential(y) ->
          new Reduce(ReduceOp.SUM, overExponential(y, x));
      default -> multiply(a, apply(UnaryOp.EXP, negate(x)));
    };
  }

  private static boolean isExponential(Expr x) {
    return x instanceof Unary(UnaryOp op, Expr _) && op == UnaryOp.EXP;
  }

  /// Whether a product, or a sum of products over a row, has an exponential as a factor.
  private static boolean hasExponential(Expr x) {
    return switch (x) {
      case Binary(BinaryOp op, Expr a, Expr b) when op == BinaryOp.MUL -> hasExponential(a) || hasExponential(b);
      case Reduce(ReduceOp op, Expr y) when op == ReduceOp.SUM -> hasExponential(y);
      default -> isExponential(x);
    };
  }
}
