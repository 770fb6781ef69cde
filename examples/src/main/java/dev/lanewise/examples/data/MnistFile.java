package dev.lanewise.examples.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// One of the four files of MNIST, and how the original is recognised.
///
/// @param name the standard name, without `.gz`
/// @param sha256 the SHA-256 of the original file unpacked, in lower-case hexadecimal digits; mirrors offer `.gz` files
///     of different bytes with the same content
record MnistFile(String name, String sha256) {

  /// The name under which mirrors offer it.
  String compressedName() {
    return name + ".gz";
  }

  /// Whether a directory holds it, compressed or not.
  boolean isIn(Path directory) {
    return Files.isRegularFile(directory.resolve(name)) || Files.isRegularFile(directory.resolve(compressedName()));
  }

  /// The file in a directory; where it is there both ways, the one that needs no unpacking.
  ///
  /// @throws IOException if it is missing
  Path in(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new IOException("no directory '" + directory + "'; --data names the one with the MNIST files, "
          + "add --download to fetch them into it");
    }
    Path plain = directory.resolve(name);
    Path compressed = directory.resolve(compressedName());
    if (Files.isRegularFile(plain)) {
      return plain;
    }
    if (Files.isRegularFile(compressed)) {
      return compressed;
    }
    throw new IOException("'" + directory + "' has neither " + compressedName() + " nor " + name
        + "; add --download to fetch what is missing");
  }
}
