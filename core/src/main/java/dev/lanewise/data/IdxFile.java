package dev.lanewise.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// The content of an IDX file: a big-endian header `0 0 type dimensions`, a 32-bit size for each dimension, elements.
///
/// @param shape the size of each dimension, at least one dimension
/// @param bytes the elements, the last dimension fastest
record IdxFile(int[] shape, byte[] bytes) {
  private static final int UNSIGNED_BYTE = 0x08;
  private static final int GZIP_MAGIC = 0x1f8b;

  /// Deflate writes at least one byte for every 1032 it reads (Deutsch 1996, RFC 1951: a match is at most 258 bytes,
  /// its two codes at least a bit each), so a header that promises more needs no array to be refused.
  private static final long LARGEST_COMPRESSION = 1032;

  /// Bytes read from the file at a time; larger ones are no faster.
  private static final int BUFFER = 1 << 16;

  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 64;

  /// Reads a whole file.
  static IdxFile read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a folder, not an IDX file");
    }
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
      return isGzip(raw)
          ? read(file, new GZIPInputStream(raw, BUFFER), LARGEST_COMPRESSION)
          : read(file, raw, 1);
    } catch (NoSuchFileException e) {
      throw new IOException(file + " does not exist", e);
    } catch (AccessDeniedException e) {
      throw new IOException(file + " may not be read by this user", e);
    } catch (ZipException e) {
      throw new IOException(file + " is damaged: its gzip data cannot be read (" + e.getMessage() + ")", e);
    } catch (EOFException e) {
      throw new IOException(file + " is cut short: its gzip data ends early", e);
    }
  }

  /// The elements with one index of the first dimension.
  int rowWidth() {
    int width = 1;
    for (int i = 1; i < shape.length; i++) {
      width *= shape[i];
    }
    return width;
  }

  /// The shape in words.
  String describeShape() {
    return shape.length == 1
        ? "one dimension, of " + shape[0]
        : shape.length + " dimensions, " + Arrays.toString(shape);
  }

  private static boolean isGzip(InputStream in) throws IOException {
    in.mark(2);
    int magic = in.read() << 8 | in.read();
    in.reset();
    return magic == GZIP_MAGIC;
  }

  private static IdxFile read(Path file, InputStream in, long expansion) throws IOException {
    int[] shape = readShape(file, in);
    long length = length(file, shape);
    long header = 4 + 4L * shape.length;
    if (header + length > Files.size(file) * expansion) {
      throw cutShort(file, header + length, "the file has " + Files.size(file) + (expansion > 1 ? " compressed" : ""));
    }
    byte[] bytes = new byte[(int) length];
    int found = readUpTo(in, bytes);
    if (found < length) {
      throw cutShort(file, header + length, "it ends after " + (header + found));
    }
    if (in.read() >= 0) {
      throw new IOException(file + " is too long: its header " + Arrays.toString(shape) + " promises "
          + (header + length) + " bytes, but more follow");
    }
    return new IdxFile(shape, bytes);
  }

  private static int[] readShape(Path file, InputStream in) throws IOException {
    byte[] magic = new byte[4];
    int found = readUpTo(in, magic);
    if (found == 0) {
      throw new IOException(file + " is empty");
    }
    if (found < 4 || magic[0] != 0 || magic[1] != 0 || magic[3] < 1) {
      throw new IOException(file + " is not an IDX file: it starts with " + hexadecimal(magic, found)
          + " instead of 00 00, a type and a number of dimensions");
    }
    if (magic[2] != UNSIGNED_BYTE) {
      throw new IOException(file + " holds " + typeName(magic[2]) + "; only unsigned bytes (type 08) can be read");
    }
    byte[] sizes = new byte[4 * magic[3]];
    found = readUpTo(in, sizes);
    if (found < sizes.length) {
      throw cutShort(file, 4 + sizes.length, "it ends in its header, after " + (4 + found));
    }
    int[] shape = new int[magic[3]];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = bigEndian(sizes, 4 * i);
    }
    return shape;
  }

  private static long length(Path file, int[] shape) throws IOException {
    long length = 1;
    long withoutZeros = 1;
    for (int size : shape) {
      length *= size;
      // a size of 0 must not hide that the others are absurd; one factor passes at a time, so nothing overflows
      withoutZeros *= Math.max(1, size);
      if (size < 0 || withoutZeros > LARGEST_ARRAY) {
        throw new IOException(file + " is damaged: its header promises a size of " + Arrays.toString(unsigned(shape))
            + ", more than a Java array can hold");
      }
    }
    return length;
  }

  private static int readUpTo(InputStream in, byte[] into) throws IOException {
    int found = 0;
    try {
      while (found < into.length) {
        int count = in.read(into, found, into.length - found);
        if (count < 0) {
          return found;
        }
        found += count;
      }
    } catch (EOFException e) {
      // how a gzip stream says that it is cut short; the caller reports what is missing
      return found;
    }
    return found;
  }

  private static IOException cutShort(Path file, long expected, String found) {
    return new IOException(
        file + " is cut short: its header promises " + expected + " bytes, but " + found + "; fetch it again");
  }

  private static int bigEndian(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 24 | (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8 | bytes[at + 3] & 0xFF;
  }

  private static long[] unsigned(int[] shape) {
    return Arrays.stream(shape).mapToLong(Integer::toUnsignedLong).toArray();
  }

  private static String hexadecimal(byte[] bytes, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(String.format("%02x", bytes[i]));
    }
    return text.toString();
  }

  private static String typeName(byte type) {
    return switch (type) {
      case 0x09 -> "signed bytes (type 09)";
      case 0x0B -> "16-bit integers (type 0b)";
      case 0x0C -> "32-bit integers (type 0c)";
      case 0x0D -> "32-bit floats (type 0d)";
      case 0x0E -> "64-bit floats (type 0e)";
      default -> String.format("elements of unknown type %02x", type);
    };
  }
}
