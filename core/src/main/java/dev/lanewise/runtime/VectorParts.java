package dev.lanewise.runtime;

import java.util.Arrays;

/// Which parts of a pass run in vectors: of each stage, those of some rows of the network. Immutable, so that all
/// threads of a team agree on it for a whole pass.
final class VectorParts {
  private final int rows;
  private final boolean[] parts;
  private final int wholeStages;

  private VectorParts(int rows, boolean[] parts) {
    this.rows = rows;
    this.parts = parts;
    int whole = 0;
    for (Stage stage : Stage.values()) {
      whole |= hasAllRows(stage) ? stage.bit() : 0;
    }
    this.wholeStages = whole;
  }

  /// All parts of a network with so many rows, or none.
  static VectorParts of(int rows, boolean inVectors) {
    boolean[] parts = new boolean[Stage.values().length * rows];
    Arrays.fill(parts, inVectors);
    return new VectorParts(rows, parts);
  }

  /// These and one more.
  VectorParts with(Stage stage, int row) {
    boolean[] more = parts.clone();
    more[at(stage, row)] = true;
    return new VectorParts(rows, more);
  }

  /// Whether a part runs in vectors.
  boolean has(Stage stage, int row) {
    return parts[at(stage, row)];
  }

  /// Whether some stages, as bits, run in vectors for all rows.
  boolean hasAll(int stages) {
    return (stages & ~wholeStages) == 0;
  }

  private boolean hasAllRows(Stage stage) {
    for (int row = 0; row < rows; row++) {
      if (!has(stage, row)) {
        return false;
      }
    }
    return true;
  }

  private int at(Stage stage, int row) {
    return stage.ordinal() * rows + row;
  }
}
