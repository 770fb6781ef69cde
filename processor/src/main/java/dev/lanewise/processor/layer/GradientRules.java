package dev.lanewise.processor.layer;

import dev.lanewise.formula.Expr;
import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Origin;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.scalar.Derivative;
import dev.lanewise.processor.scalar.Interval;
import java.util.Map;

/// Whether what is trained has a gradient at all: a step or a count of errors has a derivative, which is 0.
public final class GradientRules {
  private GradientRules() {}

  /// Reports the activations of a row that let no gradient through.
  public static void check(Row row, Diagnostics diagnostics) {
    for (LayerKind layer : row.layers()) {
      if (layer instanceof ActivationLayer activation) {
        check(activation.formula(), ActivationLayer.ARGUMENT, activation.name(), activation.origin(), diagnostics);
      }
    }
  }

  /// Reports an element-wise loss that does not depend on the prediction but in steps.
  public static void check(LossChoice loss, Diagnostics diagnostics) {
    if (loss.isElementwise()) {
      check(loss.formula(), "prediction", loss.name(), loss.origin(), diagnostics);
    }
  }

  private static void check(Expr formula, String variable, String name, Origin origin, Diagnostics diagnostics) {
    Interval range = Interval.of(Derivative.of(formula, variable), Map.of());
    if (range.low() == 0 && range.high() == 0) {
      diagnostics.report(Problem.ZERO_DERIVATIVE, origin, name);
    }
  }
}
