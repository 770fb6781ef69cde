package dev.lanewise.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Reads arrays that NumPy has saved: `.npy` files, and arrays by name from `.npz` files, compressed or not.
///
/// The first dimension counts the samples, the others are a sample's numbers, one after the other. Numbers may be
/// floats of 16, 32 or 64 bits, integers or booleans, in either byte order; all become single precision. Arrays of
/// unsigned bytes, such as images, stay bytes. What is wrong with a file is said in one sentence that names it.
public final class Npy {
  /// Deflate writes at most so many bytes for each that it reads (Deutsch 1996, RFC 1951).
  private static final long LARGEST_COMPRESSION = 1032;

  private Npy() {}

  /// Samples without labels from a `.npy` file.
  ///
  /// @throws IOException if the file is missing, damaged, or holds something else than numbers
  public static Dataset features(Path npy) throws IOException {
    return features(npy, 1);
  }

  /// As [#features(Path)], with every number times a scale: `1 / 255f` for pixels from 0 to 1.
  ///
  /// @param scale finite and not 0
  /// @throws DatasetException if it is not
  public static Dataset features(Path npy, float scale) throws IOException {
    return features(array(npy), scale);
  }

  /// Samples with labels from two `.npy` files.
  ///
  /// @throws IOException if a file is missing, damaged, or holds something else than numbers, a label is not a whole
  ///     number, or the counts differ
  public static Dataset dataset(Path features, Path labels, float scale) throws IOException {
    return labelled(features(features, scale), array(labels));
  }

  /// Samples with labels from two arrays of an `.npz` file, such as `x_train` and `y_train`.
  ///
  /// @throws IOException as the other, or if there is no such array
  public static Dataset dataset(Path npz, String features, String labels, float scale) throws IOException {
    return labelled(features(array(npz, features), scale), array(npz, labels));
  }

  private static Dataset features(NpyArray array, float scale) throws IOException {
    if (array.width() == 0) {
      throw new IOException(array.source() + " has samples without numbers");
    }
    if (array.isUnsignedBytes()) {
      return Dataset.ofOwnBytes(array.bytes(), array.width(), scale);
    }
    float[] values = array.floats();
    if (scale == 0 || !Float.isFinite(scale)) {
      throw new DatasetException("scale " + scale + " must be finite and not 0");
    }
    for (int i = 0; i < values.length; i++) {
      values[i] *= scale;
    }
    return Dataset.of(values, array.width());
  }

  private static Dataset labelled(Dataset samples, NpyArray labels) throws IOException {
    if (labels.width() != 1 || labels.rows() != samples.size()) {
      throw new IOException(labels.source() + " holds " + labels.rows() + " rows of " + labels.width() + ", but "
          + samples.size() + " samples need a label each; the two do not belong together");
    }
    return samples.labels(labels.integers());
  }

  private static NpyArray array(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a folder, not a .npy file");
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return NpyArray.read(in, file.toString(), Files.size(file));
    } catch (NoSuchFileException e) {
      throw new IOException(file + " does not exist", e);
    } catch (AccessDeniedException e) {
      throw new IOException(file + " may not be read by this user", e);
    }
  }

  private static NpyArray array(Path file, String name) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException(file + " does not exist");
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = zip.getEntry(name + ".npy");
      if (entry == null) {
        throw new IOException(file + " has no array '" + name + "'; there are " + zip.stream()
            .map(found -> found.getName().replaceFirst("\\.npy$", "")).collect(Collectors.joining(", ")));
      }
      try (InputStream in = new BufferedInputStream(zip.getInputStream(entry))) {
        return NpyArray.read(in, file + ", array '" + name + "',", entry.getCompressedSize() * LARGEST_COMPRESSION);
      }
    } catch (ZipException | EOFException e) {
      throw new IOException(file + " is not an .npz file, or damaged: " + e.getMessage(), e);
    }
  }
}
