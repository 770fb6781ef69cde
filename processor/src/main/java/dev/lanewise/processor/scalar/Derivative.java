package dev.lanewise.processor.scalar;

import static dev.lanewise.formula.Formulas.ONE;
import static dev.lanewise.formula.Formulas.ZERO;
import static dev.lanewise.formula.Formulas.add;
import static dev.lanewise.formula.Formulas.apply;
import static dev.lanewise.formula.Formulas.constant;
import static dev.lanewise.formula.Formulas.divide;
import static dev.lanewise.formula.Formulas.equal;
import static dev.lanewise.formula.Formulas.greater;
import static dev.lanewise.formula.Formulas.less;
import static dev.lanewise.formula.Formulas.multiply;
import static dev.lanewise.formula.Formulas.negate;
import static dev.lanewise.formula.Formulas.power;
import static dev.lanewise.formula.Formulas.subtract;
import static dev.lanewise.formula.Formulas.where;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Expr.Binary;
import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.Compare;
import dev.lanewise.formula.Expr.Constant;
import dev.lanewise.formula.Expr.Element;
import dev.lanewise.formula.Expr.Logic;
import dev.lanewise.formula.Expr.Not;
import dev.lanewise.formula.Expr.Reduce;
import dev.lanewise.formula.Expr.Unary;
import dev.lanewise.formula.Expr.UnaryOp;
import dev.lanewise.formula.Expr.Variable;
import dev.lanewise.formula.Expr.Where;
import dev.lanewise.formula.FormulaPrinter;
import dev.lanewise.formula.Parts;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The derivative of an element-wise formula, as a simplified expression.
///
/// | function | derivative | at kinks |
/// |---|---|---|
/// | `abs(x)` | `sign(x)` | 0 at 0 |
/// | `sign(x)`, `floor(x)`, `rint(x)`, conditions | 0 | 0 everywhere |
/// | `max(a, b)` | of `a` where `a > b`, else of `b` | of `b` where equal: 0 for `max(x, 0)` |
/// | `min(a, b)` | of `a` where `a < b`, else of `b` | of `b` where equal |
/// | `where(c, a, b)` | of the branch chosen | of the branch chosen |
/// | `softplus(x)` | `sigmoid(x)` | |
/// | `sin(x)`, `cos(x)` | `cos(x)`, `-sin(x)` | |
/// | `atan(x)` | `1 / (x * x + 1)` | |
/// | `pow(x, y)` by `x` | `y * pow(x, y - 1)` | 0 where `y` is 0 |
/// | `pow(x, y)` by `y` | `pow(x, y) * log(x)` | 0 where `x` is 0 |
/// | `erf(x)` | `2 / sqrt(pi) * exp(-x * x)` | |
///
/// `exp`, `expm1`, `sqrt`, `tanh` and `sigmoid` differentiate through their own value, so that forward and backward
/// share it. Where `max` or `min` meets NaN, the derivative is that of `b`.
public final class Derivative {
  /// `2 / sqrt(pi)`, the slope of the error function at 0.
  private static final Expr ERF_SLOPE = constant(1.1283791670955126);

  /// Factors up to which a product is seen as one: beyond, the terms of its derivative are more than they save.
  private static final int FACTORS = 8;

  private final Expr variable;
  private final Map<Expr, Expr> known = new IdentityHashMap<>();

  private Derivative(Expr variable) {
    this.variable = variable;
  }

  /// Differentiates a formula with respect to one of its variables.
  ///
  /// The formula is simplified first; its parts are shared with the derivative if the forward pass computes the
  /// simplified formula too.
  ///
  /// @throws IllegalArgumentException if the formula is row-wise: it reduces a vector or reads an element of one
  public static Expr of(Expr formula, String variable) {
    Derivative derivative = new Derivative(new Variable(variable));
    List<Expr> parts = Parts.of(Simplify.simplify(formula));
    parts.stream().filter(part -> !isCondition(part)).forEach(derivative::of);
    return Simplify.simplify(derivative.of(parts.getLast()));
  }

  private static boolean isCondition(Expr expr) {
    return expr instanceof Compare || expr instanceof Logic || expr instanceof Not;
  }

  private Expr of(Expr expr) {
    Expr derivative = known.get(expr);
    if (derivative == null) {
      derivative = compute(expr);
      known.put(expr, derivative);
    }
    return derivative;
  }

