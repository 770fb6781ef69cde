package dev.lanewise.formula;

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
import java.util.List;
import java.util.function.UnaryOperator;

/// The operands of an expression, for walks over trees that treat all kinds alike.
public final class Operands {
  private Operands() {}

  /// The operands in the order in which they are written; none for a variable, constant or element.
  public static List<Expr> of(Expr expr) {
    return switch (expr) {
      case Variable _, Constant _, Element _ -> List.of();
      case Unary(_, Expr x) -> List.of(x);
      case Binary(_, Expr a, Expr b) -> List.of(a, b);
      case Where(Expr condition, Expr then, Expr otherwise) -> List.of(condition, then, otherwise);
      case Compare(_, Expr a, Expr b) -> List.of(a, b);
      case Logic(_, Expr a, Expr b) -> List.of(a, b);
      case Not(Expr condition) -> List.of(condition);
      case Reduce(_, Expr x) -> List.of(x);
    };
  }

  /// The same operation on changed operands; the expression itself if none changes.
  public static Expr map(Expr expr, UnaryOperator<Expr> change) {
    Expr changed = switch (expr) {
      case Variable _, Constant _, Element _ -> expr;
      case Unary(var op, Expr x) -> new Unary(op, change.apply(x));
      case Binary(var op, Expr a, Expr b) -> new Binary(op, change.apply(a), change.apply(b));
      case Where(Expr condition, Expr then, Expr otherwise) ->
          new Where(change.apply(condition), change.apply(then), change.apply(otherwise));
      case Compare(var op, Expr a, Expr b) -> new Compare(op, change.apply(a), change.apply(b));
      case Logic(var op, Expr a, Expr b) -> new Logic(op, change.apply(a), change.apply(b));
      case Not(Expr condition) -> new Not(change.apply(condition));
      case Reduce(var op, Expr x) -> new Reduce(op, change.apply(x));
    };
    return isSame(of(changed), of(expr)) ? expr : changed;
  }

  private static boolean isSame(List<Expr> changed, List<Expr> before) {
    for (int i = 0; i < before.size(); i++) {
      if (changed.get(i) != before.get(i)) {
        return false;
      }
    }
    return true;
  }
}
