package dev.lanewise.processor.diagnostic;

/// Where the user wrote something: opaque to everything but the reader, which can report a problem there.
public interface Origin {

  /// The row or record, as a message names it: `row 'hidden'`.
  String description();
}
