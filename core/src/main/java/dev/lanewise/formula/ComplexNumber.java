package dev.lanewise.formula;

import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.UnaryOp;

/// A complex number: what the complex step differentiates with.
///
/// `f'(x)` is the imaginary part of `f(x + ih) / h`, exact to rounding for a tiny `h`, as nothing is subtracted [1].
/// No rule for a derivative takes part, so this is independent of [DualNumber] and of the compiler. Functions that are
/// not analytic choose their branch by real parts, `abs`, `sign`, `max` and `min` at their kinks as [DualNumber] does:
/// away from kinks that is exact. Meant for imaginary parts so small that their squares count for nothing; where the
/// real function has no value, the real part is NaN.
///
/// 1. Squire, Trapp 1998, "Using Complex Variables to Estimate Derivatives of Real Functions", SIAM Review 40 (1).
///
/// @param real the real part: the value
/// @param imaginary the imaginary part: `h` times the derivative
public record ComplexNumber(double real, double imaginary) {
  /// 0.
  public static final ComplexNumber ZERO = new ComplexNumber(0, 0);
  private static final ComplexNumber ONE = new ComplexNumber(1, 0);

  /// Where the series of the error function hands over to the continued fraction, as in [ErrorFunction].
  private static final double ERF_SERIES_END = 2;
  private static final int ERF_FRACTION_TERMS = 60;
  private static final double SQRT_PI = 1.7724538509055159;

  /// A real number.
  public static ComplexNumber of(double real) {
    return new ComplexNumber(real, 0);
  }

  /// A function of this number.
  public ComplexNumber apply(UnaryOp op) {
    return switch (op) {
      case NEG -> negated();
      case ABS -> times(Math.signum(real));
      case SIGN -> of(Math.signum(real));
      case FLOOR -> of(Math.floor(real));
      case RINT -> of(Math.rint(real));
      case SQRT -> squareRoot();
      case EXP -> exponential();
      case EXPM1 -> exponentialMinusOne();
      case LOG -> new ComplexNumber(StrictMath.log(real), StrictMath.atan2(imaginary, real));
      case LOG1P -> logarithmOfOnePlus();
      case SIN -> new ComplexNumber(
          StrictMath.sin(real) * StrictMath.cosh(imaginary), StrictMath.cos(real) * StrictMath.sinh(imaginary));
      case COS -> new ComplexNumber(
          StrictMath.cos(real) * StrictMath.cosh(imaginary), -StrictMath.sin(real) * StrictMath.sinh(imaginary));
      case ATAN -> arcTangent();
      case TANH -> {
        ComplexNumber fallen = awayFromZero().times(-2).exponentialMinusOne();
        yield fallen.dividedBy(fallen.plus(of(2))).times(-side());
      }
      case SIGMOID -> {
        ComplexNumber decayed = awayFromZero().negated().exponential();
        yield (real >= 0 ? ONE : decayed).dividedBy(ONE.plus(decayed));
      }
      case SOFTPLUS -> {
        ComplexNumber rest = awayFromZero().negated().exponential().logarithmOfOnePlus();
        yield real < 0 ? rest : plus(rest);
      }
      case ERF -> awayFromZero().errorFunction().times(side());
    };
  }

  /// A function of this number and another.
  public ComplexNumber apply(BinaryOp op, ComplexNumber b) {
    return switch (op) {
      case ADD -> plus(b);
      case SUB -> minus(b);
      case MUL -> new ComplexNumber(
          real * b.real - product(imaginary, b.imaginary), product(b.imaginary, real) + product(imaginary, b.real));
      case DIV -> dividedBy(b);
      case POW -> power(b);
      case MAX -> Double.isNaN(real) || real > b.real ? this : b;
      case MIN -> Double.isNaN(real) || real < b.real ? this : b;
    };
  }

  /// `(log(1 - iz) - log(1 + iz)) i / 2`, with the logarithm of their ratio's magnitude near 1.
  private ComplexNumber arcTangent() {
    double square = real * real;
    double below = square + (imaginary - 1) * (imaginary - 1);
    return new ComplexNumber(
        0.5 * StrictMath.atan2(2 * real, 1 - square - imaginary * imaginary),
        0.25 * StrictMath.log1p(4 * imaginary / below));
  }

