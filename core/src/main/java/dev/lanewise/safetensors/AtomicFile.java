package dev.lanewise.safetensors;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/// Writes a file so that nobody ever sees it half written, and a failure leaves the old one as it was.
final class AtomicFile {
  private AtomicFile() {}

  /// Writes to a new file in the same folder, forces it to the device, and moves it over the target in one step; on a
  /// file system that cannot do that, replaces the target as well as it can. Leaves nothing behind on failure. A
  /// symbolic link keeps pointing where it did.
  static void write(Path target, Content content) throws IOException {
    if (Files.isDirectory(target)) {
      throw new IOException(target + " is a folder; give the path of a file");
    }
    Path file = Files.isSymbolicLink(target) && Files.exists(target) ? target.toRealPath() : target;
    Path folder = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      throw new IOException("the folder of " + target + " does not exist; create it first");
    }
    // createTempFile would give the file to its owner alone, and the permissions would stay after the move
    Path temporary = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      try (FileChannel out =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.writeTo(out);
        out.force(true);
      }
      move(temporary, file);
    } catch (ClosedByInterruptException e) {
      // as it is, for Uninterrupted to try again
      throw e;
    } catch (IOException e) {
      throw new IOException(target + " could not be written: " + reason(e), e);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      // replacing is implied on the usual file systems, but others refuse an existing target unless told
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// File system exceptions often have the path as their only message, so their kind has to be said.
  private static String reason(IOException e) {
    return e.getClass() == IOException.class ? e.getMessage() : e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  /// What a file is to hold.
  @FunctionalInterface
  interface Content {

    /// Writes all of it.
    void writeTo(FileChannel out) throws IOException;
  }
}
