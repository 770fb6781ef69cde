package dev.lanewise.formula;

import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.UnaryOp;

/// A number and its derivative with respect to one variable: what forward-mode differentiation computes with.
///
/// Arithmetic is in double precision with [StrictMath], so results are the same on every machine. At a kink: `abs` has
/// the slope 0 at 0; `max(a, b)` and `min(a, b)` take the derivative of `b` where both are equal or one is NaN; `sign`,
/// `floor` and `rint` have the slope 0. `pow(x, y)` has the slope 0 in `x` where `y` is 0, and 0 in `y` where `x` is 0.
/// A derivative of exactly 0 stays 0 under every function, even where the slope is infinite.
///
/// @param value the number
/// @param derivative its derivative
public record DualNumber(double value, double derivative) {
  /// `2 / sqrt(pi)`, the slope of the error function at 0.
  private static final double ERF_SLOPE = 1.1283791670955126;

  /// A number that does not depend on the variable.
  public static DualNumber constant(double value) {
    return new DualNumber(value, 0);
  }

  /// The variable itself.
  public static DualNumber variable(double value) {
    return new DualNumber(value, 1);
  }

  /// The value and derivative of a function of this number.
  public DualNumber apply(UnaryOp op) {
    double x = value;
    return switch (op) {
      case NEG -> new DualNumber(-x, -derivative);
      case ABS -> chain(Math.abs(x), Math.signum(x));
      case SIGN -> chain(Math.signum(x), 0);
      case FLOOR -> chain(Math.floor(x), 0);
      case RINT -> chain(Math.rint(x), 0);
      case SQRT -> chain(Math.sqrt(x), 0.5 / Math.sqrt(x));
      case EXP -> chain(StrictMath.exp(x), StrictMath.exp(x));
      case EXPM1 -> chain(StrictMath.expm1(x), StrictMath.exp(x));
      case LOG -> chain(StrictMath.log(x), 1 / x);
      case LOG1P -> chain(StrictMath.log1p(x), 1 / (1 + x));
      case SIN -> chain(StrictMath.sin(x), StrictMath.cos(x));
      case COS -> chain(StrictMath.cos(x), -StrictMath.sin(x));
      case ATAN -> chain(StrictMath.atan(x), 1 / (1 + x * x));
      case TANH -> {
        double cosh = StrictMath.cosh(x);
        yield chain(StrictMath.tanh(x), 1 / (cosh * cosh));
      }
      case SIGMOID -> chain(DoubleFunctions.sigmoid(x), DoubleFunctions.sigmoid(x) * DoubleFunctions.sigmoid(-x));
      case SOFTPLUS -> chain(DoubleFunctions.softplus(x), DoubleFunctions.sigmoid(x));
      case ERF -> chain(ErrorFunction.of(x), ERF_SLOPE * StrictMath.exp(-x * x));
    };
  }

  /// The value and derivative of a function of this number and another.
  public DualNumber apply(BinaryOp op, DualNumber b) {
    return switch (op) {
      case ADD -> new DualNumber(value + b.value, derivative + b.derivative);
      case SUB -> new DualNumber(value - b.value, derivative - b.derivative);
      case MUL -> new DualNumber(value * b.value, product(derivative, b.value) + product(b.derivative, value));
      case DIV -> {
        double quotient = value / b.value;
        yield new DualNumber(quotient, product(derivative, 1 / b.value) - product(b.derivative, quotient / b.value));
      }
      case MAX -> new DualNumber(Math.max(value, b.value), value > b.value ? derivative : b.derivative);
      case MIN -> new DualNumber(Math.min(value, b.value), value < b.value ? derivative : b.derivative);
      case POW -> power(b);
    };
  }

  private DualNumber power(DualNumber exponent) {
    double x = value;
    double y = exponent.value;
    double power = StrictMath.pow(x, y);
    double byBase = y == 0 ? 0 : y * StrictMath.pow(x, y - 1);
    double byExponent = x == 0 ? 0 : power * StrictMath.log(x);
    return new DualNumber(power, product(derivative, byBase) + product(exponent.derivative, byExponent));
  }

  private DualNumber chain(double result, double slope) {
    return new DualNumber(result, product(derivative, slope));
  }

  private static double product(double derivative, double factor) {
    return derivative == 0 ? 0 : derivative * factor;
  }
}
