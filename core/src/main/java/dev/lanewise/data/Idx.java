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
    requireEqual(images, dataset.size(), labels, values.length);
    return dataset.labels(values);
  }

  /// Reads images without labels; pixels count from 0 to 1.
  ///
  /// @param file at least two dimensions, of which the first counts the images
  /// @throws IOException if the file is missing, cut short, too long or not IDX of images
  public static Dataset images(Path file) throws IOException {
    IdxFile idx = IdxFile.read(file);
    requireImages(file, idx.shape());
    return Dataset.ofOwnBytes(idx.bytes(), idx.shape().rowWidth(), 1 / 255f);
  }

  /// Reads labels.
  ///
  /// @param file one dimension
  /// @throws IOException if the file is missing, cut short, too long or not IDX of labels
  public static int[] labels(Path file) throws IOException {
    IdxFile idx = IdxFile.read(file);
    requireLabels(file, idx.shape());
    byte[] bytes = idx.bytes();
    int[] labels = new int[bytes.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = bytes[i] & 0xFF;
    }
    return labels;
  }

  /// Images with a label each that are read as they are needed, again for every epoch; pixels count from 0 to 1. For
  /// files that do not fit into memory.
  ///
  /// @throws IOException if a file is missing or not IDX, or if the counts differ; the message names the file
  public static SampleSource source(Path images, Path labels) throws IOException {
    return IdxSource.of(images, labels);
  }

  static void requireImages(Path file, IdxShape shape) throws IOException {
    if (shape.sizes().length < 2) {
      throw new IOException(file + " has " + shape.describe() + ", but images need at least two dimensions; "
          + "were the files of images and labels swapped?");
    }
    if (shape.rowWidth() == 0) {
      throw new IOException(file + " has " + shape.describe() + ", so its images have no pixels");
    }
  }

  static void requireLabels(Path file, IdxShape shape) throws IOException {
    if (shape.sizes().length != 1) {
      throw new IOException(file + " has " + shape.describe() + ", but labels have one dimension; "
          + "were the files of images and labels swapped?");
    }
  }

  static void requireEqual(Path images, int imageCount, Path labels, int labelCount) throws IOException {
    if (imageCount != labelCount) {
      throw new IOException(labels + " holds " + labelCount + " labels, but " + images + " holds " + imageCount
          + " images; the two files do not belong together");
    }
  }
}
