package dev.lanewise.processor.scalar;

import static dev.lanewise.formula.Formulas.ONE;
import static dev.lanewise.formula.Formulas.apply;
import static dev.lanewise.formula.Formulas.constant;
import static dev.lanewise.formula.Formulas.multiply;
import static dev.lanewise.formula.Formulas.negate;
import static dev.lanewise.formula.Formulas.where;

import dev.lanewise.formula.Expr.Binary;
import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.Constant;
import dev.lanewise.formula.Expr.Unary;
import dev.lanewise.formula.Expr.UnaryOp;
import dev.lanewise.formula.Expr.Where;
import dev.lanewise.formula.Expr;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Rewrites a formula as it is found in books to one that neither overflows nor cancels where its value is an ordinary
/// number.
///
/// The rules are for what users write, before it is differentiated: a derivative that follows from a stable form is
/// stable too, and is written in parts that the forward pass has computed already, which these rules would tear apart
/// (`s * (1 - s)` of a sigmoid). `c` and `k` are constants, `E` and `F` positive expressions whose logarithm the table
/// of [Logarithms] gives, `a` anything, and sums and products hold in either order.
///
/// | | from | to | holds |
/// |---|---|---|---|
/// | logarithm | `log(E)` | see [Logarithms] | always |
/// | | `log(1 + x)`, `log(1 - x)` | `log1p(x)`, `log1p(-x)` | always |
/// | | `log1p(x)` | the logarithm of `1 + x`, if that is an `E` | always |
/// | | `log1p(expm1(x))` | `x` | always |
/// | exponential | `exp(log(x))` | `x` | where `x` is at least 0, whatever its variables are |
/// | | `exp(-softplus(x))`, `exp(softplus(x))` | `sigmoid(-x)`, `1 + exp(x)` | always |
/// | | `k / exp(x)`, `exp(x) / exp(y)` | `k * exp(-x)`, `exp(x - y)` | always |
/// | | `k * exp(x) - k` | `k * expm1(x)` | always |
/// | sigmoid | `a * E / (E + F)` | `a * sigmoid(log(E) - log(F))`, so `1 / (1 + exp(-x))` is `sigmoid(x)` | always |
/// | | `a / (1 + exp(x))` | `a * sigmoid(-x)` | unless `a` is infinite |
/// | | `k - k * sigmoid(x)` | `k * sigmoid(-x)` | always |
/// | choice | `k - where(p, E, F)` | `where(p, k - E, k - F)`, if rules above apply to both | always |
/// | softplus | `softplus(x) - x`, `softplus(-x) + x` | `softplus(-x)`, `softplus(x)` | unless `x` is infinite |
/// | tanh | `(exp(x) - exp(y)) / (exp(x) + exp(y))` | `tanh(0.5 * (x - y))` | always |
/// | | `expm1(x) / (1 + exp(x))`, `2 * k * sigmoid(x) - k` | `tanh(0.5 * x)`, `k * tanh(0.5 * x)` | always |
/// | | `tanh(-x)` | `-tanh(x)` | exactly |
/// | root | `sqrt(x * x)` | `abs(x)` | always |
/// | softmax | `a * exp(x) / sum(E)`, `a / sum(E)` | `a * exp(x - log(sum(E)))`, … | unless `a` is infinite |
/// | | `sum(a * exp(x)) / sum(E)` | `sum(a * exp(x - log(sum(E))))` | unless an `a` is infinite |
///
/// "Always" is meant for real numbers wherever the formula as written has a value; the new form has one more often, for
/// it does not overflow on the way. Each rule takes away a logarithm, a quotient or a sum with a constant, and none
/// brings one back, so rewriting ends.
public final class StableForms {
  private StableForms() {}

  /// Rewrites and simplifies a formula of one element or of whole rows.
  ///
  /// Applied to its own result, it changes nothing.
  public static Expr of(Expr formula) {
    return Simplify.simplify(formula, StableForms::rewritten);
  }

  /// Rewrites the named parts of a formula, so that they are found again in the formula that is rewritten.
  public static Map<String, Expr> of(Map<String, Expr> statements) {
    Map<String, Expr> stable = new LinkedHashMap<>(statements);
    stable.replaceAll((name, part) -> of(part));
    return stable;
  }

