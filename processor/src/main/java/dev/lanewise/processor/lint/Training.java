package dev.lanewise.processor.lint;

import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.layer.DropoutLayer;
import dev.lanewise.processor.layer.Row;
import java.util.List;
import java.util.Optional;

/// What training would leave alone, or do to the outputs themselves.
final class Training implements Rule {
  @Override
  public void check(Declaration network, Diagnostics diagnostics) {
    if (!network.isTrained()) {
      return;
    }
    List<Optional<Row>> rows = network.rows();
    if (!rows.isEmpty() && rows.stream().allMatch(row -> row.filter(Row::isFrozen).isPresent())) {
      diagnostics.report(Problem.NOTHING_TO_TRAIN, rows.getLast().orElseThrow().origin());
    }
    network.last().filter(row -> row.layers().getLast() instanceof DropoutLayer).ifPresent(row ->
        diagnostics.report(Problem.DROPPED_OUTPUTS, row.layers().getLast().origin()));
  }
}
