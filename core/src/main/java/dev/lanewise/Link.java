package dev.lanewise;

/// What `predict` applies to the outputs of the last row, which also says what targets can be.
///
/// A loss with a link to probabilities compares them with probabilities: a data set whose targets are outside of what
/// the link allows does not fit the network.
public enum Link {
  /// The outputs as they are; targets may be any finite numbers.
  IDENTITY,
  /// Each output by itself to a probability, `1 / (1 + exp(-x))`; targets lie between 0 and 1.
  SIGMOID,
  /// All outputs of a sample together to probabilities that sum to 1, `exp(x_i) / sum_j exp(x_j)`;
  /// targets, where the loss takes them in place of labels, are at least 0 and need not sum to 1.
  SOFTMAX
}