  private Expr compute(Expr expr) {
    return switch (expr) {
      case Variable v -> v.equals(variable) ? ONE : ZERO;
      case Constant _ -> ZERO;
      case Unary(UnaryOp op, Expr x) -> {
        Expr dx = of(x);
        yield dx.equals(ZERO) ? ZERO : multiply(slope(op, x), dx);
      }
      case Binary binary -> ofBinary(binary);
      case Where(Expr condition, Expr then, Expr otherwise) -> where(condition, of(then), of(otherwise));
      case Compare _, Logic _, Not _ -> ZERO;
      case Reduce _, Element _ ->
          throw new IllegalArgumentException("'" + FormulaPrinter.print(expr)
              + "' belongs to a row-wise formula, which is differentiated as a graph, not as a scalar expression");
    };
  }

  private Expr ofBinary(Binary binary) {
    Expr a = binary.a();
    Expr b = binary.b();
    return switch (binary.op()) {
      case ADD -> add(of(a), of(b));
      case SUB -> subtract(of(a), of(b));
      case MUL -> ofProduct(binary);
      case DIV -> subtract(divide(of(a), b), multiply(divide(binary, b), of(b)));
      case MAX -> where(greater(a, b), of(a), of(b));
      case MIN -> where(less(a, b), of(a), of(b));
      case POW -> ofPower(binary);
    };
  }

  /// Neither part is NaN where a factor of 0 meets an infinite one: `0 * pow(0, -1)` and `0 * log(0)` count as 0.
  private Expr ofPower(Binary power) {
    Expr a = power.a();
    Expr b = power.b();
    Expr byBase = where(equal(b, ZERO), ZERO, multiply(b, power(a, subtract(b, ONE))));
    Expr byExponent = where(equal(a, ZERO), ZERO, multiply(power, apply(UnaryOp.LOG, a)));
    return add(multiply(byBase, of(a)), multiply(byExponent, of(b)));
  }

  /// The product rule, with equal factors taken together: `x * x` gives `2 * (x * dx)`, not `x * dx + dx * x`.
  private Expr ofProduct(Binary product) {
    Map<Expr, Integer> powers = new LinkedHashMap<>();
    if (!collectFactors(product, powers)) {
      powers.clear();
      powers.put(product.a(), 1);
      powers.merge(product.b(), 1, Integer::sum);
    }
    Expr sum = ZERO;
    for (Map.Entry<Expr, Integer> factor : powers.entrySet()) {
      Expr term = constant(factor.getValue());
      for (Map.Entry<Expr, Integer> other : powers.entrySet()) {
        boolean isFactor = other.getKey().equals(factor.getKey());
        int power = isFactor ? other.getValue() - 1 : other.getValue();
        if (power > 0) {
          term = multiply(term, Powers.product(other.getKey(), power));
        }
      }
      sum = add(sum, multiply(term, of(factor.getKey())));
    }
    return sum;
  }

  /// Takes a product apart.
  ///
  /// @return whether its factors are few enough
  private static boolean collectFactors(Expr expr, Map<Expr, Integer> powers) {
    if (expr instanceof Binary(BinaryOp op, Expr a, Expr b) && op == BinaryOp.MUL) {
      return collectFactors(a, powers) && collectFactors(b, powers);
    }
    powers.merge(expr, 1, Integer::sum);
    return powers.values().stream().mapToInt(Integer::intValue).sum() <= FACTORS;
  }

  /// The derivative of a function at its argument.
  private static Expr slope(UnaryOp op, Expr x) {
    Expr value = apply(op, x);
    return switch (op) {
      case NEG -> constant(-1);
      case ABS -> apply(UnaryOp.SIGN, x);
      case SIGN, FLOOR, RINT -> ZERO;
      case SQRT -> divide(constant(0.5), value);
      case EXP -> value;
      case EXPM1 -> add(value, ONE);
      case LOG -> divide(ONE, x);
      case LOG1P -> divide(ONE, add(x, ONE));
      case SIN -> apply(UnaryOp.COS, x);
      case COS -> negate(apply(UnaryOp.SIN, x));
      case ATAN -> divide(ONE, add(multiply(x, x), ONE));
      case TANH -> subtract(ONE, multiply(value, value));
      case SIGMOID -> multiply(value, subtract(ONE, value));
      case SOFTPLUS -> apply(UnaryOp.SIGMOID, x);
      case ERF -> multiply(ERF_SLOPE, apply(UnaryOp.EXP, negate(multiply(x, x))));
    };
  }
}
