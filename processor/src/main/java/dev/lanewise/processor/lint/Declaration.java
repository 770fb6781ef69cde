package dev.lanewise.processor.lint;

import dev.lanewise.processor.layer.LossChoice;
import dev.lanewise.processor.layer.Row;
import java.util.List;
import java.util.Optional;

/// A network as far as it could be read, for the rules to look at.
///
/// @param rows in declared order; empty where a row could not be read, which has been reported
/// @param losses the losses that could be read; none if the network only predicts
/// @param origins where parts of formulas were written
public record Declaration(List<Optional<Row>> rows, List<LossChoice> losses, FormulaOrigins origins) {
  /// Copies the lists.
  public Declaration {
    rows = List.copyOf(rows);
    losses = List.copyOf(losses);
  }

  /// The row whose outputs are those of the network, if it could be read.
  Optional<Row> last() {
    return rows.isEmpty() ? Optional.empty() : rows.getLast();
  }

  /// Whether derivatives matter.
  boolean isTrained() {
    return !losses.isEmpty();
  }
}
