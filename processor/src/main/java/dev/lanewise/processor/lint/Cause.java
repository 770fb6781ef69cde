package dev.lanewise.processor.lint;

import dev.lanewise.formula.DualNumber;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.UnaryOp;
import dev.lanewise.formula.FormulaPrinter;
import dev.lanewise.processor.scalar.Tape;
import java.util.Optional;

/// Why a part of a formula is not a finite number at a point.
final class Cause {
  private static final int LONG = 80;

  private Cause() {}

  /// What the part does with its operands there.
  static String of(Expr part, Tape tape, double[] values) {
    String text = "'" + shortened(FormulaPrinter.print(part)) + "' ";
    return text + switch (part) {
      case Expr.Unary(UnaryOp op, Expr x) when op == UnaryOp.LOG || op == UnaryOp.SQRT ->
          "takes the " + (op == UnaryOp.LOG ? "logarithm" : "root") + " of " + at(x, tape, values);
      case Expr.Binary(BinaryOp op, _, Expr b) when op == BinaryOp.DIV && values[tape.placeOf(b)] == 0 ->
          "divides by 0";
      case Expr.Unary(UnaryOp op, Expr x) when op == UnaryOp.EXP || op == UnaryOp.EXPM1 ->
          "raises e to the power of " + at(x, tape, values) + ", which is above 3.4e38, the largest float";
      default -> Double.isNaN(values[tape.placeOf(part)])
          ? "is not a number"
          : "is above 3.4e38, the largest float";
    };
  }

  private static String at(Expr x, Tape tape, double[] values) {
    return Numbers.text(values[tape.placeOf(x)]);
  }

  /// The first function that is infinitely steep at its argument: `sqrt(x)` at 0.
  static Optional<Expr> steep(Tape tape, double[] values) {
    for (Expr part : tape.parts()) {
      if (part instanceof Expr.Unary(UnaryOp op, Expr x)) {
        double argument = values[tape.placeOf(x)];
        boolean isFinite = Double.isFinite(values[tape.placeOf(part)]);
        if (isFinite && Double.isInfinite((float) DualNumber.variable(argument).apply(op).derivative())) {
          return Optional.of(part);
        }
      }
    }
    return Optional.empty();
  }

  /// A part of a formula that fits into a sentence.
  static String shortened(String text) {
    return text.length() <= LONG ? text : text.substring(0, LONG - 3) + "...";
  }
}
