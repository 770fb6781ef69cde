package dev.lanewise.formula;

import dev.lanewise.formula.Expr.Binary;
import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.Compare;
import dev.lanewise.formula.Expr.Constant;
import dev.lanewise.formula.Expr.Element;
import dev.lanewise.formula.Expr.Logic;
import dev.lanewise.formula.Expr.Not;
import dev.lanewise.formula.Expr.Reduce;
import dev.lanewise.formula.Expr.ReduceOp;
import dev.lanewise.formula.Expr.Unary;
import dev.lanewise.formula.Expr.UnaryOp;
import dev.lanewise.formula.Expr.Variable;
import dev.lanewise.formula.Expr.Where;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads the text form of formulas.
///
/// ```
/// formula    = { name "=" expression ";" } expression
/// expression = operators || && == != < <= > >= + - * / with Java's precedence, prefixes - and !
/// primary    = number | name | name "[" index "]" | function "(" expression { "," expression } ")"
///            | "(" expression ")"
/// index      = name | whole number
/// ```
///
/// Functions are the lower-camel names of [UnaryOp] and [BinaryOp] (`exp`, `log1p`, `min`, …), `where(condition, then,
/// otherwise)`, and for row-wise formulas `sum`, `rowMax` and `logSumExp`. A statement names a value: its name stands
/// for the expression wherever it is used after, which is computed once because equal expressions are one value. A
/// minus sign directly before a number belongs to the number. Numbers are decimal: `2`, `0.5`, `1e-4`.
public final class FormulaParser {
  private final String text;
  private final List<Token> tokens;
  private final Map<String, Expr> named = new LinkedHashMap<>();
  private final Set<String> variables = new HashSet<>();
  private int next;

  private FormulaParser(String text) {
    this.text = text;
    this.tokens = Token.split(text);
  }

  /// Reads a formula, whose value is a number.
  ///
  /// @throws FormulaException if the text is not a formula; the message shows where
  public static Expr parse(String text) {
    return parseNamed(text).value();
  }

  /// Reads a formula and keeps the names that its statements give.
  ///
  /// @throws FormulaException if the text is not a formula; the message shows where
  public static NamedFormula parseNamed(String text) {
    FormulaParser parser = new FormulaParser(text);
    Expr value = parser.formula();
    return new NamedFormula(value, parser.named);
  }

  private Expr formula() {
    while (peek().kind() == Token.Kind.NAME && tokens.get(next + 1).is("=")) {
      statement();
    }
    Expr value = number();
    if (peek().kind() != Token.Kind.END) {
      throw expected("an operator or the end");
    }
    return value;
  }

  private void statement() {
    Token name = take();
    if (named.containsKey(name.text()) || variables.contains(name.text())) {
      throw problem("'" + name.text() + "' already has a meaning; choose another name", name);
    }
    expect("=");
    Expr value = expression(0);
    expect(";");
    named.put(name.text(), value);
  }

  private Expr number() {
    Token start = peek();
    return requireNumber(expression(0), start);
  }

  private Expr condition() {
    Token start = peek();
    return requireCondition(expression(0), start);
  }

  /// Reads operators that bind more tightly than a precedence.
  private Expr expression(int precedence) {
    Token start = peek();
    Expr left = prefixed();
    Operator operator = infix();
    while (operator != null && operator.precedence > precedence) {
      take();
      Token rightStart = peek();
      Expr right = expression(operator.precedence);
      if (operator.joinsConditions()) {
        left = operator.apply(requireCondition(left, start), requireCondition(right, rightStart));
      } else {
        left = operator.apply(requireNumber(left, start), requireNumber(right, rightStart));
      }
      operator = infix();
    }
    return left;
  }

  private Operator infix() {
    return peek().kind() == Token.Kind.SYMBOL ? Operator.of(peek().text()) : null;
  }

