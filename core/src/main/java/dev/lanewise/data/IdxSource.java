package dev.lanewise.data;

import dev.lanewise.MiniBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Images with labels that are read from their two files as they are needed.
///
/// @param bytes the sizes of both files together
record IdxSource(Path images, Path labels, SampleShape shape, long size, long bytes)
    implements SampleSource {
  private static final float SCALE = 1 / 255f;

  static IdxSource of(Path images, Path labels) throws IOException {
    try (IdxInput imageFile = IdxInput.open(images); IdxInput labelFile = IdxInput.open(labels)) {
      Idx.requireImages(images, imageFile.shape());
      Idx.requireLabels(labels, labelFile.shape());
      int count = imageFile.shape().sizes()[0];
      Idx.requireEqual(images, count, labels, labelFile.shape().sizes()[0]);
      return new IdxSource(images, labels, SampleShape.withLabels(imageFile.shape().rowWidth()), count,
          Files.size(images) + Files.size(labels));
    }
  }

  @Override
  public SampleReader open(long pass) throws IOException {
    IdxInput imageFile = IdxInput.open(images);
    try {
      return new Reader(imageFile, IdxInput.open(labels), size, new byte[shape.inputWidth()]);
    } catch (IOException e) {
      imageFile.close();
      throw e;
    }
  }

  @Override
  public String toString() {
    return images + " with " + labels.getFileName() + ", " + bytes + " bytes";
  }

  /// One pass.
  private static final class Reader implements SampleReader {
    private final IdxInput images;
    private final IdxInput labels;
    private final byte[] image;
    private final byte[] label = new byte[1];
    private long left;

    Reader(IdxInput images, IdxInput labels, long count, byte[] image) {
      this.images = images;
      this.labels = labels;
      this.left = count;
      this.image = image;
    }

    @Override
    public boolean read(MiniBatch into, int row) throws IOException {
      if (left == 0) {
        return false;
      }
      left--;
      images.read(image);
      labels.read(label);
      for (int i = 0; i < image.length; i++) {
        into.samples()[row * image.length + i] = Byte.toUnsignedInt(image[i]) * SCALE;
      }
      into.labels()[row] = Byte.toUnsignedInt(label[0]);
      return true;
    }

    @Override
    public void close() throws IOException {
      try (labels) {
        images.close();
      }
    }
  }
}
