package dev.lanewise.safetensors;

import java.nio.ByteBuffer;

/// How numbers are stored in a file, by their names there. All are read into single precision without rounding.
public enum DataType {
  /// IEEE 754 single precision, 4 bytes: every bit is kept, those of NaN too.
  F32(4) {
    @Override
    void decode(ByteBuffer from, float[] into, int at, int count) {
      from.asFloatBuffer().get(into, at, count);
    }

    @Override
    void encode(float[] from, int at, int count, ByteBuffer into) {
      into.asFloatBuffer().put(from, at, count);
    }

    @Override
    float stored(float value) {
      return value;
    }
  },
  /// IEEE 754 half precision, 2 bytes: about three digits, sizes from 6e-8 to 65,504.
  F16(2) {
    @Override
    void decode(ByteBuffer from, float[] into, int at, int count) {
      for (int i = 0; i < count; i++) {
        into[at + i] = Float.float16ToFloat(from.getShort(from.position() + 2 * i));
      }
    }

    @Override
    void encode(float[] from, int at, int count, ByteBuffer into) {
      for (int i = 0; i < count; i++) {
        into.putShort(into.position() + 2 * i, Float.floatToFloat16(from[at + i]));
      }
    }

    @Override
    float stored(float value) {
      return Float.float16ToFloat(Float.floatToFloat16(value));
    }
  },
  /// The upper half of a single-precision number, 2 bytes: two to three digits, and all sizes that single precision
  /// has.
  BF16(2) {
    @Override
    void decode(ByteBuffer from, float[] into, int at, int count) {
      for (int i = 0; i < count; i++) {
        into[at + i] = Float.intBitsToFloat(from.getShort(from.position() + 2 * i) << 16);
      }
    }

    @Override
    void encode(float[] from, int at, int count, ByteBuffer into) {
      for (int i = 0; i < count; i++) {
        into.putShort(into.position() + 2 * i, (short) (upperHalf(from[at + i]) >>> 16));
      }
    }

    @Override
    float stored(float value) {
      return Float.intBitsToFloat(upperHalf(value));
    }

    /// The bits of the nearest number whose lower half is 0, of two the one with an even upper half.
    private static int upperHalf(float value) {
      int bits = Float.floatToRawIntBits(value);
      if (Float.isNaN(value)) {
        // a NaN of which only the lower half says so must stay one
        return (bits | 0x0040_0000) & 0xFFFF_0000;
      }
      return (bits + 0x7FFF + (bits >>> 16 & 1)) & 0xFFFF_0000;
    }
  };

  private final int bytes;

  DataType(int bytes) {
    this.bytes = bytes;
  }

  /// The bytes of one number.
  public int bytes() {
    return bytes;
  }

  /// Reads numbers from the position of a little-endian buffer, which does not move.
  abstract void decode(ByteBuffer from, float[] into, int at, int count);

  /// Writes numbers, each rounded to the nearest that can be stored, from the position of a little-endian buffer on,
  /// which does not move.
  abstract void encode(float[] from, int at, int count, ByteBuffer into);

  /// What is read back if a number is stored.
  abstract float stored(float value);

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
