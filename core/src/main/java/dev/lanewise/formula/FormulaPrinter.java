package dev.lanewise.formula;

import dev.lanewise.formula.Expr.Binary;
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
import java.util.Locale;

/// Writes expressions in the text form, with no more parentheses than needed.
///
/// [FormulaParser] reads the text back to an equal expression, as long as every constant is finite.
public final class FormulaPrinter {
  private FormulaPrinter() {}

  /// Writes an expression; shared values are written out wherever they are used.
  public static String print(Expr expr) {
    return print(expr, 0);
  }

  /// Writes an operand, in parentheses if it binds less tightly than the place where it stands.
  private static String print(Expr expr, int precedence) {
    return switch (expr) {
      case Variable(String name) -> name;
      case Constant(double value) -> number(value);
      case Unary(UnaryOp op, Expr x) when op == UnaryOp.NEG -> negated(x);
      case Unary(UnaryOp op, Expr x) -> FunctionNames.of(op) + "(" + print(x) + ")";
      case Binary binary -> binary(binary, precedence);
      case Where(Expr condition, Expr then, Expr otherwise) ->
          FunctionNames.WHERE + "(" + print(condition) + ", " + print(then) + ", " + print(otherwise) + ")";
      case Compare(var op, Expr a, Expr b) -> infix(Operator.valueOf(op.name()), a, b, precedence);
      case Logic(var op, Expr a, Expr b) -> infix(Operator.valueOf(op.name()), a, b, precedence);
      case Not(Expr condition) -> "!" + print(condition, Operator.PREFIX);
      case Reduce(var op, Expr x) -> FunctionNames.of(op) + "(" + print(x) + ")";
      case Element(String vector, Constant(double index)) -> vector + "[" + (int) index + "]";
      case Element(String vector, Expr index) -> vector + "[" + print(index) + "]";
    };
  }

  private static String binary(Binary binary, int precedence) {
    return switch (binary.op()) {
      case ADD, SUB, MUL, DIV ->
          infix(Operator.valueOf(binary.op().name()), binary.a(), binary.b(), precedence);
      case MIN, MAX ->
          binary.op().name().toLowerCase(Locale.ROOT) + "(" + print(binary.a()) + ", " + print(binary.b()) + ")";
    };
  }

  private static String infix(Operator operator, Expr a, Expr b, int precedence) {
    String text = print(a, operator.precedence) + " " + operator.symbol + " " + print(b, operator.precedence + 1);
    return operator.precedence < precedence ? "(" + text + ")" : text;
  }

  /// Writes a negation. A constant gets parentheses, because a minus sign directly before a number belongs to the
  /// number; another negation gets them to be readable.
  private static String negated(Expr x) {
    boolean startsWithSign = x instanceof Unary(UnaryOp op, _) && op == UnaryOp.NEG;
    boolean inParentheses = x instanceof Constant || startsWithSign;
    return inParentheses ? "-(" + print(x) + ")" : "-" + print(x, Operator.PREFIX);
  }

  /// Writes a number as briefly as it reads back: `2`, `0.5`, `1e-4`.
  private static String number(double value) {
    String text = Double.toString(value);
    int exponentAt = text.indexOf('E');
    String mantissa = exponentAt < 0 ? text : text.substring(0, exponentAt);
    String exponent = exponentAt < 0 ? "" : "e" + text.substring(exponentAt + 1);
    boolean isWhole = mantissa.endsWith(".0");
    return (isWhole ? mantissa.substring(0, mantissa.length() - 2) : mantissa) + exponent;
  }
}
