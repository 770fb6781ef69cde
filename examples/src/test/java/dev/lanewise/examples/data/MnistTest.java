package dev.lanewise.examples.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistTest {
  @TempDir Path directory;

  @Test
  void readsPackedAndUnpackedFiles() throws IOException {
    writeAll();
    Files.delete(directory.resolve("train-images-idx3-ubyte.gz"));
    Files.write(directory.resolve("train-images-idx3-ubyte"), images(3));
    Digits digits = Mnist.read(directory);
    assertEquals(3, digits.train().size());
    assertEquals(2, digits.test().size());
    assertEquals(784, digits.train().inputWidth());
    assertEquals(2, digits.train().label(2));
    assertEquals(1, digits.test().feature(1, 783));
  }

  @Test
  void namesTheFileThatIsMissing() throws IOException {
    writeAll();
    Files.delete(directory.resolve("t10k-labels-idx1-ubyte.gz"));
    IOException e = assertThrows(IOException.class, () -> Mnist.read(directory));
    assertEquals(
        "'" + directory + "' has neither t10k-labels-idx1-ubyte.gz nor t10k-labels-idx1-ubyte; "
            + "add --download to fetch what is missing",
        e.getMessage());
  }

  @Test
  void namesTheDirectoryThatIsMissing() {
    Path missing = directory.resolve("missing");
    IOException e = assertThrows(IOException.class, () -> Mnist.read(missing));
    assertEquals(
        "no directory '" + missing
            + "'; --data names the one with the MNIST files, add --download to fetch them into it",
        e.getMessage());
  }

  private void writeAll() throws IOException {
    write("train-images-idx3-ubyte.gz", images(3));
    write("train-labels-idx1-ubyte.gz", labels(3));
    write("t10k-images-idx3-ubyte.gz", images(2));
    write("t10k-labels-idx1-ubyte.gz", labels(2));
  }

  private void write(String name, byte[] content) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(directory.resolve(name)))) {
      out.write(content);
    }
  }

  /// White images.
  private static byte[] images(int count) {
    ByteBuffer idx = ByteBuffer.allocate(16 + 784 * count).putInt(0x803).putInt(count).putInt(28).putInt(28);
    while (idx.hasRemaining()) {
      idx.put((byte) 255);
    }
    return idx.array();
  }

  private static byte[] labels(int count) {
    ByteBuffer idx = ByteBuffer.allocate(8 + count).putInt(0x801).putInt(count);
    for (int i = 0; i < count; i++) {
      idx.put((byte) i);
    }
    return idx.array();
  }
}
