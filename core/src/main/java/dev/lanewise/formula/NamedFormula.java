package dev.lanewise.formula;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A formula with the names that its author gave to parts of it, so that generated code can use them.
///
/// @param value the formula; names stand in it no more
/// @param statements what each name stands for, in the order written
public record NamedFormula(Expr value, Map<String, Expr> statements) {
  /// Copies the statements.
  public NamedFormula {
    statements = Collections.unmodifiableMap(new LinkedHashMap<>(statements));
  }

  /// A formula without names.
  public static NamedFormula of(Expr value) {
    return new NamedFormula(value, Map.of());
  }
}
