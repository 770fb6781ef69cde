package dev.lanewise.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes files that the writer under test would not.
final class RawFile {
  private RawFile() {}

  static Path write(Path file, String header, byte... data) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return write(file, json.length, json, data);
  }

  static Path write(Path file, long headerLength, byte[] header, byte... data) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    return Files.write(file, bytes.putLong(headerLength).put(header).put(data).array());
  }
}
