package dev.lanewise.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The content of a safetensors file: named tensors and free text.
///
/// A file is the length of the header as a 64-bit little-endian number, the header as JSON padded with spaces to a
/// multiple of 8 bytes, and the numbers of each tensor. Tensors of type F32 are written; F32, F16 and BF16 are read,
/// all without rounding. F32 keeps every bit, those of NaN too.
///
/// **Source**: Hugging Face, "safetensors", README, "Format".
///
/// @param tensors in the order of their data in the file
/// @param metadata free text by key, in the order of the file
public record SafetensorsFile(List<NamedTensor> tensors, Map<String, String> metadata) {
  /// Bytes written at a time: large enough that calls do not count, small enough for the cache.
  private static final int CHUNK = 1 << 18;

  /// Checks that no name comes twice.
  ///
  /// @throws IllegalArgumentException if one does
  public SafetensorsFile {
    tensors = List.copyOf(tensors);
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    Set<String> names = new HashSet<>();
    for (NamedTensor tensor : tensors) {
      if (!names.add(tensor.name())) {
        throw new IllegalArgumentException("two tensors are named '" + tensor.name() + "'");
      }
    }
  }

  /// Reads a whole file.
  ///
  /// @throws IOException if it is missing, cut short, not safetensors, or holds numbers of another type; the message
  ///     names the file and the tensor
  public static SafetensorsFile read(Path file) throws IOException {
    return Uninterrupted.call(() -> readOnce(file));
  }

  private static SafetensorsFile readOnce(Path file) throws IOException {
    try (SafetensorsReader reader = SafetensorsReader.open(file)) {
      List<NamedTensor> tensors = new ArrayList<>();
      for (Header.Entry entry : reader.header().entries()) {
        tensors.add(new NamedTensor(entry.name(), entry.shape(), reader.read(entry)));
      }
      return new SafetensorsFile(tensors, reader.header().metadata());
    }
  }

  /// The tensor of a name.
  ///
  /// @throws IllegalArgumentException if there is none
  public NamedTensor tensor(String name) {
    for (NamedTensor tensor : tensors) {
      if (tensor.name().equals(name)) {
        return tensor;
      }
    }
    throw new IllegalArgumentException(
        "no tensor '" + name + "'; there are " + String.join(", ", tensors.stream().map(NamedTensor::name).toList()));
  }

  /// Writes the file in single precision, in one move, so that it is never seen half written; an existing one is
  /// replaced.
  ///
  /// @throws IOException if it cannot be written; an existing file is as it was, and nothing new is left behind
  public void write(Path file) throws IOException {
    write(file, DataType.F32);
  }

  /// As [#write(Path)], with every number rounded to the nearest that a type can hold.
  ///
  /// @throws IllegalArgumentException if a finite number is too large for the type; nothing is written
  public void write(Path file, DataType type) throws IOException {
    tensors.forEach(tensor -> requireFits(tensor, type));
    ByteBuffer header = encodedHeader(type);
    Uninterrupted.call(() -> {
      AtomicFile.write(file, out -> writeContent(header.duplicate(), type, out));
      return file;
    });
  }

  private static void requireFits(NamedTensor tensor, DataType type) {
    for (float value : tensor.values()) {
      if (Float.isFinite(value) && !Float.isFinite(type.stored(value))) {
        throw new IllegalArgumentException("tensor '" + tensor.name() + "' holds " + value + ", which is too large for "
            + type + "; " + (type == DataType.F16 ? "store it as BF16 or F32" : "store it as F32"));
      }
    }
  }

  private void writeContent(ByteBuffer header, DataType type, FileChannel out) throws IOException {
    writeAll(header, out);
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (NamedTensor tensor : tensors) {
      writeValues(tensor.values(), type, chunk, out);
    }
  }

  private ByteBuffer encodedHeader(DataType type) throws IOException {
    // an encoder of its own reports text that is not Unicode, where String.getBytes would replace it
    CharBuffer text = CharBuffer.wrap(HeaderText.of(tensors, metadata, type));
    ByteBuffer json = StandardCharsets.UTF_8.newEncoder().encode(text);
    int length = json.remaining();
    int padded = (length + 7) / 8 * 8;
    ByteBuffer header = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN).putLong(padded).put(json);
    while (header.hasRemaining()) {
      header.put((byte) ' ');
    }
    return header.flip();
  }

  private static void writeValues(float[] values, DataType type, ByteBuffer chunk, FileChannel out)
      throws IOException {
    int perChunk = CHUNK / type.bytes();
    for (int at = 0; at < values.length; at += perChunk) {
      int count = Math.min(perChunk, values.length - at);
      type.encode(values, at, count, chunk.clear());
      writeAll(chunk.limit(count * type.bytes()), out);
    }
  }

  private static void writeAll(ByteBuffer bytes, FileChannel out) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }
}
