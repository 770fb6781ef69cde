package dev.lanewise;

/// What `predict` applies to the outputs of the last row.
public enum Link {
  /// The outputs as they are.
  IDENTITY,
  /// Each output by itself to a probability, `1 / (1 + exp(-x))`.
  SIGMOID,
  /// All outputs of a sample together to probabilities that sum to 1, `exp(x_i) / sum_j exp(x_j)`.
  SOFTMAX
}