  /// Applies one rule to an expression whose operands are stable and simple, or returns it.
  private static Expr rewritten(Expr expr) {
    return switch (expr) {
      case Unary(UnaryOp op, Expr x) -> switch (op) {
        case LOG -> Logarithms.ofLog(expr, x);
        case LOG1P -> Logarithms.ofLog1p(expr, x);
        case EXP -> ofExponential(expr, x);
        case TANH -> x instanceof Unary(UnaryOp minus, Expr y) && minus == UnaryOp.NEG
            ? negate(apply(UnaryOp.TANH, y))
            : expr;
        case SQRT -> x instanceof Binary(BinaryOp times, Expr a, Expr b) && times == BinaryOp.MUL && a.equals(b)
            ? apply(UnaryOp.ABS, a)
            : expr;
        default -> expr;
      };
      case Binary(BinaryOp op, Expr a, Expr b) -> switch (op) {
        case ADD -> ofSoftplus(a, b, false).or(() -> ofSoftplus(b, a, false))
            .or(() -> withConstant(a, b, 1)).or(() -> withConstant(b, a, 1)).orElse(expr);
        case SUB -> ofSoftplus(a, b, true).or(() -> ofSoftplus(b, a, true).map(x -> negate(x)))
            .or(() -> withConstant(a, b, -1)).or(() -> withConstant(b, a, -1).map(x -> negate(x))).orElse(expr);
        case DIV -> Quotients.rewrite(expr, a, b);
        default -> expr;
      };
      default -> expr;
    };
  }

  private static Expr ofExponential(Expr exponential, Expr x) {
    return switch (x) {
      case Unary(UnaryOp op, Expr y) when op == UnaryOp.LOG && isAtLeastZero(y) -> y;
      case Unary(UnaryOp op, Expr y) when op == UnaryOp.SOFTPLUS -> new Binary(BinaryOp.ADD, ONE, exp(y));
      case Unary(UnaryOp minus, Unary(UnaryOp op, Expr y)) when minus == UnaryOp.NEG && op == UnaryOp.SOFTPLUS ->
          apply(UnaryOp.SIGMOID, negate(y));
      default -> exponential;
    };
  }

  private static boolean isAtLeastZero(Expr x) {
    return Interval.of(x, Map.of()).low() >= 0;
  }

  /// `softplus(x) - x`, or `softplus(x) + y` where `y` is `-x`.
  private static Optional<Expr> ofSoftplus(Expr a, Expr b, boolean isDifference) {
    if (!(a instanceof Unary(UnaryOp op, Expr x)) || op != UnaryOp.SOFTPLUS) {
      return Optional.empty();
    }
    Expr opposite = Simplify.simplify(negate(x));
    boolean matches = isDifference ? b.equals(x) : b.equals(opposite);
    return matches ? Optional.of(apply(UnaryOp.SOFTPLUS, opposite)) : Optional.empty();
  }

  /// `m * f(x) + sign * c` for the constants of which a function is known.
  private static Optional<Expr> withConstant(Expr scaled, Expr addend, int sign) {
    if (!(addend instanceof Constant(double magnitude))) {
      return Optional.empty();
    }
    if (scaled instanceof Where(Expr condition, Expr then, Expr otherwise)) {
      return withConstant(then, addend, sign).flatMap(stableThen -> withConstant(otherwise, addend, sign)
          .map(stableOtherwise -> where(condition, stableThen, stableOtherwise)));
    }
    double c = sign * magnitude;
    double m = 1;
    Expr function = scaled;
    if (scaled instanceof Binary(BinaryOp op, Constant(double factor), Expr rest) && op == BinaryOp.MUL) {
      m = factor;
      function = rest;
    }
    if (!(function instanceof Unary(UnaryOp op, Expr x))) {
      return Optional.empty();
    }
    if (op == UnaryOp.EXP && c == -m) {
      return Optional.of(multiply(constant(m), apply(UnaryOp.EXPM1, x)));
    }
    if (op == UnaryOp.SIGMOID && c == -m) {
      return Optional.of(multiply(constant(-m), apply(UnaryOp.SIGMOID, negate(x))));
    }
    return op == UnaryOp.SIGMOID && 2 * c == -m
        ? Optional.of(multiply(constant(m / 2), apply(UnaryOp.TANH, multiply(constant(0.5), x))))
        : Optional.empty();
  }

  private static Expr exp(Expr x) {
    return apply(UnaryOp.EXP, x);
  }
}
