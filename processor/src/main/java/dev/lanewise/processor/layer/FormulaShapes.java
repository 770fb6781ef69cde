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
  private static final String POSITION = "position";
  private static final Set<String> ROWS = Set.of(OUTPUTS, "targets", POSITION);

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
    Expr compared = Parts.replace(formula, FormulaShapes::withoutComparedLabel);
    Optional<String> mistake =
        Parts.of(compared).stream().map(FormulaShapes::mistakeInPart).flatMap(Optional::stream).findFirst();
    if (mistake.isPresent()) {
      return mistake;
    }
    if (!FreeVariables.of(formula).contains(OUTPUTS)) {
      return Optional.of("it does not use outputs, so that there is nothing to learn");
    }
    Set<String> left = FreeVariables.outsideReductions(formula);
    if (left.contains(POSITION) && Collections.disjoint(left, Set.of(OUTPUTS, "targets"))) {
      return Optional.of("position is the index of an element, which only a reduction has; use it inside of sum(...)");
    }
    return isRow(formula)
        ? Optional.of("'" + FormulaPrinter.print(formula)
            + "' is a number for each output, but a loss is one number for each sample; wrap it in sum(...)")
        : Optional.empty();
  }

  private static Optional<String> mistakeInPart(Expr expr) {
    return switch (expr) {
      case Expr.Variable(String name) when name.equals(LABEL) -> Optional.of(
          "label is the place of the right class, not a number to compute with; write outputs[label], or compare it"
              + " with position");
      case Expr.Element(String vector, Expr index) when !isElement(vector, index) -> Optional.of("'"
          + FormulaPrinter.print(expr)
          + "' cannot be read; the only elements are outputs[label], and those of outputs and targets at a whole"
          + " number, such as outputs[0]");
      case Expr.Reduce(Expr.ReduceOp _, Expr x) when !isRow(x) -> {
        String reduction = FormulaPrinter.print(expr);
        String function = reduction.substring(0, reduction.indexOf('('));
        yield Optional.of("'" + reduction + "' reduces what is one number already; remove " + function + "(...)");
      }
      default -> Optional.empty();
    };
  }

  /// A comparison of `label` with `position`, the only thing to do with `label` but `outputs[label]`, without it.
  private static Optional<Expr> withoutComparedLabel(Expr expr) {
    boolean comparesPositions =
        expr instanceof Expr.Compare(Expr.CompareOp _, Expr.Variable(String a), Expr.Variable(String b))
            && (a.equals(LABEL) && b.equals(POSITION) || a.equals(POSITION) && b.equals(LABEL));
    return comparesPositions
        ? Optional.of(new Expr.Compare(Expr.CompareOp.EQ, new Expr.Variable(POSITION), Formulas.ZERO))
        : Optional.empty();
  }

  private static boolean isElement(String vector, Expr index) {
    return vector.equals(OUTPUTS) && index.equals(new Expr.Variable(LABEL))
        || Set.of(OUTPUTS, "targets").contains(vector) && index instanceof Expr.Constant;
  }

  /// Whether an expression is a number for each output or target.
  private static boolean isRow(Expr expr) {
    return !Collections.disjoint(FreeVariables.outsideReductions(expr), ROWS);
  }
}
