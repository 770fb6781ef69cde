package dev.lanewise.processor.lint;

import dev.lanewise.formula.Expr;
import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.layer.LossChoice;
import dev.lanewise.processor.scalar.Flattening;
import dev.lanewise.processor.scalar.Slope;
import java.util.List;
import java.util.Map;

/// Functions through which nothing can be learned: a step, a rounded number, a count of right answers.
final class ZeroDerivatives implements Rule {
  @Override
  public void check(Declaration network, Diagnostics diagnostics) {
    if (!network.isTrained()) {
      return;
    }
    for (Subject subject : Subject.of(network)) {
      switch (Slope.of(subject.formula(), subject.variable(), subject.reach())) {
        case ZERO, ZERO_ALMOST_EVERYWHERE -> report(subject, network, diagnostics);
        case UNKNOWN -> diagnostics.report(
            Problem.NO_SLOPE_FOUND, subject.origin(), subject.name(), subject.variable());
        case NON_ZERO -> { }
      }
    }
    for (LossChoice loss : network.losses()) {
      if (!loss.isElementwise() && RowSlopes.isFlat(loss.formula())) {
        List<Expr> parts = RowSlopes.flattening(loss.formula());
        FlatParts flat = new FlatParts(parts, loss.origin(), network.origins());
        diagnostics.report(Problem.ZERO_DERIVATIVE, flat.origin(), loss.name() + flat.file(), "outputs",
            flat.describe("outputs", Map.of()), FlatParts.stuck(network, network.rows().size() - 1, true),
            flat.fix(true, "outputs"));
      }
    }
  }

  private static void report(Subject subject, Declaration network, Diagnostics diagnostics) {
    List<Expr> parts = Flattening.of(subject.formula(), subject.variable(), subject.reach());
    FlatParts flat = new FlatParts(parts, subject.origin(), network.origins());
    diagnostics.report(Problem.ZERO_DERIVATIVE, flat.origin(), subject.name() + flat.file(), subject.variable(),
        flat.describe(subject.variable(), subject.reach().ranges()),
        FlatParts.stuck(network, subject.row(), subject.isLoss()), flat.fix(subject.isLoss(), subject.variable()));
  }
}
