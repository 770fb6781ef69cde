package dev.lanewise.processor.layer;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FormulaPrinter;
import dev.lanewise.formula.FreeVariables;
import dev.lanewise.formula.Parts;
import dev.lanewise.processor.scalar.Derivative;
import dev.lanewise.processor.scalar.Interval;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Whether each part of a row-wise loss that depends on the outputs has a slope: the backward pass of this version has
/// no place for a part whose derivative is 0 wherever it exists.
public final class FormulaSlopes {
  private FormulaSlopes() {}

  /// What is wrong with a row-wise loss whose shapes are right.
  public static Optional<String> mistake(Expr formula) {
    // What is computed from whole rows first is a variable of what is computed from it.
    Map<String, Expr> parts = new LinkedHashMap<>();
    Expr level = withoutRows(formula, parts);
    for (Map.Entry<String, Expr> part : parts.entrySet()) {
      Interval slope = Interval.of(Derivative.of(level, part.getKey()), Map.of());
      if (slope.low() == 0 && slope.high() == 0) {
        return Optional.of("'" + FormulaPrinter.print(formula) + "' depends on '"
            + FormulaPrinter.print(part.getValue()) + "' in steps only, or not at all, so that its derivative is 0"
            + " wherever it exists; use a function that changes with it, or leave it out");
      }
    }
    return parts.values().stream()
        .filter(Expr.Reduce.class::isInstance)
        .map(sum -> mistake(((Expr.Reduce) sum).x()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Expr withoutRows(Expr expr, Map<String, Expr> parts) {
    return Parts.replace(expr, part -> {
      if (!(part instanceof Expr.Variable || part instanceof Expr.Reduce || part instanceof Expr.Element)) {
        return Optional.empty();
      }
      String name = FormulaPrinter.print(part);
      if (FreeVariables.of(part).contains("outputs")) {
        parts.put(name, part);
      }
      return Optional.of(new Expr.Variable(name));
    });
  }
}
