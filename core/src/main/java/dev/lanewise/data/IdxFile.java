package dev.lanewise.data;

import java.io.IOException;
import java.nio.file.Path;

/// The content of an IDX file.
///
/// @param shape the size of each dimension
/// @param bytes the elements, the last dimension fastest
record IdxFile(IdxShape shape, byte[] bytes) {

  /// Reads a whole file.
  static IdxFile read(Path file) throws IOException {
    try (IdxInput in = IdxInput.open(file)) {
      byte[] bytes = new byte[in.shape().lengthInMemory(file)];
      in.read(bytes);
      in.requireEnd();
      return new IdxFile(in.shape(), bytes);
    }
  }
}
