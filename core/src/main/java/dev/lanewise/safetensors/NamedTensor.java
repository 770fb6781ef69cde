package dev.lanewise.safetensors;

import java.util.List;

/// A tensor of single-precision numbers with its name.
///
/// @param name any text but `__metadata__`
/// @param shape the size of each dimension, each at least 0; empty for a single number
/// @param values row by row, the last dimension fastest; the array itself, not a copy
public record NamedTensor(String name, List<Integer> shape, float[] values) {

  /// Checks that the number of values is the shape's.
  ///
  /// @throws IllegalArgumentException if it is not, a size is negative, or the name is reserved
  public NamedTensor {
    shape = List.copyOf(shape);
    if (name.equals(Header.METADATA)) {
      throw new IllegalArgumentException("a tensor cannot be named " + name + ", which safetensors reserves");
    }
    long count = 1;
    for (int size : shape) {
      if (size < 0) {
        throw new IllegalArgumentException("tensor '" + name + "' has a negative size in its shape " + shape);
      }
      // saturates above every array length, so that absurd shapes cannot overflow
      count = Math.min(count, 1L << 31) * size;
    }
    if (count != values.length) {
      throw new IllegalArgumentException(
          "tensor '" + name + "' of shape " + shape + " takes " + count + " values, not " + values.length);
    }
  }
}
