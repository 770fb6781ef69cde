package dev.lanewise.processor.layer;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FormulaPrinter;
import dev.lanewise.formula.Formulas;
import dev.lanewise.formula.FreeVariables;
import dev.lanewise.formula.Parts;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/// What a formula may do with whole rows: a row-wise loss ends in one number for each sample, anything else knows no
/// rows at all.
public final class FormulaShapes {
  private static final String OUTPUTS = "outputs";
  private static final String LABEL = "label";
  private static final Set<String> ROWS = Set.of(OUTPUTS, "targets");

  private FormulaShapes() {}

  /// What is wrong with a formula of one element: an activation, or a loss in `prediction` and `target`.
  public static Optional<String> mistakeInElementwise(Expr expr) {
    return Parts.of(expr).stream()
        .filter(part -> part instanceof Expr.Reduce || part instanceof Expr.Element)
        .findFirst()
        .map(part -> "'" + FormulaPrinter.print(part) + "' needs a whole row, but the formula is of one element;"
            + " only a loss in outputs and label or targets sees whole rows");
  }

  /// What is wrong with a loss in `outputs` and `label` or `targets`.
  public static Optional<String> mistakeInRowwise(Expr formula) {
    Optional<String> mistake =
        Parts.of(formula).stream().map(FormulaShapes::mistakeInPart).flatMap(Optional::stream).findFirst();
    if (mistake.isPresent()) {
      return mistake;
    }
    if (!FreeVariables.of(formula).contains(OUTPUTS)) {
      return Optional.of("it does not use outputs, so that there is nothing to learn");
    }
    return isRow(formula)
        ? Optional.of("'" + FormulaPrinter.print(formula)
            + "' is a number for each output, but a loss is one number for each sample; wrap it in sum(...)")
        : Optional.empty();
  }

  private static Optional<String> mistakeInPart(Expr expr) {
    return switch (expr) {
      case Expr.Variable(String name) when name.equals(LABEL) -> Optional.of(
          "label is the place of the right class, not a number to compute with; write outputs[label]");
      case Expr.Element(String vector, Expr index)
          when !vector.equals(OUTPUTS) || !index.equals(new Expr.Variable(LABEL)) ->
          Optional.of("'" + FormulaPrinter.print(expr) + "' cannot be read; the only element is outputs[label]");
      case Expr.Reduce(Expr.ReduceOp op, Expr x) -> mistakeInReduction(expr, op, x);
      default -> Optional.empty();
    };
  }

  private static Optional<String> mistakeInReduction(Expr reduction, Expr.ReduceOp op, Expr x) {
    if (op == Expr.ReduceOp.SUM) {
      return isRow(x)
          ? Optional.empty()
          : Optional.of("'" + FormulaPrinter.print(reduction) + "' sums what is one number already; remove sum(...)");
    }
    return x.equals(new Expr.Variable(OUTPUTS))
        ? Optional.empty()
        : Optional.of("'" + FormulaPrinter.print(reduction) + "' is not part of this version, in which logSumExp and"
            + " rowMax take plain outputs only; compute with what goes in before the loss, in the last row");
  }

  /// Whether an expression is a number for each output.
  private static boolean isRow(Expr expr) {
    Expr withoutReductions = Parts.replace(expr, part ->
        part instanceof Expr.Reduce || part instanceof Expr.Element ? Optional.of(Formulas.ZERO) : Optional.empty());
    return !Collections.disjoint(FreeVariables.of(withoutReductions), ROWS);
  }
}
