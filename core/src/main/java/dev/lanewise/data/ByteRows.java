package dev.lanewise.data;

/// Rows kept as unsigned bytes, each read as the byte times a scale.
///
/// A byte is stored with its highest bit flipped, as `value - 128`. HotSpot turns a loop over signed bytes into vector
/// instructions but not one over `byte & 0xFF`, which takes three to four times as long; adding 128 as a float is exact.
///
/// @param offset where the first row starts in `flipped`
record ByteRows(byte[] flipped, int offset, int count, int width, float scale) implements Rows {

  /// Takes over unsigned bytes, changing the array in place.
  static ByteRows takeOver(byte[] bytes, int width, float scale) {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= (byte) 0x80;
    }
    return new ByteRows(bytes, 0, bytes.length / width, width, scale);
  }

  @Override
  public float at(int row, int column) {
    return (flipped[offset + row * width + column] + 128f) * scale;
  }

  @Override
  public void copy(int row, int rows, float[] into, int at) {
    decode(flipped, offset + row * width, rows * width, scale, into, at);
  }

  /// A static method of plain arguments, so that the loop sees no field that might change.
  private static void decode(byte[] flipped, int from, int length, float scale, float[] into, int at) {
    for (int i = 0; i < length; i++) {
      into[at + i] = ((float) flipped[from + i] + 128f) * scale;
    }
  }

  @Override
  public Rows slice(int row, int rows) {
    return new ByteRows(flipped, offset + row * width, rows, width, scale);
  }

  @Override
  public Rows select(int[] rows) {
    byte[] selected = new byte[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(flipped, offset + rows[i] * width, selected, i * width, width);
    }
    return new ByteRows(selected, 0, rows.length, width, scale);
  }

  @Override
  public long firstNonFinite() {
    return -1;
  }
}
