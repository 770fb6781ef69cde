package dev.lanewise.processor.diagnostic;

/// Where the user wrote something: opaque to everything but the reader, which can report a problem there.
public interface Origin {

  /// The row or network, as a message names it: `row 'hidden' of TwoLayerNet`.
  String description();
}