  private Expr prefixed() {
    if (peek().is("-")) {
      take();
      if (peek().kind() == Token.Kind.NUMBER) {
        return new Constant(-literal(take()));
      }
      Token start = peek();
      return new Unary(UnaryOp.NEG, requireNumber(prefixed(), start));
    }
    if (peek().is("!")) {
      take();
      Token start = peek();
      return new Not(requireCondition(prefixed(), start));
    }
    return primary();
  }

  private Expr primary() {
    if (peek().kind() == Token.Kind.NUMBER) {
      return new Constant(literal(take()));
    }
    if (peek().kind() == Token.Kind.NAME) {
      Token name = take();
      if (peek().is("(")) {
        return call(name);
      }
      return peek().is("[") ? element(name) : reference(name);
    }
    if (peek().is("(")) {
      take();
      Expr inner = expression(0);
      expect(")");
      return inner;
    }
    throw expected("a number, a name or '('");
  }

  private double literal(Token token) {
    double value = Double.parseDouble(token.text());
    if (Double.isInfinite(value)) {
      throw problem("the number " + token.text() + " is too large", token);
    }
    return value;
  }

  private Expr reference(Token name) {
    Expr value = named.get(name.text());
    if (value != null) {
      return value;
    }
    variables.add(name.text());
    return new Variable(name.text());
  }

  private Expr element(Token vector) {
    expect("[");
    requireParameter(vector);
    Expr index = index();
    expect("]");
    return new Element(vector.text(), index);
  }

  private Expr index() {
    Token index = take();
    if (index.kind() == Token.Kind.NAME) {
      requireParameter(index);
      return new Variable(index.text());
    }
    if (index.kind() == Token.Kind.NUMBER && index.text().chars().allMatch(Character::isDigit)) {
      return new Constant(literal(index));
    }
    throw problem("an index is a name or a whole number, not " + index.description(), index);
  }

  private void requireParameter(Token name) {
    if (named.containsKey(name.text())) {
      throw problem("only a parameter of the formula can stand in an element, not '" + name.text() + "'", name);
    }
    variables.add(name.text());
  }

  private Expr call(Token name) {
    String function = name.text();
    expect("(");
    Expr value;
    if (FunctionNames.UNARY.containsKey(function)) {
      value = new Unary(FunctionNames.UNARY.get(function), number());
    } else if (FunctionNames.BINARY.containsKey(function)) {
      BinaryOp op = FunctionNames.BINARY.get(function);
      Expr a = number();
      expect(",");
      value = new Binary(op, a, number());
    } else if (FunctionNames.REDUCE.containsKey(function)) {
      ReduceOp op = FunctionNames.REDUCE.get(function);
      value = new Reduce(op, number());
    } else if (function.equals(FunctionNames.WHERE)) {
      value = where();
    } else {
      throw problem("there is no function '" + function + "'; there are " + FunctionNames.all(), name);
    }
    expect(")");
    return value;
  }

  private Expr where() {
    Expr condition = condition();
    expect(",");
    Expr then = number();
    expect(",");
    return new Where(condition, then, number());
  }

  private Expr requireNumber(Expr value, Token start) {
    if (isCondition(value)) {
      throw problem("a number is expected here, not a condition; where(condition, 1, 0) makes one of it", start);
    }
    return value;
  }

  private Expr requireCondition(Expr value, Token start) {
    if (!isCondition(value)) {
      throw problem("a condition is expected here, such as x > 0, not a number", start);
    }
    return value;
  }

  private static boolean isCondition(Expr value) {
    return value instanceof Compare || value instanceof Logic || value instanceof Not;
  }

  private Token peek() {
    return tokens.get(next);
  }

  private Token take() {
    return tokens.get(next++);
  }

  private void expect(String symbol) {
    if (!peek().is(symbol)) {
      throw expected("'" + symbol + "'");
    }
    next++;
  }

  private FormulaException expected(String what) {
    return problem("expected " + what + ", found " + peek().description(), peek());
  }

  private FormulaException problem(String problem, Token at) {
    return new FormulaException(problem, text, at.position());
  }
}
