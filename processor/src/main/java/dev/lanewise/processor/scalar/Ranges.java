package dev.lanewise.processor.scalar;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Expr.Binary;
import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.Compare;
import dev.lanewise.formula.Expr.CompareOp;
import dev.lanewise.formula.Expr.Constant;
import dev.lanewise.formula.Expr.Element;
import dev.lanewise.formula.Expr.Logic;
import dev.lanewise.formula.Expr.LogicOp;
import dev.lanewise.formula.Expr.Not;
import dev.lanewise.formula.Expr.Reduce;
import dev.lanewise.formula.Expr.Unary;
import dev.lanewise.formula.Expr.UnaryOp;
import dev.lanewise.formula.Expr.Variable;
import dev.lanewise.formula.Expr.Where;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The ranges of expressions where certain conditions hold: in the branch that `x > 1` chooses, `x` is above 1.
///
/// Bounds are those of [Interval], narrowed by what is known. Knowledge is about any expression, not variables alone:
/// after `a - b > 0`, both `a - b` and `b - a` are bounded wherever they occur.
public final class Ranges {
  private final Map<Expr, Interval> known;
  private final Map<Expr, Interval> found = new HashMap<>();
  private boolean isPossible = true;

  private Ranges(Map<Expr, Interval> known) {
    this.known = known;
  }

  /// Starts with the ranges of variables; those left out may be any number.
  public static Ranges of(Map<String, Interval> variables) {
    Map<Expr, Interval> known = new HashMap<>();
    variables.forEach((name, range) -> known.put(new Variable(name), range));
    return new Ranges(known);
  }

  /// The range of an expression.
  public Interval of(Expr expr) {
    Interval range = found.get(expr);
    if (range == null) {
      range = computed(expr);
      range = intersection(range, known.getOrDefault(expr, Interval.ALL)).orElse(range);
      found.put(expr, range);
    }
    return range;
  }

  private Interval computed(Expr expr) {
    return switch (expr) {
      case Variable _, Reduce _, Element _ -> Interval.ALL;
      case Constant(double value) -> new Interval(value, value);
      case Unary(UnaryOp op, Expr x) -> of(x).apply(op);
      case Binary(BinaryOp op, Expr a, Expr b) when a.equals(b) && op == BinaryOp.SUB -> new Interval(0, 0);
      case Binary(BinaryOp op, Expr a, Expr b) ->
          op == BinaryOp.MUL && a.equals(b) ? of(a).square() : of(a).apply(op, of(b));
      case Where where -> ofChoice(where);
      case Compare _, Logic _, Not _ -> throw new IllegalArgumentException("a condition has no range: " + expr);
    };
  }

  private Interval ofChoice(Where where) {
    Ranges whereTrue = assuming(where.condition(), true);
    Ranges whereFalse = assuming(where.condition(), false);
    if (!whereTrue.isPossible || !whereFalse.isPossible) {
      return whereTrue.isPossible ? whereTrue.of(where.then()) : whereFalse.of(where.otherwise());
    }
    return whereTrue.of(where.then()).union(whereFalse.of(where.otherwise()));
  }

  /// Whether a condition holds wherever it is met, or nowhere; empty if that is not known.
  public Optional<Boolean> decide(Expr condition) {
    boolean canHold = assuming(condition, true).isPossible;
    boolean canFail = assuming(condition, false).isPossible;
    return canHold == canFail ? Optional.empty() : Optional.of(canHold);
  }

  /// What is known where a condition holds, or where it does not.
  public Ranges assuming(Expr condition, boolean holds) {
    Ranges narrowed = new Ranges(new HashMap<>(known));
    narrowed.isPossible = isPossible;
    narrowed.assume(condition, holds);
    narrowed.found.clear();
    return narrowed;
  }

  private void assume(Expr condition, boolean holds) {
    switch (condition) {
      case Compare(CompareOp op, Expr a, Expr b) -> assume(holds ? op : negated(op), a, b);
      case Not(Expr negated) -> assume(negated, !holds);
      case Logic(LogicOp op, Expr a, Expr b) -> {
        if (holds == (op == LogicOp.AND)) {
          assume(a, holds);
          assume(b, holds);
        } else {
          assumeOne(a, b, holds);
        }
      }
      default -> { }
    }
  }

  /// At least one of two conditions is as told: the other, if one cannot be.
  private void assumeOne(Expr a, Expr b, boolean holds) {
    boolean canA = assuming(a, holds).isPossible;
    boolean canB = assuming(b, holds).isPossible;
    isPossible &= canA || canB;
    if (canA != canB) {
      assume(canA ? a : b, holds);
    }
  }

