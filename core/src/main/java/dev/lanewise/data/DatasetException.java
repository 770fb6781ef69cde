package dev.lanewise.data;

/// Thrown where samples, labels, targets or weights do not fit together or do not fit a network.
///
/// The message names the first offender by sample and column, what was expected, and how to fix it.
public final class DatasetException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  DatasetException(String message) {
    super(message);
  }
}
