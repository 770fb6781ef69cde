package dev.lanewise.search;

/// What a trial showed of its learning rate.
///
/// The loss at the end of a trial, the median of the last tenth of its steps, is compared with the loss of the
/// untrained model on the same mini-batches.
public enum Verdict {
  /// The loss fell by less than 0.1 % and hardly moved: the rate is too small for so many steps.
  STUCK,
  /// The loss fell, but by less than a quarter of what the best rate reached.
  SLOW,
  /// The loss fell.
  LEARNS,
  /// The loss fell furthest of all.
  BEST,
  /// The loss stopped being finite, rose by more than 0.1 %, or jumps about by more than 1 % without falling: the rate
  /// is too large.
  DIVERGES
}
