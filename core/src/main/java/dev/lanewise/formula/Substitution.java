package dev.lanewise.formula;

import dev.lanewise.formula.Expr.Variable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Replaces subexpressions, largest first; what is put in is not looked at again. Immutable.
public final class Substitution {
  private final Map<Expr, Expr> replacements;

  private Substitution(Map<Expr, Expr> replacements) {
    this.replacements = Map.copyOf(replacements);
  }

  /// Replaces variables by name. The names within an [Expr.Element] are left alone.
  public static Substitution ofVariables(Map<String, Expr> values) {
    Map<Expr, Expr> replacements = new HashMap<>();
    values.forEach((name, value) -> replacements.put(new Variable(name), value));
    return new Substitution(replacements);
  }

  /// Replaces every occurrence of an expression.
  public static Substitution of(Expr original, Expr replacement) {
    return new Substitution(Map.of(original, replacement));
  }

  /// Replaces every occurrence of several expressions; where one contains another, the larger one counts.
  public static Substitution ofParts(Map<Expr, Expr> replacements) {
    return new Substitution(replacements);
  }

  /// The expression with all replacements made.
  public Expr apply(Expr expr) {
    return Parts.replace(expr, part -> Optional.ofNullable(replacements.get(part)));
  }
}
