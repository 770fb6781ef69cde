package dev.lanewise.processor.lint;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.UnaryOp;
import dev.lanewise.processor.scalar.Precision;
import dev.lanewise.processor.scalar.Tape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Follows what a formula divides by, or takes the root or logarithm of, to where it is 0.
final class SignChanges {
  private final Tape tape;

  SignChanges(Tape tape) {
    this.tape = tape;
  }

  /// A point between two of the points of one variable where the formula is not a finite number.
  Optional<double[]> find(List<double[]> points) {
    if (points.getFirst().length != 1) {
      return Optional.empty();
    }
    List<double[]> sorted = points.stream().sorted(Comparator.comparingDouble(point -> point[0])).toList();
    return critical().stream()
        .mapToInt(tape::placeOf)
        .mapToObj(place -> find(place, sorted))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private List<Expr> critical() {
    List<Expr> parts = new ArrayList<>();
    for (Expr part : tape.parts()) {
      if (part instanceof Expr.Binary(BinaryOp op, _, Expr divisor) && op == BinaryOp.DIV) {
        parts.add(divisor);
      } else if (part instanceof Expr.Unary(UnaryOp op, Expr x) && (op == UnaryOp.LOG || op == UnaryOp.SQRT)) {
        parts.add(x);
      }
    }
    return parts;
  }

  private Optional<double[]> find(int place, List<double[]> sorted) {
    for (int i = 1; i < sorted.size(); i++) {
      double low = sorted.get(i - 1)[0];
      double high = sorted.get(i)[0];
      if (sign(place, low) * sign(place, high) < 0) {
        double zero = bisect(place, low, high);
        for (double x : new double[] {zero, Math.nextUp((float) zero), Math.nextDown((float) zero)}) {
          // Denormal numbers are in no data set.
          boolean isUsual = x == 0 || Math.abs(x) >= Float.MIN_NORMAL;
          if (isUsual && !Double.isFinite(tape.value(Precision.SINGLE, x))) {
            return Optional.of(new double[] {x});
          }
        }
      }
    }
    return Optional.empty();
  }

  private double sign(int place, double x) {
    return Math.signum(tape.values(Precision.SINGLE, x)[place]);
  }

  /// The float at or next to a change of sign.
  private double bisect(int place, double low, double high) {
    double signLow = sign(place, low);
    while (true) {
      double middle = (float) ((low + high) / 2);
      double sign = sign(place, middle);
      if (middle == low || middle == high || sign == 0) {
        return middle;
      }
      if (sign == signLow) {
        low = middle;
      } else {
        high = middle;
      }
    }
  }
}
