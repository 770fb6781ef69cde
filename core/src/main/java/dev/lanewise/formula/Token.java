package dev.lanewise.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A word of a formula's text.
///
/// @param position where it starts in the text
record Token(Kind kind, String text, int position) {
  enum Kind { NAME, NUMBER, SYMBOL, END }

  private static final Set<String> TWO_CHARACTER_SYMBOLS = Set.of("<=", ">=", "==", "!=", "&&", "||");
  private static final String SYMBOLS = "+-*/()<>!=,;[]";

  boolean is(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  /// How a message names this token.
  String description() {
    return kind == Kind.END ? "the end" : "'" + text + "'";
  }

  /// Splits a formula; the last token is the end.
  static List<Token> split(String formula) {
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    while (at < formula.length()) {
      if (Character.isWhitespace(formula.charAt(at))) {
        at++;
      } else {
        Token token = next(formula, at);
        tokens.add(token);
        at += token.text.length();
      }
    }
    tokens.add(new Token(Kind.END, "", formula.length()));
    return tokens;
  }

  private static Token next(String formula, int start) {
    char first = formula.charAt(start);
    if (Character.isJavaIdentifierStart(first)) {
      int end = start + 1;
      while (end < formula.length() && Character.isJavaIdentifierPart(formula.charAt(end))) {
        end++;
      }
      return new Token(Kind.NAME, formula.substring(start, end), start);
    }
    if (isDigit(formula, start) || first == '.' && isDigit(formula, start + 1)) {
      return new Token(Kind.NUMBER, formula.substring(start, numberEnd(formula, start)), start);
    }
    if (start + 1 < formula.length() && TWO_CHARACTER_SYMBOLS.contains(formula.substring(start, start + 2))) {
      return new Token(Kind.SYMBOL, formula.substring(start, start + 2), start);
    }
    if (SYMBOLS.indexOf(first) >= 0) {
      return new Token(Kind.SYMBOL, String.valueOf(first), start);
    }
    throw new FormulaException("a formula cannot contain '" + first + "'", formula, start);
  }

  private static int numberEnd(String formula, int start) {
    int end = digitsEnd(formula, start);
    if (end < formula.length() && formula.charAt(end) == '.') {
      end = digitsEnd(formula, end + 1);
    }
    if (end < formula.length() && (formula.charAt(end) == 'e' || formula.charAt(end) == 'E')) {
      int exponent = end + 1;
      if (exponent < formula.length() && "+-".indexOf(formula.charAt(exponent)) >= 0) {
        exponent++;
      }
      if (isDigit(formula, exponent)) {
        end = digitsEnd(formula, exponent);
      }
    }
    if (end < formula.length() && Character.isJavaIdentifierPart(formula.charAt(end))) {
      throw new FormulaException("a number cannot contain '" + formula.charAt(end) + "'", formula, end);
    }
    return end;
  }

  private static int digitsEnd(String formula, int start) {
    int end = start;
    while (isDigit(formula, end)) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(String formula, int at) {
    return at < formula.length() && formula.charAt(at) >= '0' && formula.charAt(at) <= '9';
  }
}
