package dev.lanewise.benchmarks.run;

import dev.lanewise.benchmarks.workload.ReproducibleNumbers;
import dev.lanewise.benchmarks.workload.Workload;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/// Files as large as MNIST's training set, in its format, for whoever does not have it: a fifth of the pixels is not 0,
/// as in MNIST.
///
/// @param directory that holds the files; deleted by [#close]
record MadeDigits(Path directory) implements AutoCloseable {
  static final String IMAGES_FILE = "train-images-idx3-ubyte.gz";
  static final String LABELS_FILE = "train-labels-idx1-ubyte.gz";

  private static final int COUNT = 60_000;
  private static final int SIDE = 28;
  private static final int CLASSES = 10;
  private static final float INK = 0.2f;

  /// Makes the files in a temporary directory.
  static MadeDigits create() throws IOException {
    MadeDigits digits = new MadeDigits(Files.createTempDirectory("lanewise-digits"));
    try {
      digits.write(IMAGES_FILE, new int[] {0x803, COUNT, SIDE, SIDE}, pixels());
      digits.write(LABELS_FILE, new int[] {0x801, COUNT}, labels());
      return digits;
    } catch (IOException e) {
      digits.close();
      throw e;
    }
  }

  private void write(String name, int[] header, byte[] contents) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(directory.resolve(name))))) {
      for (int word : header) {
        out.writeInt(word);
      }
      out.write(contents);
    }
  }

  private static byte[] pixels() {
    byte[] pixels = new byte[COUNT * SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      float number = ReproducibleNumbers.at(Workload.SAMPLES, i);
      pixels[i] = (byte) (number < INK ? number / INK * 256 : 0);
    }
    return pixels;
  }

  private static byte[] labels() {
    byte[] labels = new byte[COUNT];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) (ReproducibleNumbers.at(Workload.TARGETS, i) * CLASSES);
    }
    return labels;
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(directory.resolve(IMAGES_FILE));
    Files.deleteIfExists(directory.resolve(LABELS_FILE));
    Files.delete(directory);
  }
}
