package dev.lanewise.processor.scalar;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Expr.Binary;
import dev.lanewise.formula.Expr.Compare;
import dev.lanewise.formula.Expr.Constant;
import dev.lanewise.formula.Expr.Element;
import dev.lanewise.formula.Expr.Logic;
import dev.lanewise.formula.Expr.Not;
import dev.lanewise.formula.Expr.Reduce;
import dev.lanewise.formula.Expr.Unary;
import dev.lanewise.formula.Expr.Variable;
import dev.lanewise.formula.Expr.Where;
import dev.lanewise.formula.Operands;
import dev.lanewise.formula.Parts;
import dev.lanewise.formula.Sharing;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Rewrites an expression to a simpler one of the same value, until no rule applies.
///
/// The rules are all the algebra that the compiler applies to formulas and to their derivatives; [StableForms] has more
/// for formulas alone. `c` and `d` are constants, `p` a condition.
///
/// | | from | to | holds |
/// |---|---|---|---|
/// | fold | a function of constants | its value in double precision | to rounding |
/// | sum | `x + 0`, `0 + x`, `x - 0` | `x` | but for the sign of a zero |
/// | | `0 - x` | `-x` | but for the sign of a zero |
/// | | `a + -b`, `a + -c * b` | `a - b`, `a - c * b` | exactly |
/// | | `a - -b`, `a - -c * b` | `a + b`, `a + c * b` | exactly |
/// | | `-a + b` | `b - a` | exactly |
/// | | `x + x` | `2 * x` | exactly |
/// | product | `1 * x` | `x` | exactly |
/// | | `0 * x` | `0` | unless `x` is infinite or NaN |
/// | | `x * where(p, 1, 0)` | `where(p, x, 0)` | unless `x` is infinite or NaN |
/// | | `-1 * x` | `-x` | exactly |
/// | | `x * c` | `c * x` | exactly |
/// | | `d * (c * x)`, `d * (c / x)` | `(d * c) * x`, `(d * c) / x` | to rounding |
/// | | `a * (c * b)`, `(c * a) * b` | `c * (a * b)` | to rounding, unless an end of the range is met |
/// | | `-a * b`, `a * -b` | `-(a * b)` | exactly |
/// | | `abs(x) * sign(x)` | `x` | exactly |
/// | quotient | `x / 1`, `x / -1` | `x`, `-x` | exactly |
/// | | `0 / x` | `0` | unless `x` is 0 or NaN |
/// | | `-a / b`, `a / -b` | `-(a / b)` | exactly |
/// | power | `pow(x, 0)` | `1` | exactly |
/// | | `pow(x, 1)` | `x` | exactly |
/// | | `pow(x, n)`, `n` whole from 2 to 8 | products of squares | to `n - 1` roundings |
/// | | `pow(x, 0.5)` | `sqrt(x)` | to rounding, but for -0, which stays -0, and minus infinity, which becomes NaN |
/// | | `pow(x, -1)` | `1 / x` | to rounding |
/// | negation | `-(-x)`, `-(c * x)` | `x`, `-c * x` | exactly |
/// | | `-(a - b)` | `b - a` | but for the sign of a zero |
/// | | `-where(p, -a, -b)` | `where(p, a, b)` | exactly |
/// | others | `abs(-x)`, `abs(abs(x))` | `abs(x)` | exactly |
/// | | `min(x, x)`, `max(x, x)` | `x` | exactly |
/// | choice | `where(p, x, x)` | `x` | exactly |
/// | | `where(p, …, …)`, `p` of constants | the branch | exactly |
/// | | `where(p, a, b)` inside a branch of `where(p, …, …)` | `a` or `b` | exactly |
/// | | `where(!p, a, b)` | `where(p, b, a)` | exactly |
/// | condition | `!!p`, `!(a == b)`, `!(a != b)` | `p`, `a != b`, `a == b` | exactly |
/// | | `p && q`, `p \|\| q`, one of constants | `p`, `q`, or the constant one | exactly |
///
/// A value is folded only if it is 0 or normal in single precision, in which generated code uses constants. Sums are
/// not reassociated, products only to bring their constants together. The rules for 0 are meant for the zeros that
/// differentiation makes: where they lose an infinity or NaN, the formula itself has already produced one.
public final class Simplify {
  private final UnaryOperator<Expr> furtherRules;
  private final Sharing sharing = new Sharing();
  private final Map<Expr, Expr> simplified = new IdentityHashMap<>();

  private Simplify(UnaryOperator<Expr> furtherRules) {
    this.furtherRules = furtherRules;
  }

  /// Simplifies an expression; every part of the result is simple too, so simplifying again changes nothing.
  public static Expr simplify(Expr expr) {
    return rules().apply(expr);
  }

  /// Simplifies an expression by these rules and by others, which see an expression when none of these applies.
  ///
  /// @param furtherRules applies one rule to an expression whose operands are simple, or returns it
  static Expr simplify(Expr expr, UnaryOperator<Expr> furtherRules) {
    return rules(furtherRules).apply(expr);
  }

  /// Simplifies several expressions that have parts in common.
  public static UnaryOperator<Expr> rules() {
    return rules(UnaryOperator.identity());
  }

  private static UnaryOperator<Expr> rules(UnaryOperator<Expr> furtherRules) {
    Simplify rules = new Simplify(furtherRules);
    return expr -> {
      // Operands first: the recursion stays shallow however deep the expression is.
      Parts.of(expr).forEach(rules::run);
      return rules.run(expr);
    };
  }

  private Expr run(Expr written) {
    Expr expr = sharing.share(written);
    Expr known = simplified.get(expr);
    if (known != null) {
      return known;
    }
    Expr withSimpleOperands = Operands.map(expr, this::run);
    Expr result = sharing.share(rewritten(withSimpleOperands));
    if (result == sharing.share(withSimpleOperands)) {
      result = sharing.share(furtherRules.apply(withSimpleOperands));
    }
    if (result != sharing.share(withSimpleOperands)) {
      result = run(result);
    }
    simplified.put(expr, result);
    return result;
  }

  /// Applies one rule to an expression whose operands are simple.
  private static Expr rewritten(Expr expr) {
    return switch (expr) {
      case Unary unary -> Arithmetic.rewrite(unary);
      case Binary binary -> Arithmetic.rewrite(binary);
      case Where where -> Choices.rewrite(where);
      case Not not -> Choices.rewrite(not);
      case Logic logic -> Choices.rewrite(logic);
      case Variable _, Constant _, Compare _, Reduce _, Element _ -> expr;
    };
  }
}
