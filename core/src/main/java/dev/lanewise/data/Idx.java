package dev.lanewise.data;

import java.io.IOException;
import java.nio.file.Path;

/// Reads IDX files, the format of MNIST and its relatives, compressed with gzip or not.
///
/// Whether a file is compressed is seen from its first bytes, not its name. Elements are unsigned bytes.
///
/// **Source**: LeCun, Cortes and Burges, "The MNIST database of handwritten digits", "File formats".
public final class Idx {
  private Idx() {}

  /// Reads images with a label each; pixels count from 0 to 1.
  ///
  /// @return samples of the width of a flattened image, 784 for MNIST
  /// @throws IOException if a file is missing, cut short, too long or not IDX, or if the counts differ; the message
  ///     names the file
  public static Dataset dataset(Path images, Path labels) throws IOException {
    Dataset dataset = images(images);
    int[] values = labels(labels);
    if (values.length != dataset.size()) {
      throw new IOException(labels + " holds " + values.length + " labels, but " + images + " holds " + dataset.size()
          + " images; the two files do not belong together");
    }
    return dataset.labels(values);
  }

  /// Reads images without labels; pixels count from 0 to 1.
  ///
  /// @param file at least two dimensions, of which the first counts the images
  /// @throws IOException if the file is missing, cut short, too long or not IDX of images
  public static Dataset images(Path file) throws IOException {
    IdxFile idx = IdxFile.read(file);
    if (idx.shape().length < 2) {
      throw new IOException(file + " has " + idx.describeShape() + ", but images need at least two dimensions; "
          + "were the files of images and labels swapped?");
    }
    if (idx.rowWidth() == 0) {
      throw new IOException(file + " has " + idx.describeShape() + ", so its images have no pixels");
    }
    return Dataset.ofOwnBytes(idx.bytes(), idx.rowWidth(), 1 / 255f);
  }

  /// Reads labels.
  ///
  /// @param file one dimension
  /// @throws IOException if the file is missing, cut short, too long or not IDX of labels
  public static int[] labels(Path file) throws IOException {
    IdxFile idx = IdxFile.read(file);
    if (idx.shape().length != 1) {
      throw new IOException(file + " has " + idx.describeShape() + ", but labels have one dimension; "
          + "were the files of images and labels swapped?");
    }
    int[] labels = new int[idx.bytes().length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = Byte.toUnsignedInt(idx.bytes()[i]);
    }
    return labels;
  }
}
