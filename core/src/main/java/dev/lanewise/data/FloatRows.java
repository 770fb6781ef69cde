package dev.lanewise.data;

/// Rows kept as floats; the array is the caller's own.
///
/// @param offset where the first row starts in `values`
record FloatRows(float[] values, int offset, int count, int width) implements Rows {

  @Override
  public float at(int row, int column) {
    return values[offset + row * width + column];
  }

  @Override
  public void copy(int row, int rows, float[] into, int at) {
    System.arraycopy(values, offset + row * width, into, at, rows * width);
  }

  @Override
  public void gather(int[] rows, int from, int count, float[] into) {
    for (int i = 0; i < count; i++) {
      copy(rows[from + i], 1, into, i * width);
    }
  }

  @Override
  public Rows slice(int row, int rows) {
    return new FloatRows(values, offset + row * width, rows, width);
  }

  @Override
  public Rows select(int[] rows) {
    float[] selected = new float[rows.length * width];
    gather(rows, 0, rows.length, selected);
    return new FloatRows(selected, 0, rows.length, width);
  }

  @Override
  public long firstNonFinite() {
    int length = count * width;
    for (int i = 0; i < length; i++) {
      if (!Float.isFinite(values[offset + i])) {
        return i;
      }
    }
    return -1;
  }
}