  private static CompareOp negated(CompareOp op) {
    return switch (op) {
      case LT -> CompareOp.GE;
      case LE -> CompareOp.GT;
      case GT -> CompareOp.LE;
      case GE -> CompareOp.LT;
      case EQ -> CompareOp.NE;
      case NE -> CompareOp.EQ;
    };
  }

  private void assume(CompareOp op, Expr a, Expr b) {
    Interval rangeA = of(a);
    Interval rangeB = of(b);
    Optional<Boolean> decided = a.equals(b) ? Optional.of(holdsForEqual(op)) : rangeA.compare(op, rangeB);
    if (decided.isPresent()) {
      isPossible &= decided.get();
      return;
    }
    switch (op) {
      case LT -> less(a, rangeA, b, rangeB, true);
      case LE -> less(a, rangeA, b, rangeB, false);
      case GT -> less(b, rangeB, a, rangeA, true);
      case GE -> less(b, rangeB, a, rangeA, false);
      case EQ -> {
        narrow(a, rangeB);
        narrow(b, rangeA);
      }
      case NE -> { }
    }
  }

  private static boolean holdsForEqual(CompareOp op) {
    return op == CompareOp.LE || op == CompareOp.GE || op == CompareOp.EQ;
  }

  private void less(Expr a, Interval rangeA, Expr b, Interval rangeB, boolean isStrict) {
    double high = isStrict ? Math.nextDown(rangeB.high()) : rangeB.high();
    double low = isStrict ? Math.nextUp(rangeA.low()) : rangeA.low();
    narrow(a, new Interval(Double.NEGATIVE_INFINITY, high));
    narrow(b, new Interval(low, Double.POSITIVE_INFINITY));
    if (!(a instanceof Constant) && !(b instanceof Constant)) {
      double step = isStrict ? Double.MIN_VALUE : 0;
      know(new Binary(BinaryOp.SUB, b, a), new Interval(step, Double.POSITIVE_INFINITY));
      know(new Binary(BinaryOp.SUB, a, b), new Interval(Double.NEGATIVE_INFINITY, -step));
    }
  }

  /// Takes in a bound on an expression, and what follows for its operands.
  private void narrow(Expr expr, Interval bound) {
    if (bound.equals(Interval.ALL) || !know(expr, bound)) {
      return;
    }
    Interval range = of(expr);
    switch (expr) {
      case Unary(UnaryOp op, Expr x) when op == UnaryOp.NEG -> narrow(x, range.apply(UnaryOp.NEG));
      case Unary(UnaryOp op, Expr x) when op == UnaryOp.ABS -> narrow(x, new Interval(-range.high(), range.high()));
      case Binary(BinaryOp op, Expr a, Expr b) when op == BinaryOp.ADD -> {
        narrow(a, range.apply(BinaryOp.SUB, of(b)));
        narrow(b, range.apply(BinaryOp.SUB, of(a)));
      }
      case Binary(BinaryOp op, Expr a, Expr b) when op == BinaryOp.SUB -> {
        know(new Binary(op, b, a), range.apply(UnaryOp.NEG));
        narrow(a, range.apply(BinaryOp.ADD, of(b)));
        narrow(b, of(a).apply(BinaryOp.SUB, range));
      }
      case Binary(BinaryOp op, Constant c, Expr x) when op == BinaryOp.MUL && c.value() != 0 ->
          narrow(x, range.apply(BinaryOp.DIV, of(c)));
      case Binary(BinaryOp op, Expr x, Constant c) when op == BinaryOp.MUL && c.value() != 0 ->
          narrow(x, range.apply(BinaryOp.DIV, of(c)));
      default -> { }
    }
  }

  /// Remembers a bound.
  ///
  /// @return whether it says something new
  private boolean know(Expr expr, Interval bound) {
    Interval before = of(expr);
    Optional<Interval> after = intersection(before, bound);
    if (after.isEmpty()) {
      isPossible = false;
      return false;
    }
    if (after.get().equals(before) || expr instanceof Constant) {
      return false;
    }
    known.put(expr, after.get());
    found.clear();
    return true;
  }

  private static Optional<Interval> intersection(Interval a, Interval b) {
    double low = Math.max(a.low(), b.low());
    double high = Math.min(a.high(), b.high());
    return low <= high ? Optional.of(new Interval(low, high)) : Optional.empty();
  }
}
