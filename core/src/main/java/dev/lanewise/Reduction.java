package dev.lanewise;

/// How an element-wise loss combines the outputs of one sample; the batch is always averaged.
public enum Reduction {
  /// The mean over the outputs, as PyTorch's default does.
  MEAN,
  /// The sum over the outputs, as the sum of squares in "Deep Learning from Scratch" does.
  SUM_OUTPUTS
}
