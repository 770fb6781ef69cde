package dev.lanewise.safetensors;

import java.nio.ByteBuffer;

/// The number types that can be read into single precision without rounding, by their names in the file.
enum DataType {
  /// IEEE 754 single precision; every bit is kept, those of NaN too.
  F32(4) {
    @Override
    void decode(ByteBuffer from, float[] into, int at, int count) {
      from.asFloatBuffer().get(into, at, count);
    }
  },
  /// IEEE 754 half precision.
  F16(2) {
    @Override
    void decode(ByteBuffer from, float[] into, int at, int count) {
      for (int i = 0; i < count; i++) {
        into[at + i] = Float.float16ToFloat(from.getShort(from.position() + 2 * i));
      }
    }
  },
  /// The upper half of a single-precision number.
  BF16(2) {
    @Override
    void decode(ByteBuffer from, float[] into, int at, int count) {
      for (int i = 0; i < count; i++) {
        into[at + i] = Float.intBitsToFloat(from.getShort(from.position() + 2 * i) << 16);
      }
    }
  };

  private final int bytes;

  DataType(int bytes) {
    this.bytes = bytes;
  }

  /// The bytes of one number.
  int bytes() {
    return bytes;
  }

  /// Reads numbers from the position of a little-endian buffer, which does not move.
  abstract void decode(ByteBuffer from, float[] into, int at, int count);

  /// The type of a name, or null if it cannot be read.
  static DataType named(String name) {
    for (DataType type : values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    return null;
  }
}
