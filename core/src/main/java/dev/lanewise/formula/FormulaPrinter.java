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
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Writes expressions in the text form, with no more parentheses than needed.
///
/// [FormulaParser] reads the text back to an equal expression, as long as every constant is finite.
public final class FormulaPrinter {
  /// Operations up to which a text is written without statements.
  private static final int LONG = 60;
  private static final String PART = "part";

  private FormulaPrinter() {}

  /// Writes an expression; shared values are written out wherever they are used, unless that would be a long text:
  /// then statements name them.
  public static String print(Expr expr) {
    int written = Parts.treeSize(expr);
    return written > LONG && written > Parts.operations(expr) ? print(named(expr)) : print(expr, 0);
  }

  /// Writes a formula with the statements that name its parts.
  public static String print(NamedFormula formula) {
    StringBuilder text = new StringBuilder();
    Sharing sharing = new Sharing();
    Map<Expr, Expr> written = new IdentityHashMap<>();
    formula.statements().forEach((name, part) -> {
      Expr shared = sharing.share(part);
      text.append(name).append(" = ").append(print(written(shared, written), 0)).append("; ");
      written.put(shared, new Variable(name));
    });
    return text.append(print(written(sharing.share(formula.value()), written), 0)).toString();
  }

  /// An expression with names in place of the parts that have one.
  private static Expr written(Expr expr, Map<Expr, Expr> written) {
    for (Expr part : Parts.objects(expr, written::containsKey)) {
      if (!written.containsKey(part)) {
        written.put(part, Operands.map(part, written::get));
      }
    }
    return written.get(expr);
  }

  /// The formula in which every operation that is used more than once has a name.
  private static NamedFormula named(Expr expr) {
    List<Expr> parts = Parts.of(expr);
    Map<Expr, Integer> uses = new IdentityHashMap<>();
    parts.forEach(part -> Operands.of(part).forEach(operand -> uses.merge(operand, 1, Integer::sum)));
    Set<String> taken = FreeVariables.of(expr);
    Map<String, Expr> statements = new LinkedHashMap<>();
    int number = 0;
    for (Expr part : parts) {
      if (uses.getOrDefault(part, 1) > 1 && !Operands.of(part).isEmpty()) {
        do {
          number++;
        } while (taken.contains(PART + number));
        statements.put(PART + number, part);
      }
    }
    return new NamedFormula(parts.getLast(), statements);
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
      case MIN, MAX, POW ->
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
