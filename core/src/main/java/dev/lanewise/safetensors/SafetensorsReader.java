package dev.lanewise.safetensors;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// An open safetensors file whose header has been read and checked, and whose tensors can be read one by one.
final class SafetensorsReader implements AutoCloseable {
  /// The largest header in bytes; the reference implementation has the same limit.
  private static final long LARGEST_HEADER = 100_000_000;

  /// Bytes mapped at a time, within what a buffer can hold. A multiple of every number's size, so that none is torn.
  private static final int CHUNK = 1 << 30;

  private final Path file;
  private final FileChannel channel;
  private final Header header;
  private final long dataAt;

  private SafetensorsReader(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    long length = channel.size();
    if (length < 8) {
      throw new IOException(file + " is not a safetensors file: it has " + length + " bytes, fewer than the 8 that say "
          + "how long the header is");
    }
    long headerLength = read(0, 8).getLong();
    if (headerLength < 0 || headerLength > LARGEST_HEADER) {
      throw new IOException(file + " is not a safetensors file: its first 8 bytes promise a header of "
          + Long.toUnsignedString(headerLength) + " bytes, more than the format allows, " + LARGEST_HEADER);
    }
    if (headerLength > length - 8) {
      throw new IOException(file + " is cut short or not a safetensors file: its first 8 bytes promise a header of "
          + headerLength + " bytes, but " + (length - 8) + " follow");
    }
    this.dataAt = 8 + headerLength;
    this.header = parse(headerLength, length - dataAt);
  }

  /// Opens a file and checks its header.
  static SafetensorsReader open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a folder, not a safetensors file");
    }
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      throw new IOException(file + " does not exist", e);
    } catch (AccessDeniedException e) {
      throw new IOException(file + " may not be read by this user", e);
    }
    try {
      return new SafetensorsReader(file, channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  Header header() {
    return header;
  }

  /// Reads the numbers of a tensor, from pages of the file mapped into memory for as long as that takes.
  float[] read(Header.Entry entry) throws IOException {
    DataType type = DataType.named(entry.dataType());
    if (type == null) {
      throw new IOException(file + " holds tensor '" + entry.name() + "' as " + entry.dataType()
          + "; only F32, F16 and BF16 can be read, so store it as F32");
    }
    float[] values = new float[entry.count()];
    int perChunk = CHUNK / type.bytes();
    for (int at = 0; at < values.length; at += perChunk) {
      int count = Math.min(perChunk, values.length - at);
      long begin = dataAt + entry.begin() + (long) at * type.bytes();
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment pages = channel.map(MapMode.READ_ONLY, begin, (long) count * type.bytes(), arena);
        type.decode(pages.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN), values, at, count);
      } catch (InternalError e) {
        // how Java reports that a mapped page is gone
        throw new IOException(file + " became shorter while it was read", e);
      }
    }
    return values;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private Header parse(long headerLength, long dataLength) throws IOException {
    try {
      String json = StandardCharsets.UTF_8.newDecoder().decode(read(8, (int) headerLength)).toString();
      return Header.parse(json, dataLength);
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is not a safetensors file: its header is not UTF-8 text", e);
    } catch (Header.HeaderException e) {
      throw new IOException(file + " is not a valid safetensors file: " + e.getMessage(), e);
    }
  }

  private ByteBuffer read(long at, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        throw new IOException(file + " became shorter while it was read");
      }
    }
    return bytes.flip();
  }
}
