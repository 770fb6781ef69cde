package dev.lanewise.processor.read.source;

import dev.lanewise.formula.Expr;
import java.util.OptionalInt;

/// What an expression of Java stands for while a body is read.
sealed interface JavaValue {

  /// A number.
  ///
  /// @param expr computes it; a [Expr.Constant] if it is known
  record Number(Expr expr, NumberType type) implements JavaValue {
    static Number of(double value, NumberType type) {
      return new Number(new Expr.Constant(type.nearest(value)), type);
    }

    boolean isConstant() {
      return expr instanceof Expr.Constant;
    }

    /// The value of a constant.
    double constant() {
      return ((Expr.Constant) expr).value();
    }
  }

  /// A condition.
  record Truth(Expr condition) implements JavaValue {
    private static final Expr ZERO = new Expr.Constant(0);
    static final Truth TRUE = new Truth(new Expr.Compare(Expr.CompareOp.EQ, ZERO, ZERO));
    static final Truth FALSE = new Truth(new Expr.Compare(Expr.CompareOp.NE, ZERO, ZERO));

    static Truth of(boolean value) {
      return value ? TRUE : FALSE;
    }

    boolean isKnown() {
      return equals(TRUE) || equals(FALSE);
    }
  }

  /// An array that the method takes.
  ///
  /// @param name of the variable of the formula
  /// @param width the variable that stands for the length, where it is not known
  /// @param length where it is known
  record Row(String name, String width, OptionalInt length) implements JavaValue {}
}
