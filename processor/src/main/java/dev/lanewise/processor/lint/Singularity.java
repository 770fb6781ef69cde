package dev.lanewise.processor.lint;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FormulaPrinter;
import dev.lanewise.processor.scalar.Derivative;
import dev.lanewise.processor.scalar.Precision;
import dev.lanewise.processor.scalar.Tape;
import java.util.List;
import java.util.Optional;

/// A point at which a formula or its derivative is NaN or infinite, computed as generated code does.
///
/// Between the points tried, changes of sign below a division, a root or a logarithm are followed to the float where
/// they happen.
///
/// @param part the part that fails: one of the formula if possible, else one of the derivative
/// @param what what is not a finite number, and what it is instead
/// @param because what the part does there
record Singularity(Expr part, String what, double[] point, String because) {

  /// The first such point of the value, else of the derivative.
  static Optional<Singularity> find(Subject subject, boolean isTrained) {
    return inValue(subject).or(() -> isTrained ? inDerivative(subject) : Optional.empty());
  }

  private static Optional<Singularity> inValue(Subject subject) {
    Tape tape = new Tape(subject.compiled(), subject.tried().variables());
    return witness(tape, subject).map(point -> {
      double[] values = tape.values(Precision.SINGLE, point);
      Expr part = tape.firstNonFinite(values);
      String what = "value is " + Numbers.text(values[values.length - 1]);
      return new Singularity(part, what, point, Cause.of(part, tape, values));
    });
  }

  private static Optional<Singularity> inDerivative(Subject subject) {
    Tape tape = new Tape(Derivative.of(subject.compiled(), subject.variable()), subject.tried().variables());
    return witness(tape, subject).map(point -> {
      double[] values = tape.values(Precision.SINGLE, point);
      Expr part = tape.firstNonFinite(values);
      Tape formula = new Tape(subject.compiled(), subject.tried().variables());
      Optional<Expr> steep = Cause.steep(formula, formula.values(Precision.SINGLE, point));
      String because = steep
          .map(one -> "'" + Cause.shortened(FormulaPrinter.print(one)) + "' is infinitely steep there")
          .orElseGet(() -> "in its derivative, " + Cause.of(part, tape, values));
      String what = "derivative by " + subject.variable() + " is " + Numbers.text(values[values.length - 1]);
      return new Singularity(steep.orElse(part), what, point, because);
    });
  }

  /// The first point at which a formula is not a finite number.
  private static Optional<double[]> witness(Tape tape, Subject subject) {
    List<double[]> points = subject.tried().points().apply(tape.parts().getLast());
    return points.stream()
        .filter(point -> !Double.isFinite(tape.value(Precision.SINGLE, point)))
        .findFirst()
        .or(() -> new SignChanges(tape).find(points));
  }
}
