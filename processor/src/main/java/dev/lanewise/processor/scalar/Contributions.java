package dev.lanewise.processor.scalar;

import static dev.lanewise.formula.Formulas.ZERO;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Expr.Where;
import dev.lanewise.formula.Formulas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The terms of a derivative, collected one by one. Choices by the same condition become one term, up to a few.
final class Contributions {
  /// Terms that are added in one expression.
  static final int AT_ONCE = 4;

  /// Where a choice stands among the terms, and of how many it is made.
  private record Choice(int place, int count) {}

  private final List<Expr> terms = new ArrayList<>();
  private final Map<Expr, Choice> choices = new HashMap<>();
  private boolean isMasked = true;
  private boolean hidesMask;

  /// Adds a term.
  ///
  /// @param hidesMask whether it may be 0 because nothing that it comes from was chosen, though it is not a choice
  void add(Expr term, boolean hidesMask) {
    this.hidesMask |= hidesMask;
    isMasked &= hidesMask || isMasked(term);
    if (!(term instanceof Where(Expr condition, Expr then, Expr otherwise))) {
      terms.add(term);
      return;
    }
    Choice same = choices.get(condition);
    if (same == null || same.count() == AT_ONCE) {
      choices.put(condition, new Choice(terms.size(), 1));
      terms.add(term);
      return;
    }
    Where before = (Where) terms.get(same.place());
    terms.set(same.place(), new Where(condition, sum(before.then(), then), sum(before.otherwise(), otherwise)));
    choices.put(condition, new Choice(same.place(), same.count() + 1));
  }

  private static Expr sum(Expr a, Expr b) {
    return Simplify.simplify(Formulas.add(a, b));
  }

  List<Expr> terms() {
    return terms;
  }

  /// Whether all there is to know is one term that may stand wherever it is used: nothing to compute, or a choice that
  /// must stay one.
  boolean isSimple() {
    Expr only = terms.getFirst();
    boolean isNegative = only instanceof Expr.Unary(Expr.UnaryOp op, Expr x)
        && op == Expr.UnaryOp.NEG && x instanceof Expr.Variable;
    boolean isAtom = only instanceof Expr.Variable || only instanceof Expr.Constant || isNegative;
    return terms.size() == 1 && (isAtom || isMasked(only));
  }

  /// Whether the sum may be 0 because nothing that it comes from was chosen, and does not show it.
  boolean hidesMask() {
    return isMasked && (hidesMask || terms.size() > 1);
  }

  private static boolean isMasked(Expr term) {
    return term instanceof Where(Expr _, Expr then, Expr otherwise)
        && (then.equals(ZERO) || otherwise.equals(ZERO) || isMasked(then) || isMasked(otherwise));
  }
}
