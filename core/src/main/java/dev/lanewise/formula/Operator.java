package dev.lanewise.formula;

import dev.lanewise.formula.Expr.Binary;
import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.Compare;
import dev.lanewise.formula.Expr.CompareOp;
import dev.lanewise.formula.Expr.Logic;
import dev.lanewise.formula.Expr.LogicOp;

/// The infix operators of the text form with their precedence, which is Java's; all associate to the left.
enum Operator {
  OR("||", 1),
  AND("&&", 2),
  EQ("==", 3),
  NE("!=", 3),
  LT("<", 4),
  LE("<=", 4),
  GT(">", 4),
  GE(">=", 4),
  ADD("+", 5),
  SUB("-", 5),
  MUL("*", 6),
  DIV("/", 6);

  /// The precedence of the prefixes `-` and `!`, above every infix operator.
  static final int PREFIX = 7;

  final String symbol;
  final int precedence;

  Operator(String symbol, int precedence) {
    this.symbol = symbol;
    this.precedence = precedence;
  }

  /// The operator of a symbol, or null.
  static Operator of(String symbol) {
    for (Operator operator : values()) {
      if (operator.symbol.equals(symbol)) {
        return operator;
      }
    }
    return null;
  }

  boolean joinsConditions() {
    return this == OR || this == AND;
  }

  Expr apply(Expr a, Expr b) {
    return switch (this) {
      case OR, AND -> new Logic(LogicOp.valueOf(name()), a, b);
      case EQ, NE, LT, LE, GT, GE -> new Compare(CompareOp.valueOf(name()), a, b);
      case ADD, SUB, MUL, DIV -> new Binary(BinaryOp.valueOf(name()), a, b);
    };
  }
}
