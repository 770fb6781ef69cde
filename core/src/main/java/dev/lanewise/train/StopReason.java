package dev.lanewise.train;

/// Why a training run ended.
public enum StopReason {
  /// All steps were taken.
  FINISHED,
  /// A listener asked for it.
  REQUESTED,
  /// The training thread was interrupted; its interrupt is still set.
  INTERRUPTED,
  /// The process was told to end, as by Ctrl-C, while the run wrote checkpoints.
  SHUTDOWN;

  /// Whether whoever ended the run wants to be rid of it at once, and goes on with it later if at all.
  boolean isUrgent() {
    return this == INTERRUPTED || this == SHUTDOWN;
  }
}
