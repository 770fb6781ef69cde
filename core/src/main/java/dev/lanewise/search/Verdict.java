package dev.lanewise.search;

/// What a trial showed of its learning rate.
public enum Verdict {
  /// The loss hardly moved: the rate is too small for so many steps.
  STUCK,
  /// The loss fell, but by less than a quarter of what the best rate reached.
  SLOW,
  /// The loss fell.
  LEARNS,
  /// The loss fell furthest of all.
  BEST,
  /// The loss rose, stopped being finite, or jumps about without falling: the rate is too large.
  DIVERGES
}
