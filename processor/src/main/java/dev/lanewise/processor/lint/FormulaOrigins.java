package dev.lanewise.processor.lint;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FormulaPrinter;
import dev.lanewise.processor.diagnostic.Origin;

/// Where the parts of a formula were written, as exactly as the reader knows.
@FunctionalInterface
public interface FormulaOrigins {
  /// Knows only where the formula is used.
  FormulaOrigins WHOLE = Written::as;

  /// The place of a part of a formula.
  ///
  /// @param use the place where the formula is used, to be returned for want of a better one
  /// @param part a part of the formula as it was read
  Written of(Origin use, Expr part);

  /// A part of a formula in the words of its author.
  ///
  /// @param origin where it stands
  /// @param file the file and line, ` (Leak.java:7)`, or nothing
  /// @param text as it was written
  record Written(Origin origin, String file, String text) {

    /// A part of which nothing but the formula is known.
    public static Written as(Origin use, Expr part) {
      return new Written(use, "", FormulaPrinter.print(part));
    }
  }
}