  /// `exp(b log(z))`; left of 0, where that is real for whole exponents only, by the power of the opposite.
  private ComplexNumber power(ComplexNumber b) {
    double value = StrictMath.pow(real, b.real);
    // Left of 0 the real function is one of whole exponents only, and has no derivative by them.
    if (Double.isNaN(value) || real < 0 && b.imaginary != 0) {
      return new ComplexNumber(value, Double.NaN);
    }
    if (imaginary == 0 && b.imaginary == 0 || real == 0) {
      boolean isReal = imaginary == 0 || b.real == 0;
      return new ComplexNumber(value, isReal ? 0 : imaginary * b.real * StrictMath.pow(real, b.real - 1));
    }
    ComplexNumber base = awayFromZero();
    ComplexNumber power = base.apply(UnaryOp.LOG).apply(BinaryOp.MUL, b).apply(UnaryOp.EXP);
    return value < 0 ? power.negated() : power;
  }

  /// An imaginary part of 0 stays 0, even where the other factor is infinite.
  private static double product(double imaginary, double factor) {
    return imaginary == 0 ? 0 : imaginary * factor;
  }

  private ComplexNumber plus(ComplexNumber b) {
    return new ComplexNumber(real + b.real, imaginary + b.imaginary);
  }

  private ComplexNumber minus(ComplexNumber b) {
    return new ComplexNumber(real - b.real, imaginary - b.imaginary);
  }

  private ComplexNumber times(double factor) {
    return new ComplexNumber(real * factor, imaginary * factor);
  }

  private ComplexNumber dividedBy(ComplexNumber b) {
    if (imaginary == 0 && b.imaginary == 0) {
      return of(real / b.real);
    }
    // Smith's way, which does not square what could overflow; the real part of the divisor is the larger one.
    double ratio = b.imaginary / b.real;
    double divisor = b.real + b.imaginary * ratio;
    return new ComplexNumber((real + imaginary * ratio) / divisor, (imaginary - real * ratio) / divisor);
  }

  private ComplexNumber negated() {
    return new ComplexNumber(-real, -imaginary);
  }

  /// -1 left of 0, else 1.
  private int side() {
    return real < 0 ? -1 : 1;
  }

  /// This number or its opposite, whichever has a real part of at least 0.
  private ComplexNumber awayFromZero() {
    return real < 0 ? negated() : this;
  }

  private ComplexNumber exponential() {
    double scale = StrictMath.exp(real);
    return new ComplexNumber(scale * StrictMath.cos(imaginary), imaginary == 0 ? 0 : scale * StrictMath.sin(imaginary));
  }

  private ComplexNumber exponentialMinusOne() {
    double half = StrictMath.sin(imaginary / 2);
    return new ComplexNumber(
        StrictMath.expm1(real) * StrictMath.cos(imaginary) - 2 * half * half, exponential().imaginary);
  }

  private ComplexNumber squareRoot() {
    double root = Math.sqrt(real);
    return new ComplexNumber(root, imaginary == 0 ? 0 : imaginary / (2 * root));
  }

  private ComplexNumber logarithmOfOnePlus() {
    return new ComplexNumber(StrictMath.log1p(real), StrictMath.atan2(imaginary, 1 + real));
  }

  /// The series and the fraction of [ErrorFunction], in complex arithmetic; for real parts of at least 0.
  private ComplexNumber errorFunction() {
    if (!(real < ERF_SERIES_END)) {
      return ONE.minus(complementaryErrorFunction());
    }
    ComplexNumber square = apply(BinaryOp.MUL, this);
    ComplexNumber term = this;
    ComplexNumber sum = ZERO;
    for (int n = 0; !sum.plus(term).equals(sum); n++) {
      sum = sum.plus(term);
      term = term.apply(BinaryOp.MUL, square.times(2.0 / (2 * n + 3)));
    }
    return square.negated().exponential().apply(BinaryOp.MUL, sum).times(2 / SQRT_PI);
  }

  private ComplexNumber complementaryErrorFunction() {
    ComplexNumber fraction = this;
    for (int n = ERF_FRACTION_TERMS; n > 0; n--) {
      fraction = plus(of(0.5 * n).dividedBy(fraction));
    }
    ComplexNumber decayed = apply(BinaryOp.MUL, this).negated().exponential();
    return decayed.dividedBy(fraction.times(SQRT_PI));
  }
}
