package dev.lanewise.processor.ir;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Parts;
import dev.lanewise.formula.Substitution;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The names that the author of a formula gave to its parts: hints for those who read generated code. Immutable.
///
/// A pass that rewrites a formula hands its names through the same rewrite. A name whose part no longer occurs does no
/// harm, and one that is lost costs nothing but a good name.
///
/// @param byPart the name of each named part; several parts may have one name
public record PartNames(Map<Expr, String> byPart) {
  /// Nothing is named.
  public static final PartNames NONE = new PartNames(Map.of());

  /// Copies the names; variables and constants have names already.
  public PartNames {
    Map<Expr, String> named = new LinkedHashMap<>(byPart);
    named.keySet().removeIf(part -> part instanceof Expr.Variable || part instanceof Expr.Constant);
    byPart = Collections.unmodifiableMap(named);
  }

  /// The names that the statements of a formula give.
  public static PartNames ofStatements(Map<String, Expr> statements) {
    Map<Expr, String> byPart = new LinkedHashMap<>();
    statements.forEach((name, part) -> byPart.putIfAbsent(part, name));
    return new PartNames(byPart);
  }

  /// The name of a part, if it has one.
  public Optional<String> of(Expr part) {
    return Optional.ofNullable(byPart.get(part));
  }

  /// The parts of a formula that have a name, operands before what uses them, each under a name of its own.
  ///
  /// @param taken names of the formula's arguments
  public Map<String, Expr> statementsIn(Expr formula, Collection<String> taken) {
    Map<String, Expr> statements = new LinkedHashMap<>();
    if (byPart.isEmpty()) {
      return statements;
    }
    for (Expr part : Parts.of(formula)) {
      String wanted = byPart.get(part);
      String name = wanted;
      for (int i = 2; name != null && (statements.containsKey(name) || taken.contains(name)); i++) {
        name = wanted + i;
      }
      if (name != null && !part.equals(formula)) {
        statements.put(name, part);
      }
    }
    return statements;
  }

  /// These names for the parts after a replacement.
  public PartNames substituted(Substitution substitution) {
    return mapped(substitution::apply);
  }

  /// These names for the parts as they are and for what they become; to be used where only some parts change.
  public PartNames extended(UnaryOperator<Expr> rewrite) {
    return merged(mapped(rewrite));
  }

  /// These names and others; where both name a part, these.
  public PartNames merged(PartNames others) {
    if (others.byPart.isEmpty()) {
      return this;
    }
    Map<Expr, String> all = new LinkedHashMap<>(byPart);
    others.byPart.forEach(all::putIfAbsent);
    return new PartNames(all);
  }

  private PartNames mapped(UnaryOperator<Expr> rewrite) {
    Map<Expr, String> rewritten = new LinkedHashMap<>();
    byPart.forEach((part, name) -> rewritten.putIfAbsent(rewrite.apply(part), name));
    return new PartNames(rewritten);
  }
}
