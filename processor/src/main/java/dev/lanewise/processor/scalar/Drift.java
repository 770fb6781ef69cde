package dev.lanewise.processor.scalar;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Operands;
import java.util.Optional;

/// A point at which single precision leaves a formula with fewer than four digits.
///
/// The float that generated code computes is compared with the same formula in double precision, from the same
/// arguments and constants. Both of these are forgiven:
///
/// - what a change of the arguments by 8 ulp would explain, for no formula does better on arguments that are themselves
///   rounded: values beside a jump, or of `sin(x)` near its zeros;
/// - 1e-4 of the largest value at the point, at half and at twice its arguments: a value that happens to be near 0
///   among larger ones needs no digits of its own.
///
/// @param part the innermost part where the digits are lost, while its operands still have theirs
/// @param single what generated code computes
/// @param exact what double precision computes
public record Drift(Expr part, double[] point, double single, double exact) {
  /// The least scale that counts for values that are summed with others.
  public static final double OF_SUMS = 0.01;

  private static final double TOLERANCE = 1e-4;
  /// 8 ulp of a float.
  private static final double NUDGE = 0x1p-20;
  /// Digits below the normal numbers of a float are nobody's fault.
  private static final double TINY = 0x1p-110;

  /// The first such point.
  ///
  /// @param scale below this, values are compared as if they were as large as it
  public static Optional<Drift> find(Expr formula, Trial trial, double scale) {
    Tape tape = new Tape(formula, trial.variables());
    return trial.points().apply(formula).stream()
        .filter(point -> isOff(tape, point, scale))
        .findFirst()
        .map(point -> new Drift(culprit(tape, point), point, tape.value(Precision.SINGLE, point),
            tape.value(Precision.DOUBLE, point)));
  }

  private static boolean isOff(Tape tape, double[] point, double scale) {
    double single = tape.value(Precision.SINGLE, point);
    double exact = tape.value(Precision.DOUBLE, point);
    if (!Double.isFinite(single) || !Double.isFinite(exact) || isClose(single, exact, exact, exact, scale)) {
      return false;
    }
    double low = exact;
    double high = exact;
    for (int i = 0; i < point.length; i++) {
      for (double factor : new double[] {1 - NUDGE, 1 + NUDGE}) {
        double nudged = tape.value(Precision.DOUBLE, scaled(point, i, factor));
        low = Math.min(low, nudged);
        high = Math.max(high, nudged);
      }
    }
    double size = Math.max(scale, Math.max(around(tape, point, 0.5), around(tape, point, 2)));
    return !Double.isNaN(low) && !Double.isNaN(high) && !isClose(single, exact, low, high, size);
  }

  private static boolean isClose(double single, double exact, double low, double high, double scale) {
    double tolerance = TOLERANCE * Math.max(Math.abs(exact), scale) + TINY;
    return single >= low - tolerance && single <= high + tolerance;
  }

  private static double around(Tape tape, double[] point, double factor) {
    double[] all = point.clone();
    for (int i = 0; i < all.length; i++) {
      all[i] *= factor;
    }
    double value = Math.abs(tape.value(Precision.DOUBLE, all));
    return Double.isFinite(value) ? value : 0;
  }

  private static double[] scaled(double[] point, int index, double factor) {
    double[] nudged = point.clone();
    nudged[index] *= factor;
    return nudged;
  }

  /// The first part that is off by much more than its operands are.
  private static Expr culprit(Tape tape, double[] point) {
    double[] single = tape.values(Precision.SINGLE, point);
    double[] exact = tape.values(Precision.DOUBLE, point);
    for (Expr part : tape.parts()) {
      boolean isOff = error(tape.placeOf(part), single, exact) > TOLERANCE / 2;
      if (isOff && Operands.of(part).stream().allMatch(
          operand -> error(tape.placeOf(operand), single, exact) < TOLERANCE / 20)) {
        return part;
      }
    }
    return tape.parts().getLast();
  }

  private static double error(int place, double[] single, double[] exact) {
    double difference = Math.abs(single[place] - exact[place]);
    return difference == 0 ? 0 : difference / Math.abs(exact[place]);
  }
}
