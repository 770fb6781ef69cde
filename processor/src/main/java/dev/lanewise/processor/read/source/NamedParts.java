package dev.lanewise.processor.read.source;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.NamedFormula;
import dev.lanewise.formula.Operands;
import dev.lanewise.formula.Parts;
import dev.lanewise.formula.Sharing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Collects the names of local variables with what they stand for, in the order of the body.
///
/// A variable that gets several values counts on: `y`, `y2`, `y3`.
final class NamedParts {
  private final Sharing sharing = new Sharing();
  private final Map<Expr, String> names = new IdentityHashMap<>();
  private final List<Expr> inOrder = new ArrayList<>();
  private final Map<Expr, Boolean> unfinished = new IdentityHashMap<>();
  private final Set<String> taken;

  /// @param taken names of the inputs, which no part may have
  NamedParts(Set<String> taken) {
    this.taken = new HashSet<>(taken);
  }

  void add(String variable, Expr expr) {
    Expr part = sharing.share(expr);
    if (Operands.of(part).isEmpty() || names.containsKey(part) || isUnfinished(part)) {
      return;
    }
    String name = variable;
    for (int i = 2; !taken.add(name); i++) {
      name = variable + i;
    }
    names.put(part, name);
    inOrder.add(part);
  }

  /// Whether a part stands for what a loop over a row has added up so far.
  private boolean isUnfinished(Expr part) {
    Boolean known = unfinished.get(part);
    if (known == null) {
      known = part instanceof Expr.Variable(String name) && name.startsWith(RowLoop.SO_FAR)
          || Operands.of(part).stream().anyMatch(this::isUnfinished);
      unfinished.put(part, known);
    }
    return known;
  }

  /// A formula with the names of all its parts that have one; the value itself needs none.
  NamedFormula in(Expr value) {
    Expr shared = sharing.share(value);
    Set<Expr> parts = Collections.newSetFromMap(new IdentityHashMap<>());
    Parts.of(shared).forEach(part -> parts.add(sharing.share(part)));
    Map<String, Expr> statements = new LinkedHashMap<>();
    for (Expr part : inOrder) {
      if (part != shared && parts.contains(part)) {
        statements.put(names.get(part), part);
      }
    }
    return new NamedFormula(shared, statements);
  }
}
