package dev.lanewise.processor.layer;

import dev.lanewise.processor.diagnostic.Origin;
import java.util.List;
import java.util.Optional;

/// A network as its user declared it, complete and valid.
///
/// @param packageName empty for the unnamed package
/// @param recordName as Java source names it from its package, `Outer.Inner`
/// @param modelName the simple name of the class to generate, `Outer_InnerModel`
/// @param isPublic whether the record, and so the model, is visible outside its package
/// @param inputWidth numbers in a sample
/// @param rows in declared order, at least one
/// @param loss empty for a network that only predicts
public record NetworkModel(
    String packageName,
    String recordName,
    String modelName,
    boolean isPublic,
    int inputWidth,
    List<Row> rows,
    Optional<LossChoice> loss,
    Origin origin) {
  /// Copies the rows.
  public NetworkModel {
    rows = List.copyOf(rows);
  }

  /// The width that leaves the last row.
  public int outputWidth() {
    int width = inputWidth;
    for (Row row : rows) {
      width = row.outputWidth(width);
    }
    return width;
  }
}
