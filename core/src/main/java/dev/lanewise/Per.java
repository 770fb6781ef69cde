package dev.lanewise;

/// How many values a learnt parameter of an activation has.
public enum Per {
  /// One for all units of the row.
  ROW,
  /// One for each unit.
  UNIT
}
