package dev.lanewise.processor.lint;

import static dev.lanewise.formula.Formulas.constant;
import static dev.lanewise.formula.Formulas.multiply;

import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.Constant;
import dev.lanewise.formula.Expr.UnaryOp;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FormulaParser;
import dev.lanewise.formula.FormulaPrinter;
import dev.lanewise.formula.Formulas;
import dev.lanewise.formula.Parts;
import dev.lanewise.formula.Substitution;
import dev.lanewise.processor.scalar.Interval;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What to write in place of a part that fails or loses its digits: text to copy.
///
/// A formula that spells out a function of the language is best replaced by it; else the part is kept in its domain.
final class Remedies {
  private Remedies() {}

  /// The fix for a part of a formula that is not a finite number.
  static String against(Expr part, Subject subject) {
    if (isCrossEntropy(subject)) {
      return "use BinaryCrossEntropyWithLogits, which takes the outputs before the sigmoid and needs no logarithm of"
          + " a probability";
    }
    return known(part, subject).orElseGet(() -> switch (part) {
      case Expr.Unary(UnaryOp op, Expr x) when op == UnaryOp.LOG -> instead(part, "log(max(" + print(x) + ", 1e-6))");
      case Expr.Unary(UnaryOp op, Expr x) when op == UnaryOp.SQRT && canBeNegative(x) ->
          instead(part, "sqrt(max(" + print(x) + ", 1e-6))");
      case Expr.Unary(UnaryOp op, Expr x) when op == UnaryOp.SQRT -> instead(part, "sqrt(" + print(x) + " + 1e-6)");
      case Expr.Unary(UnaryOp op, Expr x) when op == UnaryOp.EXP || op == UnaryOp.EXPM1 ->
          instead(part, print(Formulas.apply(op, Formulas.variable("min(" + print(x) + ", 80)"))));
      case Expr.Binary(BinaryOp op, _, Expr b) when op == BinaryOp.DIV -> "keep '" + print(b) + "' away from 0: add"
          + " 1e-6 where it is never negative, or choose another value there with where(...)";
      default -> "keep its arguments in a range that single precision holds, with min and max";
    });
  }

  private static boolean canBeNegative(Expr x) {
    return Interval.of(x, Map.of()).low() < 0;
  }

  /// The fix for a part of a formula that loses its digits.
  static String forDigits(Expr part, Subject subject) {
    return known(part, subject)
        .or(() -> cancellation(part).map(better -> instead(part, print(better))))
        .orElse("rewrite it so that nearly equal numbers are not subtracted");
  }

  /// A function of the language that the formula spells out around the part that fails.
  ///
  /// Where the formula as written has no such part, because simplification has made it, any function will do.
  private static Optional<String> known(Expr part, Subject subject) {
    List<Expr> written = Parts.of(subject.formula());
    boolean isWritten = written.contains(part);
    return written.reversed().stream()
        .filter(expr -> expr instanceof Expr.Unary || expr instanceof Expr.Binary || expr instanceof Expr.Where)
        .filter(expr -> !isWritten || Parts.of(expr).contains(part))
        .flatMap(expr -> KnownFunction.recognize(expr).stream().map(better -> instead(expr, print(better))))
        .findFirst();
  }

  /// Whether a loss in a probability is, in the logit of it, the binary cross-entropy.
  private static boolean isCrossEntropy(Subject subject) {
    Expr ofLogit = Substitution.ofVariables(Map.of("prediction", FormulaParser.parse("sigmoid(prediction)")))
        .apply(subject.formula());
    return subject.isLoss()
        && KnownFunction.areEqual(ofLogit, FormulaParser.parse("softplus(prediction) - target * prediction"));
  }

  /// Differences of nearly equal numbers, as the same without a difference.
  private static Optional<Expr> cancellation(Expr part) {
    return Optional.ofNullable(switch (part) {
      case Expr.Binary(BinaryOp op, Expr.Unary(UnaryOp exp, Expr x), Constant(double c))
          when op == BinaryOp.SUB && exp == UnaryOp.EXP && c == 1 -> Formulas.apply(UnaryOp.EXPM1, x);
      case Expr.Binary(BinaryOp op, Constant(double c), Expr.Unary(UnaryOp cos, Expr x))
          when op == BinaryOp.SUB && c == 1 && cos.name().equals("COS") -> versine(cos, x);
      case Expr.Binary(BinaryOp op, Constant(double c), Expr.Unary(UnaryOp sigmoid, Expr x))
          when op == BinaryOp.SUB && c == 1 && sigmoid == UnaryOp.SIGMOID ->
          Formulas.apply(sigmoid, Formulas.negate(x));
      case Expr.Unary(UnaryOp op, Expr.Binary(BinaryOp add, Constant(double c), Expr x))
          when op == UnaryOp.LOG && add == BinaryOp.ADD && c == 1 -> Formulas.apply(UnaryOp.LOG1P, x);
      case Expr.Unary(UnaryOp op, Expr.Binary(BinaryOp add, Expr x, Constant(double c)))
          when op == UnaryOp.LOG && add == BinaryOp.ADD && c == 1 -> Formulas.apply(UnaryOp.LOG1P, x);
      case Expr.Binary(BinaryOp op, Expr.Binary(BinaryOp add, Expr x, Constant c), Constant d)
          when op == BinaryOp.SUB && add == BinaryOp.ADD && c.equals(d) -> x;
      default -> null;
    });
  }

  /// `1 - cos(x) = 2 sin(x / 2)^2`.
  private static Expr versine(UnaryOp cos, Expr x) {
    Expr sine = Formulas.variable("sin(" + print(multiply(constant(0.5), x)) + ")");
    return multiply(constant(2), multiply(sine, sine));
  }

  private static String instead(Expr part, String better) {
    return "write '" + better + "' in place of '" + print(part) + "'";
  }

  private static String print(Expr expr) {
    return FormulaPrinter.print(expr);
  }
}
