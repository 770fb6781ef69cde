package dev.lanewise.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/// The sizes of the dimensions of an IDX file, at least one; the first counts images or labels.
///
/// @param sizes each at least 0
record IdxShape(int... sizes) {
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 64;

  /// The elements with one index of the first dimension.
  int rowWidth() {
    int width = 1;
    for (int i = 1; i < sizes.length; i++) {
      width *= sizes[i];
    }
    return width;
  }

  /// The number of all elements.
  long length() {
    return (long) sizes[0] * rowWidth();
  }

  /// The number of all elements, for an array of them.
  ///
  /// @throws IOException if no array is as long
  int lengthInMemory(Path file) throws IOException {
    if (length() > LARGEST_ARRAY) {
      throw new IOException(file + " has " + describe() + ", more than a Java array can hold; read it with Idx.source");
    }
    return (int) length();
  }

  /// Refuses sizes that cannot be meant.
  ///
  /// @throws IOException if a size is negative or a row larger than a Java array
  void check(Path file) throws IOException {
    // a size of 0 must not hide that the others are absurd; one factor passes at a time, so nothing overflows
    long row = 1;
    for (int i = 0; i < sizes.length; i++) {
      row *= i == 0 ? 1 : Math.max(1, sizes[i]);
      if (sizes[i] < 0 || row > LARGEST_ARRAY) {
        throw new IOException(file + " is damaged: its header promises a size of "
            + Arrays.toString(Arrays.stream(sizes).mapToLong(Integer::toUnsignedLong).toArray())
            + ", more than a Java array can hold");
      }
    }
  }

  /// The shape in words.
  String describe() {
    return sizes.length == 1
        ? "one dimension, of " + sizes[0]
        : sizes.length + " dimensions, " + Arrays.toString(sizes);
  }
}
