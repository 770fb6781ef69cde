package dev.lanewise.optim;

/// Why a descent ended.
public enum DescentStop {
  /// All steps were taken.
  STEPS_DONE,
  /// The length of the gradient came down to the tolerance: a minimum, a saddle or level ground, to that accuracy.
  GRADIENT_BELOW_TOLERANCE,
  /// The gradient is not 0, but a step of the learning rate rounds away beside every coordinate.
  NOTHING_MOVES,
  /// The value, or a number of the gradient, is NaN or infinite.
  NOT_FINITE
}
