package dev.lanewise.search;

/// What a search can come to, in one word.
public enum Outcome {
  /// A rate learns best, and both larger and smaller ones were tried.
  FOUND,
  /// A rate learns best, but it is the largest or the smallest tried, so that there may be better ones beyond.
  EDGE_OF_RANGE,
  /// No rate moves the loss: all are too small.
  FLAT,
  /// The loss rises or jumps about under every rate, or from the first ones on: all are too large.
  DIVERGED_AT_START,
  /// No rate learns, but small ones are too small and large ones too large; one between them may learn.
  GAP
}
