package dev.lanewise.processor.ir;

/// Where the workspace keeps a value, a padded row for each sample.
///
/// @param value what is kept
/// @param stride floats from one row to the next, at least the padded width
/// @param array the name of the buffer whose array it is: its own, or one that is no longer needed by then
public record Buffer(Value value, int stride, String array) {

  /// The name, that of the value.
  public String name() {
    return value.name();
  }

  /// Whether the array belongs to another buffer that is done with it.
  public boolean isShared() {
    return !array.equals(name());
  }
}
