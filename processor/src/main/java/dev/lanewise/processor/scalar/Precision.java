package dev.lanewise.processor.scalar;

import dev.lanewise.formula.DualNumber;
import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.UnaryOp;

/// How formulas are computed: as generated code does, or as the mathematics that it stands for.
///
/// Single precision rounds every operation to the nearest float, as generated code does for arithmetic; its functions
/// are at most a few ulp off that. Both share the constants and arguments of single precision, so that they differ by
/// the rounding of operations alone.
public enum Precision {
  /// Every operation rounded to a float.
  SINGLE,
  /// Every operation rounded to a double.
  DOUBLE;

  /// A number as the result of an operation.
  public double round(double value) {
    return this == SINGLE ? (float) value : value;
  }

  /// A function of one number.
  public double apply(UnaryOp op, double x) {
    return round(DualNumber.constant(x).apply(op).value());
  }

  /// A function of two numbers.
  public double apply(BinaryOp op, double a, double b) {
    return round(DualNumber.constant(a).apply(op, DualNumber.constant(b)).value());
  }
}
