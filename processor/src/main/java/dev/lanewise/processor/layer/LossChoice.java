package dev.lanewise.processor.layer;

import dev.lanewise.Link;
import dev.lanewise.Reduction;
import dev.lanewise.TargetKind;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Substitution;
import dev.lanewise.processor.diagnostic.Origin;
import java.util.LinkedHashMap;
import java.util.Map;

/// One term of the loss of a network.
///
/// @param name the simple name of the loss class
/// @param formula in `prediction` and `target` if element-wise, else in `outputs`, `label` or `targets`, and `position`
/// @param statements the parts of the formula that its author named
/// @param isElementwise whether the formula is of one output
/// @param reduction how an element-wise formula combines the outputs of a sample
/// @param link what `predict` applies
/// @param targetKind what outputs are compared with; `NONE` where the formula looks at outputs alone
public record LossChoice(
    String name,
    Expr formula,
    Map<String, Expr> statements,
    boolean isElementwise,
    Reduction reduction,
    Link link,
    TargetKind targetKind,
    Origin origin) {

  /// The same loss with variables replaced.
  LossChoice with(Substitution values) {
    Map<String, Expr> parts = new LinkedHashMap<>(statements);
    parts.replaceAll((part, expr) -> values.apply(expr));
    return new LossChoice(
        name, values.apply(formula), parts, isElementwise, reduction, link, targetKind, origin);
  }
}
