package dev.lanewise;

/// One row of a network: the type of every component of a [Network] record.
///
/// The annotations on the component say what the row computes, read from left to right. The generated model hands
/// out the record itself through `reference()`, with a slow double-precision implementation behind each row.
public interface Layer {

  /// Applies this row to a batch of samples.
  ///
  /// @param input `[batch, in]`
  /// @return `[batch, out]`
  /// @throws IllegalArgumentException if the input's width is not the row's
  Tensor apply(Tensor input);
}
