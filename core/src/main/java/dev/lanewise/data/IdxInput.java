package dev.lanewise.data;

import java.io.BufferedInputStream;
import java.io.Closeable;
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

/// An IDX file that is being read: a big-endian header `0 0 type dimensions`, a 32-bit size for each dimension,
/// elements. Whether it is compressed is seen from its first bytes.
final class IdxInput implements Closeable {
  private static final int UNSIGNED_BYTE = 0x08;
  private static final int GZIP_MAGIC = 0x1f8b;

  /// Deflate writes at least one byte for every 1032 it reads (Deutsch 1996, RFC 1951: a match is at most 258 bytes,
  /// its two codes at least a bit each), so a header that promises more needs no array to be refused.
  private static final long LARGEST_COMPRESSION = 1032;

  /// Bytes read from the file at a time; larger ones are no faster.
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final InputStream in;
  private final IdxShape shape;
  private final long header;
  private long found;
  private boolean endsEarly;

  private IdxInput(Path file, InputStream in, long expansion) throws IOException {
    this.file = file;
    this.in = in;
    this.shape = readShape();
    this.header = 4 + 4L * shape.sizes().length;
    shape.check(file);
    if (header + shape.length() > Files.size(file) * expansion) {
      throw cutShort(header + shape.length(),
          "the file has " + Files.size(file) + (expansion > 1 ? " compressed" : ""));
    }
  }

  /// Opens a file and reads its header.
  static IdxInput open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a folder, not an IDX file");
    }
    InputStream raw = null;
    try {
      raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
      return isGzip(raw)
          ? new IdxInput(file, new GZIPInputStream(raw, BUFFER), LARGEST_COMPRESSION)
          : new IdxInput(file, raw, 1);
    } catch (IOException e) {
      if (raw != null) {
        raw.close();
      }
      throw explained(file, e);
    }
  }

  private static IOException explained(Path file, IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> new IOException(file + " does not exist", missing);
      case AccessDeniedException denied -> new IOException(file + " may not be read by this user", denied);
      case ZipException damaged ->
        new IOException(file + " is damaged: its gzip data cannot be read (" + e.getMessage()
            + "); fetch it again", damaged);
      case EOFException end -> new IOException(file + " is cut short: its gzip data ends early; fetch it again", end);
      default -> e;
    };
  }

  private static boolean isGzip(InputStream in) throws IOException {
    in.mark(2);
    int magic = in.read() << 8 | in.read();
    in.reset();
    return magic == GZIP_MAGIC;
  }

  /// The sizes that the header promises.
  IdxShape shape() {
    return shape;
  }

  /// Reads the next elements.
  ///
  /// @throws IOException if the file ends before
  void read(byte[] into) throws IOException {
    int count = readUpTo(into);
    found += count;
    if (count < into.length) {
      throw cutShort(header + shape.length(), "it ends after " + (header + found));
    }
  }

  /// Makes sure that nothing follows.
  void requireEnd() throws IOException {
    try {
      if (in.read() >= 0) {
        throw new IOException(file + " is too long: its header " + Arrays.toString(shape.sizes()) + " promises "
            + (header + shape.length()) + " bytes, but more follow");
      }
    } catch (ZipException | EOFException e) {
      throw explained(file, e);
    }
  }

  private IdxShape readShape() throws IOException {
    byte[] magic = new byte[4];
    int count = readUpTo(magic);
    if (count == 0 && !endsEarly) {
      throw new IOException(file + " is empty");
    }
    if (count < 4 && magic[0] == 0 && magic[1] == 0) {
      throw new IOException(
          file + " is cut short: it ends in the first four bytes of its header, after " + count + "; fetch it again");
    }
    if (count < 4 || magic[0] != 0 || magic[1] != 0 || magic[3] < 1) {
      throw new IOException(file + " is not an IDX file: it starts with " + hexadecimal(magic, count)
          + " instead of 00 00, a type and a number of dimensions");
    }
    if (magic[2] != UNSIGNED_BYTE) {
      throw new IOException(file + " holds " + typeName(magic[2]) + "; only unsigned bytes (type 08) can be read");
    }
    byte[] bytes = new byte[4 * magic[3]];
    count = readUpTo(bytes);
    if (count < bytes.length) {
      throw cutShort(4 + bytes.length, "it ends in its header, after " + (4 + count));
    }
    int[] sizes = new int[magic[3]];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = bigEndian(bytes, 4 * i);
    }
    return new IdxShape(sizes);
  }

  private int readUpTo(byte[] into) throws IOException {
    int count = 0;
    try {
      while (count < into.length) {
        int more = in.read(into, count, into.length - count);
        if (more < 0) {
          return count;
        }
        count += more;
      }
    } catch (EOFException e) {
      // how a gzip stream says that it is cut short; the caller reports what is missing
      endsEarly = true;
      return count;
    } catch (ZipException e) {
      throw explained(file, e);
    }
    return count;
  }

  private IOException cutShort(long expected, String what) {
    return new IOException(
        file + " is cut short: its header promises " + expected + " bytes, but " + what + "; fetch it again");
  }

  private static int bigEndian(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 24 | (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8 | bytes[at + 3] & 0xFF;
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

  @Override
  public void close() throws IOException {
    in.close();
  }
}
