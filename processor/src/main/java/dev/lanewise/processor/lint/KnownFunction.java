package dev.lanewise.processor.lint;

import dev.lanewise.formula.Evaluator;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FormulaParser;
import dev.lanewise.formula.FreeVariables;
import dev.lanewise.formula.Substitution;
import dev.lanewise.processor.scalar.Simplify;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Functions that are recognized by what they compute, however they are written.
enum KnownFunction {
  SIGMOID("sigmoid(x)"),
  TANH("tanh(x)"),
  SOFTPLUS("softplus(x)"),
  LOG_SIGMOID("-softplus(-x)"),
  SILU("x * sigmoid(x)"),
  MISH("x * tanh(softplus(x))"),
  LOG_COSH("abs(x) + softplus(-2 * abs(x)) - 0.6931471805599453");

  private static final double[] ARGUMENTS = {
    0.5, -0.5, 1, -1, 0.1, -0.1, 2.5, -2.5, 4, -4, 7, -7, 0.01, -0.01, 3.3, -3.3, 10, -10, 12.5, -12.5};
  private static final double CLOSE = 1e-10;

  private final Expr formula;

  KnownFunction(String formula) {
    this.formula = FormulaParser.parse(formula);
  }

  /// The function of an argument.
  Expr of(Expr argument) {
    return Substitution.ofVariables(Map.of("x", argument)).apply(formula);
  }

  /// The formula as one of these functions of its variable, of the difference of its two variables, or of the negative
  /// of either; empty if it is none, or is written like that.
  static Optional<Expr> recognize(Expr expr) {
    List<String> variables = List.copyOf(FreeVariables.of(expr));
    if (variables.isEmpty() || variables.size() > 2) {
      return Optional.empty();
    }
    String text = variables.getFirst();
    String argument = variables.size() == 1 ? text : text + " - " + variables.getLast();
    String negative = variables.size() == 1 ? "-" + text : variables.getLast() + " - " + text;
    for (KnownFunction function : values()) {
      for (String one : List.of(argument, negative)) {
        Expr known = function.of(FormulaParser.parse(one));
        if (areEqual(expr, known)) {
          return known.equals(expr) ? Optional.empty() : Optional.of(known);
        }
      }
    }
    return Optional.empty();
  }

  /// Whether two formulas in the same variables are the same function: after simplification, or at all of many points,
  /// to ten digits.
  static boolean areEqual(Expr one, Expr other) {
    List<String> variables = List.copyOf(FreeVariables.of(other));
    if (!FreeVariables.of(one).equals(FreeVariables.of(other))) {
      return false;
    }
    if (Simplify.simplify(one).equals(Simplify.simplify(other))) {
      return true;
    }
    for (int i = 0; i < ARGUMENTS.length; i++) {
      Map<String, double[]> point = new HashMap<>();
      for (int j = 0; j < variables.size(); j++) {
        point.put(variables.get(j), new double[] {ARGUMENTS[(i + 7 * j) % ARGUMENTS.length]});
      }
      double expected = Evaluator.evaluate(other, point);
      // Differences of large terms, as hand-written formulas have them, keep fewer digits of a small value.
      if (!(Math.abs(Evaluator.evaluate(one, point) - expected) <= CLOSE * Math.max(Math.abs(expected), 1e-3))) {
        return false;
      }
    }
    return true;
  }
}
