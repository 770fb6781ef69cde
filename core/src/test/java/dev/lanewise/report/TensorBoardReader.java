package dev.lanewise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads event files by the published formats, with a checksum and a decoder of its own.
final class TensorBoardReader {
  /// The polynomial of CRC-32C, bits reversed (RFC 3720, section 12.1).
  private static final int CASTAGNOLI = 0x82F63B78;

  private TensorBoardReader() {}

  record Scalar(double wallTime, long step, String tag, float value) {}

  static List<Scalar> read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<Scalar> scalars = new ArrayList<>();
    boolean isFirst = true;
    while (bytes.hasRemaining()) {
      Map<Integer, Object> event = message(record(bytes));
      if (isFirst) {
        assertEquals("brain.Event:2", text(event.get(3)));
        isFirst = false;
        continue;
      }
      Map<Integer, Object> value = message((byte[]) message((byte[]) event.get(5)).get(1));
      scalars.add(new Scalar(Double.longBitsToDouble((Long) event.get(1)), (Long) event.get(2), text(value.get(1)),
          Float.intBitsToFloat((Integer) value.get(2))));
    }
    return scalars;
  }

  private static byte[] record(ByteBuffer bytes) {
    byte[] length = new byte[8];
    bytes.get(length);
    assertEquals(masked(length), bytes.getInt(), "checksum of a length");
    byte[] data = new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
    bytes.get(data);
    assertEquals(masked(data), bytes.getInt(), "checksum of a record");
    return data;
  }

  private static int masked(byte[] data) {
    int crc = -1;
    for (byte b : data) {
      crc ^= b & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) != 0 ? crc >>> 1 ^ CASTAGNOLI : crc >>> 1;
      }
    }
    crc = ~crc;
    return (crc >>> 15 | crc << 17) + 0xa282ead8;
  }

  private static Map<Integer, Object> message(byte[] data) {
    ByteBuffer bytes = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    Map<Integer, Object> fields = new HashMap<>();
    while (bytes.hasRemaining()) {
      int key = (int) varint(bytes);
      fields.put(key >>> 3, switch (key & 7) {
        case 0 -> varint(bytes);
        case 1 -> bytes.getLong();
        case 2 -> {
          byte[] value = new byte[(int) varint(bytes)];
          bytes.get(value);
          yield value;
        }
        case 5 -> bytes.getInt();
        default -> throw new AssertionError("wire type " + (key & 7));
      });
    }
    return fields;
  }

  private static long varint(ByteBuffer bytes) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = bytes.get();
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }

  private static String text(Object bytes) {
    return new String((byte[]) bytes, StandardCharsets.UTF_8);
  }
}
