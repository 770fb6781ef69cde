package dev.lanewise.processor.scalar;

import dev.lanewise.formula.DualNumber;
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
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/// The numbers from `low` to `high`, both included, either of which may be infinite: a bound on an expression's values.
///
/// A range speaks of points at which no part of the expression is NaN. Ends are rounded to nearest, so that facts about
/// signs are certain, and others hold to rounding. Equal operands of a product are seen as a square; otherwise operands
/// are taken as independent, so a range may be wider than the truth.
///
/// @param low at most `high`
public record Interval(double low, double high) {
  /// All numbers.
  public static final Interval ALL = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /// Numbers above 0, down to the smallest that single precision holds.
  public static final Interval POSITIVE = new Interval(Float.MIN_VALUE, Double.POSITIVE_INFINITY);

  /// Numbers below 0, up to the largest that single precision holds.
  public static final Interval NEGATIVE = new Interval(Double.NEGATIVE_INFINITY, -Float.MIN_VALUE);

  /// Numbers from 0.
  public static final Interval NOT_NEGATIVE = new Interval(0, Double.POSITIVE_INFINITY);

  /// Numbers up to 0.
  public static final Interval NOT_POSITIVE = new Interval(Double.NEGATIVE_INFINITY, 0);

  /// From here on, where a period of a wave begins is not known well enough.
  private static final double LARGE_ANGLE = 1e6;

  /// The range of an expression.
  ///
  /// @param variables the ranges of variables; those left out may be any number
  public static Interval of(Expr expr, Map<String, Interval> variables) {
    return of(expr, variables, new IdentityHashMap<>());
  }

  private static Interval of(Expr expr, Map<String, Interval> variables, Map<Expr, Interval> known) {
    Interval range = known.get(expr);
    if (range == null) {
      range = compute(expr, variables, known);
      known.put(expr, range);
    }
    return range;
  }

  private static Interval compute(Expr expr, Map<String, Interval> variables, Map<Expr, Interval> known) {
    return switch (expr) {
      case Variable(String name) -> variables.getOrDefault(name, ALL);
      case Constant(double value) -> new Interval(value, value);
      case Unary(UnaryOp op, Expr x) -> of(x, variables, known).apply(op);
      case Binary(BinaryOp op, Expr a, Expr b) -> {
        Interval range = of(a, variables, known);
        yield op == BinaryOp.MUL && a.equals(b) ? range.square() : range.apply(op, of(b, variables, known));
      }
      case Where(Expr condition, Expr then, Expr otherwise) -> decide(condition, variables, known)
          .map(isTrue -> of(isTrue ? then : otherwise, variables, known))
          .orElseGet(() -> of(then, variables, known).union(of(otherwise, variables, known)));
      case Reduce _, Element _ -> ALL;
      case Compare _, Logic _, Not _ -> throw new IllegalArgumentException("a condition has no range: " + expr);
    };
  }

  /// Whether an expression is 0 for all values of its variables, wherever no part of it is NaN; false if not known.
  public static boolean isZero(Expr expr) {
    Interval range = of(expr, Map.of());
    return range.low == 0 && range.high == 0;
  }

  /// Whether a condition holds for all values of its variables, or for none; empty if that is not known.
  public static Optional<Boolean> decide(Expr condition, Map<String, Interval> variables) {
    return decide(condition, variables, new IdentityHashMap<>());
  }

  private static Optional<Boolean> decide(
      Expr condition, Map<String, Interval> variables, Map<Expr, Interval> known) {
    return switch (condition) {
      case Compare(CompareOp op, Expr a, Expr b) -> of(a, variables, known).compare(op, of(b, variables, known));
      case Not(Expr negated) -> decide(negated, variables, known).map(isTrue -> !isTrue);
      case Logic(LogicOp op, Expr a, Expr b) -> {
        boolean decidedBy = op == LogicOp.OR;
        Optional<Boolean> first = decide(a, variables, known);
        Optional<Boolean> second = decide(b, variables, known);
        Optional<Boolean> decided = Optional.of(decidedBy);
        if (first.equals(decided) || second.equals(decided)) {
          yield decided;
        }
        yield first.isPresent() ? second : first;
      }
      default -> Optional.empty();
    };
  }

