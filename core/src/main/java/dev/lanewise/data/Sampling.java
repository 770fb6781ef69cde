package dev.lanewise.data;

/// How the samples of mini-batches are drawn from a [Dataset].
public enum Sampling {
  /// Every sample once in an epoch, in an order drawn anew for each; the last mini-batch may be short.
  SHUFFLED,
  /// As [#SHUFFLED], but what does not fill a last mini-batch is left out of that epoch. Every step is of equal size.
  SHUFFLED_DROP_LAST,
  /// Every sample of a mini-batch drawn from the whole data set, so that some come twice and some not at all. Every
  /// mini-batch is full, even one larger than the data set.
  WITH_REPLACEMENT,
  /// As [#SHUFFLED], in an order in which labels are spread evenly: every mini-batch has them in about the proportions
  /// of the data set.
  STRATIFIED,
  /// As [#WITH_REPLACEMENT], each sample as likely as its weight says. Drawn samples all count alike in the loss.
  WEIGHTED,
  /// Every sample once in an epoch, in the order of the data set; the last mini-batch may be short.
  SEQUENTIAL;

  /// Whether a sample may come several times in an epoch, and mini-batches are always full.
  boolean isWithReplacement() {
    return this == WITH_REPLACEMENT || this == WEIGHTED;
  }
}
