package dev.lanewise.data;

/// Rows kept as unsigned bytes, each read as the byte times a scale.
///
/// A byte is stored with its highest bit flipped, as `value - 128`, and 128 is added as a float, which is exact.
/// HotSpot turns a loop over signed bytes into vector instructions but not one over `byte & 0xFF`, which takes three to
/// four times as long.
///
/// @param offset where the first row starts in `flipped`
record ByteRows(byte[] flipped, int offset, int count, int width, float scale) implements Rows {
  /// Bytes that are fetched together before they are read: well inside the first cache. Measured on rows of 784 bytes:
  /// 3 KB to 20 KB are equally good, and take 0.6 times as long as fetching nothing.
  private static final int FETCHED = 8192;

  private static final int CACHE_LINE = 64;

  /// Bytes that are flipped in a call.
  private static final int FLIPPED = 1024;

  /// Takes over unsigned bytes, changing the array in place.
  static ByteRows takeOver(byte[] bytes, int width, float scale) {
    for (int from = 0; from < bytes.length; from += FLIPPED) {
      flip(bytes, from, Math.min(from + FLIPPED, bytes.length));
    }
    return new ByteRows(bytes, 0, bytes.length / width, width, scale);
  }

  /// For some bytes at a time: what is called often is compiled soon, a long loop would run as it began for a while.
  private static void flip(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      bytes[i] ^= (byte) 0x80;
    }
  }

  @Override
  public float at(int row, int column) {
    return (flipped[offset + row * width + column] + 128f) * scale;
  }

  @Override
  public void copy(int row, int rows, float[] into, int at) {
    decode(flipped, offset + row * width, rows * width, scale, into, at);
  }

  @Override
  public void gather(int[] rows, int from, int count, float[] into) {
    int group = Math.max(1, FETCHED / width);
    for (int start = 0; start < count; start += group) {
      int end = Math.min(count, start + group);
      // the sum is stored so that HotSpot cannot leave the reads out; the row itself overwrites it
      into[start * width] = fetch(rows, from + start, from + end);
      for (int i = start; i < end; i++) {
        decode(flipped, offset + rows[from + i] * width, width, scale, into, i * width);
      }
    }
  }

  /// Reads a byte of every cache line of some rows. Rows drawn at random lie far apart in memory, and reads that do not
  /// wait for work in between are served side by side.
  private int fetch(int[] rows, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      int begin = offset + rows[i] * width;
      for (int at = 0; at < width; at += CACHE_LINE) {
        sum += flipped[begin + at];
      }
      sum += flipped[begin + width - 1];
    }
    return sum;
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
