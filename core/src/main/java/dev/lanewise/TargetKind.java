package dev.lanewise;

/// What a loss compares the outputs of a sample with.
public enum TargetKind {
  /// Nothing: the network has no loss and can only predict.
  NONE,
  /// A class index, `0 <= label < outputWidth`.
  LABELS,
  /// A row of numbers, one for each output unless [Network#targets] says otherwise.
  TARGETS
}
