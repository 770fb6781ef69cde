package dev.lanewise.data;

/// The random streams of this package. They lie far from the small numbers that initializers use, so that one seed may
/// serve for weights and data alike.
final class Streams {
  /// Orders of mini-batches.
  static final long MINI_BATCHES = 1L << 32;

  /// Orders of whole data sets.
  static final long DATASET_ORDER = 2L << 32;

  /// What dropout and input noise of mini-batches depend on.
  static final long NOISE = 5L << 32;

  /// Orders of sources within their windows.
  static final long SOURCE_ORDER = 6L << 32;

  private Streams() {}
}
