package dev.lanewise.processor.lint;

import dev.lanewise.formula.Evaluator;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FreeVariables;
import dev.lanewise.init.Zeros;
import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.layer.ActivationLayer;
import dev.lanewise.processor.layer.DenseLayer;
import dev.lanewise.processor.layer.LayerKind;
import dev.lanewise.processor.layer.Row;
import dev.lanewise.processor.scalar.Derivative;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Weights that start at 0 where they cannot leave it, or cannot become different from each other.
///
/// A row of zeros puts out the same for every sample. It learns as long as its activations have a slope at 0 and the
/// row after it does not start at 0 too; then its units become different with the weights that follow them.
final class FirstWeights implements Rule {
  @Override
  public void check(Declaration network, Diagnostics diagnostics) {
    if (!network.isTrained()) {
      return;
    }
    List<Optional<Row>> rows = network.rows();
    for (int i = 0; i < rows.size() - 1; i++) {
      Optional<Row> next = rows.get(i + 1);
      rows.get(i).filter(FirstWeights::isZero).ifPresent(row -> check(row, next, diagnostics));
    }
    network.last().filter(FirstWeights::isZero).ifPresent(row -> checkSlope(row, diagnostics));
  }

  private static void check(Row row, Optional<Row> next, Diagnostics diagnostics) {
    boolean hasSeveral = row.outputWidth(1) > 1;
    if (!checkSlope(row, diagnostics) && hasSeveral && next.filter(FirstWeights::isZero).isPresent()) {
      diagnostics.report(Problem.ZERO_WEIGHTS, row.origin(), "row '" + next.get().name() + "' starts at 0 too, so that"
          + " the gradient of both is 0, or the same for all units of '" + row.name() + "': they never differ");
    }
  }

  /// Reports an activation that is flat where all of its arguments are: `max(x, 0)` at 0.
  private static boolean checkSlope(Row row, Diagnostics diagnostics) {
    double value = 0;
    for (LayerKind layer : row.layers()) {
      if (layer instanceof ActivationLayer activation) {
        Expr formula = activation.formula();
        boolean isPlain = FreeVariables.of(formula).equals(Set.of(ActivationLayer.ARGUMENT));
        if (!isPlain) {
          return false;
        }
        Expr derivative = Derivative.of(formula, ActivationLayer.ARGUMENT);
        if (Evaluator.evaluate(derivative, ActivationLayer.ARGUMENT, value) == 0) {
          diagnostics.report(Problem.ZERO_WEIGHTS, row.origin(), activation.name() + " has the derivative 0 at "
              + Numbers.text(value) + ", so that no gradient ever reaches the row");
          return true;
        }
        value = Evaluator.evaluate(formula, ActivationLayer.ARGUMENT, value);
      }
    }
    return false;
  }

  private static boolean isZero(Row row) {
    return row.layers().getFirst() instanceof DenseLayer dense
        && dense.initializer().className().equals(Zeros.class.getCanonicalName());
  }
}
