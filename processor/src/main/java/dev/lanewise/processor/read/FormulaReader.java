package dev.lanewise.processor.read;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Formula;
import dev.lanewise.formula.FormulaException;
import dev.lanewise.formula.FormulaParser;
import dev.lanewise.formula.FreeVariables;
import dev.lanewise.formula.Substitution;
import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Origin;
import dev.lanewise.processor.diagnostic.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;

/// Reads the formula that an activation or a loss carries.
final class FormulaReader {
  private FormulaReader() {}

  /// Reads a formula and puts constants in for their names.
  ///
  /// @param type the annotation type or class that carries the formula
  /// @param constants what each name stands for
  /// @param signatures the sets of variables of which the formula may use one, whole or in part
  /// @param origin where the type is used
  static Optional<Expr> read(
      TypeElement type,
      Map<String, Expr> constants,
      List<Set<String>> signatures,
      Origin origin,
      Diagnostics diagnostics) {
    Optional<WrittenAnnotation> formula = WrittenAnnotation.find(Formula.class, type, origin.description());
    if (formula.isEmpty()) {
      diagnostics.report(Problem.MISSING_FORMULA, origin, type.getSimpleName());
      return Optional.empty();
    }
    try {
      Expr expr = FormulaParser.parse(formula.get().text("value"));
      Expr substituted = Substitution.ofVariables(constants).apply(expr);
      Set<String> variables = FreeVariables.of(substituted);
      if (signatures.stream().anyMatch(signature -> signature.containsAll(variables))) {
        return Optional.of(substituted);
      }
      String found = "it is a formula in " + String.join(", ", variables) + ", but must be one in "
          + signatures.stream().map(names -> String.join(", ", names)).collect(Collectors.joining("; or in "));
      diagnostics.report(Problem.INVALID_FORMULA, origin, type.getSimpleName(), found);
    } catch (FormulaException e) {
      diagnostics.report(Problem.INVALID_FORMULA, origin, type.getSimpleName(), e.getMessage());
    }
    return Optional.empty();
  }
}
