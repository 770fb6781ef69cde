package dev.lanewise.processor.diagnostic;

/// How bad a problem is.
public enum Severity {
  /// Certainly wrong: nothing is generated.
  ERROR,
  /// Probably not what was meant; silenced by `-Alanewise.warnings=off`.
  WARNING
}
