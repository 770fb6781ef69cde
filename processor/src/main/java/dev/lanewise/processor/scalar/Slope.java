package dev.lanewise.processor.scalar;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FreeVariables;
import dev.lanewise.formula.Parts;
import java.util.Map;

/// Whether a formula has a derivative to follow.
public enum Slope {
  /// Proven: the formula has the same value whatever the variable is.
  ZERO,
  /// Proven: the derivative is 0 wherever it exists; the value changes in steps.
  ZERO_ALMOST_EVERYWHERE,
  /// A point of the usual domain has a derivative other than 0.
  NON_ZERO,
  /// No such point was found; there may be one.
  UNKNOWN;

  /// Operations above which a derivative is not proven to be 0: every branch of it would be looked at apart.
  private static final int LONGEST = 5_000;

  /// Whether nothing can be learned through the formula, for certain.
  public boolean isZero() {
    return this == ZERO || this == ZERO_ALMOST_EVERYWHERE;
  }

  /// The slope of an element-wise formula with respect to one of its variables.
  ///
  /// A single point with a derivative other than 0 settles the matter, so that a mistake in the algebra could only make
  /// this too lenient. Without one, the derivative must be shown to be 0, from the ranges of its parts.
  public static Slope of(Expr formula, String variable, Domain domain) {
    Expr simple = Simplify.simplify(formula);
    if (!FreeVariables.of(simple).contains(variable)) {
      return ZERO;
    }
    Expr derivative = Derivative.of(formula, variable);
    if (hasSlope(derivative, domain.usual())) {
      return NON_ZERO;
    }
    if (Parts.treeSize(derivative) > LONGEST) {
      return UNKNOWN;
    }
    Ranges ranges = Ranges.of(domain.ranges());
    if (!isSingle(ranges.of(derivative), 0) || hasSlope(derivative, domain)) {
      return UNKNOWN;
    }
    Interval values = ranges.of(simple);
    return isSingle(values, values.low()) ? ZERO : ZERO_ALMOST_EVERYWHERE;
  }

  /// The slope where the variable is not bounded.
  public static Slope of(Expr formula, String variable) {
    return of(formula, variable, new Domain(Map.of(variable, Interval.ALL)));
  }

  private static boolean isSingle(Interval range, double value) {
    return range.low() == value && range.high() == value;
  }

  private static boolean hasSlope(Expr derivative, Domain domain) {
    Tape tape = new Tape(derivative, domain.variables());
    return domain.points(derivative).stream()
        .mapToDouble(point -> tape.value(Precision.DOUBLE, point))
        .anyMatch(slope -> slope != 0 && !Double.isNaN(slope));
  }
}
