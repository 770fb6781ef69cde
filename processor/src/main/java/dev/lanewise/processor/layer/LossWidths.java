package dev.lanewise.processor.layer;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FormulaPrinter;
import dev.lanewise.formula.FreeVariables;
import dev.lanewise.formula.Parts;
import dev.lanewise.formula.Substitution;
import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Problem;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// What a loss can only be told once the network is known: how many outputs and targets there are.
///
/// @param outputs numbers in a row of outputs
/// @param targets numbers in a row of targets
public record LossWidths(int outputs, int targets) {
  private static final String OUTPUTS = "outputs";
  private static final String TARGETS = "targets";

  /// The loss with numbers for `width` and `targetWidth`; what does not fit is reported.
  public LossChoice apply(LossChoice loss, Diagnostics diagnostics) {
    if (outputs != targets && comparesOneByOne(loss)) {
      diagnostics.report(Problem.TARGETS_DIFFER_FROM_OUTPUTS, loss.origin(), loss.name(), outputs, targets);
    }
    elements(loss.formula()).distinct().filter(element -> index(element) >= width(element.vector())).findFirst()
        .ifPresent(element -> diagnostics.report(Problem.ELEMENT_OUT_OF_RANGE, loss.origin(), loss.name(),
            FormulaPrinter.print(element), element.vector(), width(element.vector()), width(element.vector()) - 1));
    LossChoice known = loss.with(Substitution.ofVariables(
        Map.of("width", new Expr.Constant(outputs), "targetWidth", new Expr.Constant(targets))));
    if (!known.formula().equals(loss.formula())) {
      FormulaConstants.mistake(known.formula()).ifPresent(mistake -> diagnostics.report(Problem.INVALID_FORMULA,
          loss.origin(), loss.name(), mistake + " for " + outputs + " outputs"));
    }
    return known;
  }

  private static boolean comparesOneByOne(LossChoice loss) {
    return loss.isElementwise()
        ? FreeVariables.of(loss.formula()).contains("target")
        : mixesRows(loss.formula());
  }

  private static boolean mixesRows(Expr expr) {
    return Parts.of(expr).stream().anyMatch(part -> part instanceof Expr.Reduce(Expr.ReduceOp _, Expr x)
        && FreeVariables.outsideReductions(x).containsAll(Set.of(OUTPUTS, TARGETS)));
  }

  private static Stream<Expr.Element> elements(Expr expr) {
    return Parts.of(expr).stream().filter(Expr.Element.class::isInstance).map(Expr.Element.class::cast);
  }

  private static double index(Expr.Element element) {
    return element.index() instanceof Expr.Constant(double index) ? index : 0;
  }

  private int width(String vector) {
    return vector.equals(OUTPUTS) ? outputs : targets;
  }
}
