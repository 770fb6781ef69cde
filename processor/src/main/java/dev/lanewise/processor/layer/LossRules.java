package dev.lanewise.processor.layer;

import dev.lanewise.Link;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FreeVariables;
import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.scalar.Interval;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/// Whether the last row and the loss fit.
public final class LossRules {
  private LossRules() {}

  /// Reports what does not fit.
  public static void check(Row last, LossChoice loss, Diagnostics diagnostics) {
    checkTarget(loss, diagnostics);
    // A row starts with a dense layer, so that its width does not depend on what comes in.
    if (loss.link() == Link.SOFTMAX && last.outputWidth(1) == 1) {
      diagnostics.report(Problem.SINGLE_OUTPUT_SOFTMAX, loss.origin(), loss.name());
    }
    if (loss.link() != Link.IDENTITY && last.layers().getLast() instanceof ActivationLayer activation) {
      checkLogits(activation, loss, diagnostics);
    }
  }

  private static void checkTarget(LossChoice loss, Diagnostics diagnostics) {
    Set<String> variables = FreeVariables.of(loss.formula());
    if (Collections.disjoint(variables, Set.of("target", "targets", "label"))) {
      String left = loss.isElementwise() ? "target" : "label or targets";
      diagnostics.report(Problem.LOSS_WITHOUT_TARGET, loss.origin(), loss.name(), left);
    }
  }

  private static void checkLogits(ActivationLayer activation, LossChoice loss, Diagnostics diagnostics) {
    Expr sigmoid = new Expr.Unary(Expr.UnaryOp.SIGMOID, new Expr.Variable(ActivationLayer.ARGUMENT));
    Interval range = Interval.of(activation.formula(), Map.of());
    if (loss.link() == Link.SIGMOID && activation.formula().equals(sigmoid)) {
      diagnostics.report(Problem.SIGMOID_TWICE, activation.origin(), activation.name(), loss.name());
    } else if (!range.equals(Interval.ALL)) {
      diagnostics.report(
          Problem.ACTIVATED_LOGITS, activation.origin(), activation.name(), loss.name(), range.low(), range.high());
    }
  }
}
