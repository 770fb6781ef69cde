package dev.lanewise.init;

/// How the weights of a row start.
///
/// An implementation is immutable, has a public constructor without parameters ([Normal] alone takes the `std` of its
/// annotation), and may be used by many threads.
public interface Initializer {

  /// Fills the weights of one row.
  ///
  /// @param weights `[outputs, inputs]`, row by row; every element is overwritten
  /// @param inputs the number of inputs of the row, at least 1
  /// @param outputs the number of outputs of the row, at least 1
  /// @param random the source of numbers; the same source gives the same weights on every machine
  void fill(float[] weights, int inputs, int outputs, CounterRandom random);
}
