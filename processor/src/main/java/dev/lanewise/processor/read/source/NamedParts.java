package dev.lanewise.processor.read.source;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FreeVariables;
import dev.lanewise.formula.NamedFormula;
import dev.lanewise.formula.Operands;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Collects the names of local variables with what they stand for, in the order of the body.
///
/// A variable that gets several values counts on: `y`, `y2`, `y3`.
final class NamedParts {
  private final Map<Expr, String> names = new LinkedHashMap<>();
  private final Set<String> taken;

  /// @param taken names of the inputs, which no part may have
  NamedParts(Set<String> taken) {
    this.taken = new HashSet<>(taken);
  }

  void add(String variable, Expr expr) {
    boolean isLeaf = Operands.of(expr).isEmpty();
    boolean isUnfinished = FreeVariables.of(expr).stream().anyMatch(name -> name.startsWith(RowLoop.SO_FAR));
    if (isLeaf || isUnfinished || names.containsKey(expr)) {
      return;
    }
    String name = variable;
    for (int i = 2; !taken.add(name); i++) {
      name = variable + i;
    }
    names.put(expr, name);
  }

  /// A formula with the names of all its parts that have one; the value itself needs none.
  NamedFormula in(Expr value) {
    Set<Expr> parts = new HashSet<>();
    collect(value, parts);
    Map<String, Expr> statements = new LinkedHashMap<>();
    names.forEach((expr, name) -> {
      if (!expr.equals(value) && parts.contains(expr)) {
        statements.put(name, expr);
      }
    });
    return new NamedFormula(value, statements);
  }

  private static void collect(Expr expr, Set<Expr> parts) {
    if (parts.add(expr)) {
      Operands.of(expr).forEach(operand -> collect(operand, parts));
    }
  }
}
