package dev.lanewise.processor.scalar;

import static dev.lanewise.formula.Formulas.ZERO;
import static dev.lanewise.formula.Formulas.apply;
import static dev.lanewise.formula.Formulas.greater;
import static dev.lanewise.formula.Formulas.less;
import static dev.lanewise.formula.Formulas.multiply;
import static dev.lanewise.formula.Formulas.negate;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Expr.Binary;
import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.Compare;
import dev.lanewise.formula.Expr.CompareOp;
import dev.lanewise.formula.Expr.Constant;
import dev.lanewise.formula.Expr.Unary;
import dev.lanewise.formula.Expr.UnaryOp;
import dev.lanewise.formula.Expr.Variable;
import dev.lanewise.formula.Expr.Where;
import dev.lanewise.formula.FreeVariables;
import dev.lanewise.formula.Operands;
import dev.lanewise.formula.Parts;
import dev.lanewise.formula.Substitution;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The derivative of an activation written in its output `y = f(x)` alone, so that `x` need not be kept for the
/// gradient: `sigmoid' = y * (1 - y)`, `relu' = where(y > 0, 1, 0)`.
///
/// Every step is exact for real numbers:
///
/// - `f(x)`, where it occurs, is `y`; in a branch of `f`, so is that branch's expression;
/// - where `f(x) = softplus(u)`, `sigmoid(u) = -expm1(-y)`;
/// - `x > 0` is `y > 0` if the range of `f` shows that it is above 0 for all `x > 0` and for no other; likewise for
///   `>=`, `<` and `<=`. In single precision `f(x)` of a denormal `x` may round to 0, and the branch with it.
public final class OutputForm {
  private final Expr formula;
  private final Variable x;
  private final Variable y;

  private OutputForm(Expr formula, Variable x, Variable y) {
    this.formula = formula;
    this.x = x;
    this.y = y;
  }

  /// Writes a derivative in the output.
  ///
  /// @param formula `f`
  /// @param derivative of `f` with respect to `x`, from [Derivative], or an expression that contains it, such as its
  ///     product with the gradient of the output
  /// @param x the name of the argument
  /// @param y the name to use for the output; must not occur in either expression
  /// @return empty if the argument cannot be eliminated
  public static Optional<Expr> rewrite(Expr formula, Expr derivative, String x, String y) {
    if (FreeVariables.of(formula).contains(y) || FreeVariables.of(derivative).contains(y)) {
      throw new IllegalArgumentException("'" + y + "' cannot name the output, because the formula reads it");
    }
    Expr simple = Simplify.simplify(formula);
    OutputForm form = new OutputForm(simple, new Variable(x), new Variable(y));
    Expr result = Simplify.simplify(form.inOutput(simple, Simplify.simplify(derivative)));
    return form.readsArgument(result) ? Optional.empty() : Optional.of(result);
  }

  /// Rewrites an expression in a region where the output is the value of an expression.
  private Expr inOutput(Expr value, Expr derivative) {
    if (!readsArgument(derivative)) {
      return derivative;
    }
    Expr result = Substitution.of(value, y).apply(derivative);
    if (asChoice(value) instanceof Where choice) {
      result = inBranches(choice, result);
    } else if (readsArgument(result)) {
      result = Substitution.of(value, y).apply(Simplify.simplify(distributed(result)));
    }
    if (value instanceof Unary(UnaryOp op, Expr u) && op == UnaryOp.SOFTPLUS) {
      Expr sigmoid = negate(apply(UnaryOp.EXPM1, negate(y)));
      result = Substitution.of(apply(UnaryOp.SIGMOID, u), sigmoid).apply(result);
    }
    return conditions(result);
  }

  private boolean readsArgument(Expr expr) {
    return FreeVariables.of(expr).contains(x.name());
  }

  /// Rewrites each choice by the same condition branch by branch, wherever it stands in the derivative.
  private Expr inBranches(Where value, Expr derivative) {
    return Parts.replace(derivative, part ->
        part instanceof Where(Expr condition, Expr then, Expr otherwise) && condition.equals(value.condition())
            ? Optional.of(
                new Where(condition, inOutput(value.then(), then), inOutput(value.otherwise(), otherwise)))
            : Optional.empty());
  }

  /// `max` and `min` as the choice that [Derivative] makes of them.
  private static Expr asChoice(Expr value) {
    return switch (value) {
      case Binary(BinaryOp op, Expr a, Expr b) when op == BinaryOp.MAX -> new Where(greater(a, b), a, b);
      case Binary(BinaryOp op, Expr a, Expr b) when op == BinaryOp.MIN -> new Where(less(a, b), a, b);
      default -> value;
    };
  }

  /// Multiplies sums out by their constant factors: `c * (a + b)` becomes `c * a + c * b`.
  private static Expr distributed(Expr expr) {
    List<Expr> parts = Parts.of(expr);
    Map<Expr, Expr> distributed = new IdentityHashMap<>();
    for (Expr part : parts) {
      Expr inner = Operands.map(part, distributed::get);
      boolean isSumByConstant = inner instanceof Binary(BinaryOp op, Constant _, Binary(BinaryOp sum, Expr _, Expr _))
          && op == BinaryOp.MUL
          && (sum == BinaryOp.ADD || sum == BinaryOp.SUB);
      distributed.put(part, isSumByConstant ? distributed((Binary) inner) : inner);
    }
    return distributed.get(parts.getLast());
  }

  private static Expr distributed(Binary product) {
    Binary sum = (Binary) product.b();
    return new Binary(sum.op(), multiply(product.a(), sum.a()), multiply(product.a(), sum.b()));
  }

  /// Replaces the sign of the argument by the sign of the output, where they are proven to agree.
  private Expr conditions(Expr expr) {
    return Parts.replace(expr, part ->
        part instanceof Compare(CompareOp op, Expr a, Expr b) && a.equals(x) && b.equals(ZERO)
            ? Optional.of(signsAgree(op) ? new Compare(op, y, ZERO) : part)
            : Optional.empty());
  }

  private boolean signsAgree(CompareOp op) {
    return switch (op) {
      case GT -> separates(op, Interval.POSITIVE, Interval.NOT_POSITIVE);
      case GE -> separates(op, Interval.NOT_NEGATIVE, Interval.NEGATIVE);
      case LT -> separates(op, Interval.NEGATIVE, Interval.NOT_NEGATIVE);
      case LE -> separates(op, Interval.NOT_POSITIVE, Interval.POSITIVE);
      case EQ, NE -> false;
    };
  }

  /// Whether the comparison with 0 holds for the output of all of one range, and of none of another.
  private boolean separates(CompareOp op, Interval where, Interval elsewhere) {
    Expr condition = new Compare(op, formula, ZERO);
    return Interval.decide(condition, Map.of(x.name(), where)).equals(Optional.of(true))
        && Interval.decide(condition, Map.of(x.name(), elsewhere)).equals(Optional.of(false));
  }
}
