package dev.lanewise.safetensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  private static final byte[] NEW = {1, 2, 3};

  @TempDir Path folder;

  @Test
  void replacesAnExistingFile() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old and longer");
    AtomicFile.write(file, out -> out.write(ByteBuffer.wrap(NEW)));
    assertArrayEquals(NEW, Files.readAllBytes(file));
    assertOnlyHolds("file");
  }

  @Test
  void aFailureKeepsTheOldFileAndLeavesNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    var thrown = assertThrows(IOException.class, () -> AtomicFile.write(file, out -> {
      out.write(ByteBuffer.wrap(NEW));
      throw new IOException("no space left on device");
    }));
    assertEquals(file + " could not be written: no space left on device", thrown.getMessage());
    assertEquals("old", Files.readString(file));
    assertOnlyHolds("file");
  }

  @Test
  void anUncheckedFailureLeavesNothingEither() throws IOException {
    Path file = folder.resolve("file");
    assertThrows(IllegalStateException.class, () -> AtomicFile.write(file, out -> {
      throw new IllegalStateException();
    }));
    assertOnlyHolds();
  }

  @Test
  void theOldFileIsSeenUntilTheNewOneIsWhole() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    AtomicFile.write(file, out -> {
      out.write(ByteBuffer.wrap(NEW));
      assertEquals("old", Files.readString(file));
    });
    assertArrayEquals(NEW, Files.readAllBytes(file));
  }

  @Test
  void namesAFolderOrAMissingFolder() throws IOException {
    SafetensorsFile empty = new SafetensorsFile(List.of(), Map.of());
    var isFolder = assertThrows(IOException.class, () -> empty.write(folder));
    assertEquals(folder + " is a folder; give the path of a file", isFolder.getMessage());
    Path lost = folder.resolve("absent").resolve("file");
    var noFolder = assertThrows(IOException.class, () -> empty.write(lost));
    assertEquals("the folder of " + lost + " does not exist; create it first", noFolder.getMessage());
    assertOnlyHolds();
  }

  @Test
  void aSymbolicLinkStaysALink() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file.getFileName());
    AtomicFile.write(link, out -> out.write(ByteBuffer.wrap(NEW)));
    assertTrue(Files.isSymbolicLink(link));
    assertArrayEquals(NEW, Files.readAllBytes(file));
    assertOnlyHolds("file", "link");
  }

  @Test
  void replacesOnAFileSystemWithoutAtomicMoves() throws IOException {
    try (FileSystem zip = FileSystems.newFileSystem(folder.resolve("a.zip"), Map.of("create", "true"))) {
      Path file = zip.getPath("/file");
      Files.writeString(file, "old");
      AtomicFile.write(file, out -> out.write(ByteBuffer.wrap(NEW)));
      assertArrayEquals(NEW, Files.readAllBytes(file));
    }
  }

  private void assertOnlyHolds(String... names) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(names), files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }
}
