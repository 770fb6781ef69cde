package dev.lanewise.images;

import dev.lanewise.MiniBatch;
import dev.lanewise.data.SampleReader;
import dev.lanewise.data.SampleShape;
import dev.lanewise.data.SampleSource;
import dev.lanewise.images.ImageFolder.LabelledFile;
import dev.lanewise.init.CounterRandom;
import java.nio.file.Path;
import java.util.List;

/// The images of a folder, each pass in an order of its own.
///
/// @param digest of names, labels and sizes of the files
record ImageSource(Path root, List<LabelledFile> files, ImageDecoder decoder, long seed, String digest)
    implements SampleSource {
  static final float SCALE = 1 / 255f;

  @Override
  public SampleShape shape() {
    return SampleShape.withLabels(decoder.format().sampleWidth());
  }

  @Override
  public long size() {
    return files.size();
  }

  @Override
  public SampleReader open(long pass) {
    int[] order = new int[files.size()];
    CounterRandom.of(seed, pass).fillPermutation(order);
    int[] next = {0};
    return (into, row) -> {
      if (next[0] == order.length) {
        return false;
      }
      LabelledFile file = files.get(order[next[0]++]);
      place(decoder.read(file.file()), file.label(), into, row);
      return true;
    };
  }

  private static void place(byte[] pixels, int label, MiniBatch into, int row) {
    spread(pixels, into.samples(), row * pixels.length);
    into.labels()[row] = label;
  }

  /// Turns bytes into numbers from 0 to 1.
  static void spread(byte[] pixels, float[] into, int at) {
    for (int i = 0; i < pixels.length; i++) {
      into[at + i] = Byte.toUnsignedInt(pixels[i]) * SCALE;
    }
  }

  @Override
  public String toString() {
    return root + ", " + files.size() + " images, " + decoder.format() + ", SHA-256 of names, labels and sizes "
        + digest + ", in orders of seed " + seed;
  }
}
