package dev.lanewise.processor.lint;

import dev.lanewise.formula.Expr;
import dev.lanewise.processor.diagnostic.Origin;

/// Where the parts of a formula were written, as exactly as the reader knows.
@FunctionalInterface
public interface FormulaOrigins {
  /// Knows only where the formula is used.
  FormulaOrigins WHOLE = (formula, part) -> formula;

  /// The place of a part of a formula.
  ///
  /// @param formula the place where the formula is used, to be returned for want of a better one
  /// @param part a part of the formula as it was read
  Origin of(Origin formula, Expr part);
}
