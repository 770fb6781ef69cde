package dev.lanewise.train;

/// Why a training run ended.
public enum StopReason {
  /// All steps were taken.
  FINISHED,
  /// A listener asked for it.
  REQUESTED,
  /// The training thread was interrupted; its interrupt is still set.
  INTERRUPTED
}