  /// Whether a comparison holds between every number here and every number there, or between none.
  public Optional<Boolean> compare(CompareOp op, Interval other) {
    return switch (op) {
      case LT -> decided(high < other.low, low >= other.high);
      case LE -> decided(high <= other.low, low > other.high);
      case GT -> other.compare(CompareOp.LT, this);
      case GE -> other.compare(CompareOp.LE, this);
      case EQ -> decided(low == high && equals(other), high < other.low || other.high < low);
      case NE -> compare(CompareOp.EQ, other).map(isEqual -> !isEqual);
    };
  }

  private static Optional<Boolean> decided(boolean always, boolean never) {
    return always || never ? Optional.of(always) : Optional.empty();
  }

  Interval apply(UnaryOp op) {
    return switch (op) {
      case NEG -> new Interval(-high, -low);
      case ABS -> new Interval(low <= 0 && high >= 0 ? 0 : Math.min(Math.abs(low), Math.abs(high)), magnitude());
      case SQRT, LOG -> increasing(op, 0);
      case LOG1P -> increasing(op, -1);
      case SIN -> wave(op, Math.PI / 2);
      case COS -> wave(op, 0);
      case SIGN, FLOOR, RINT, EXP, EXPM1, ATAN, TANH, SIGMOID, SOFTPLUS, ERF ->
          increasing(op, Double.NEGATIVE_INFINITY);
    };
  }

  /// The largest size of a number.
  double magnitude() {
    return Math.max(Math.abs(low), Math.abs(high));
  }

  /// The range of an increasing function, which is NaN below the start of its domain.
  private Interval increasing(UnaryOp op, double domainStart) {
    return bounded(at(op, Math.max(low, domainStart)), at(op, Math.max(high, domainStart)));
  }

  /// The range of a wave between -1 and 1 of period `2 pi`: it ends at those if a crest or a trough lies inside.
  private Interval wave(UnaryOp op, double crest) {
    if (!(magnitude() < LARGE_ANGLE)) {
      return new Interval(-1, 1);
    }
    double first = at(op, low);
    double last = at(op, high);
    return new Interval(
        meets(crest + Math.PI) ? -1 : Math.min(first, last), meets(crest) ? 1 : Math.max(first, last));
  }

  /// Whether a number that differs from the given one by whole periods of `2 pi` lies inside.
  private boolean meets(double phase) {
    return Math.ceil((low - phase) / (2 * Math.PI)) <= Math.floor((high - phase) / (2 * Math.PI));
  }

  private static double at(UnaryOp op, double x) {
    return DualNumber.constant(x).apply(op).value();
  }

  Interval apply(BinaryOp op, Interval b) {
    return switch (op) {
      case ADD -> bounded(low + b.low, high + b.high);
      case SUB -> bounded(low - b.high, high - b.low);
      case MUL -> corners(product(low, b.low), product(low, b.high), product(high, b.low), product(high, b.high));
      case DIV -> b.low <= 0 && b.high >= 0 ? ALL : apply(BinaryOp.MUL, bounded(1 / b.high, 1 / b.low));
      case MIN -> new Interval(Math.min(low, b.low), Math.min(high, b.high));
      case MAX -> new Interval(Math.max(low, b.low), Math.max(high, b.high));
      case POW -> PowerRange.of(this, b);
    };
  }

  Interval square() {
    Interval magnitudes = apply(UnaryOp.ABS);
    return magnitudes.apply(BinaryOp.MUL, magnitudes);
  }

  Interval union(Interval other) {
    return new Interval(Math.min(low, other.low), Math.max(high, other.high));
  }

  /// A product of ends, in which an infinite end stands for large numbers, so that 0 times it is 0.
  private static double product(double a, double b) {
    return a == 0 || b == 0 ? 0 : a * b;
  }

  private static Interval corners(double a, double b, double c, double d) {
    return new Interval(Math.min(Math.min(a, b), Math.min(c, d)), Math.max(Math.max(a, b), Math.max(c, d)));
  }

  /// An interval of two ends, where an end that is not a number is unknown.
  private static Interval bounded(double low, double high) {
    return new Interval(
        Double.isNaN(low) ? Double.NEGATIVE_INFINITY : low, Double.isNaN(high) ? Double.POSITIVE_INFINITY : high);
  }
}
