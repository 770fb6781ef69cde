package dev.lanewise.data;

import dev.lanewise.MiniBatch;
import dev.lanewise.TargetKind;
import java.io.IOException;
import java.util.Objects;

/// Checks each sample that a source gives, and names it by its place in the pass.
final class CheckedReader implements SampleReader {
  private final SampleReader reader;
  private final SampleSource source;
  private final int classes;
  private long read;

  /// @param classes the bound of labels
  CheckedReader(SampleReader reader, SampleSource source, int classes) {
    this.reader = Objects.requireNonNull(reader, () -> source + " opens no reader, but null");
    this.source = source;
    this.classes = classes;
  }

  /// The samples that have been read.
  long read() {
    return read;
  }

  @Override
  public boolean read(MiniBatch into, int row) throws IOException {
    boolean isThere;
    try {
      isThere = reader.read(into, row);
    } catch (IOException e) {
      throw e.getMessage() == null ? new IOException("sample " + read + " of " + source + " cannot be read", e) : e;
    }
    if (isThere) {
      check(into, row);
      read++;
    }
    return isThere;
  }

  private void check(MiniBatch batch, int row) {
    SampleShape shape = source.shape();
    requireFinite("feature", batch.samples(), row, shape.inputWidth());
    if (shape.targetKind() == TargetKind.TARGETS) {
      requireFinite("target", batch.targets(), row, shape.targetWidth());
    }
    if (shape.targetKind() == TargetKind.LABELS && (batch.labels()[row] < 0 || batch.labels()[row] >= classes)) {
      throw new DatasetException("label " + batch.labels()[row] + " of sample " + read + " of " + source
          + " must be at least 0" + (classes == Integer.MAX_VALUE ? "" : " and below the " + classes + " outputs"));
    }
    if (shape.isWeighted() && !(batch.weights()[row] >= 0 && batch.weights()[row] < Float.POSITIVE_INFINITY)) {
      throw new DatasetException("the weight of sample " + read + " of " + source + ", " + batch.weights()[row]
          + ", must be finite and at least 0");
    }
  }

  private void requireFinite(String what, float[] values, int row, int width) {
    for (int column = 0; column < width; column++) {
      float value = values[row * width + column];
      if (!Float.isFinite(value)) {
        throw new DatasetException(what + " " + column + " of sample " + read + " of " + source + " is " + value
            + "; replace it by a number or leave the sample out");
      }
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
