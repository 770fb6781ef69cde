package dev.lanewise.processor.lint;

import dev.lanewise.Link;
import dev.lanewise.TargetKind;
import dev.lanewise.formula.FreeVariables;
import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.layer.LossChoice;
import java.util.Collections;
import java.util.Set;

/// What the losses compare: the outputs with the right answer.
final class LossTargets implements Rule {
  @Override
  public void check(Declaration network, Diagnostics diagnostics) {
    // One loss of several may be for the outputs alone.
    if (network.losses().size() == 1) {
      checkTarget(network.losses().getFirst(), diagnostics);
    }
    network.last().ifPresent(last -> {
      int width = last.outputWidth(1);
      for (LossChoice loss : network.losses()) {
        boolean isReported = loss.link() == Link.SOFTMAX;
        if (width == 1 && loss.targetKind() == TargetKind.LABELS && !isReported) {
          diagnostics.report(Problem.SINGLE_LABEL, loss.origin(), loss.name());
        }
      }
    });
  }

  private static void checkTarget(LossChoice loss, Diagnostics diagnostics) {
    Set<String> variables = FreeVariables.of(loss.formula());
    if (Collections.disjoint(variables, Set.of("target", "targets", "label"))) {
      String left = loss.isElementwise() ? "target" : "label or targets";
      diagnostics.report(Problem.LOSS_WITHOUT_TARGET, loss.origin(), loss.name(), left);
    }
  }
}
