package dev.lanewise.data;

import dev.lanewise.TargetKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// The SHA-256 of everything a network sees of a data set.
final class DatasetDigest {
  /// Numbers that are hashed at a time.
  private static final int CHUNK = 1 << 14;

  private final MessageDigest digest = Sha256.start();
  private final ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);

  static String of(Dataset data) {
    DatasetDigest digest = new DatasetDigest();
    digest.digest.update(data.toString().getBytes(StandardCharsets.UTF_8));
    digest.add(data.featureRows());
    if (data.targetRows() != null) {
      digest.add(data.targetRows());
    }
    for (int sample = 0; sample < data.size(); sample++) {
      if (data.targetKind() == TargetKind.LABELS) {
        digest.add(data.label(sample));
      }
      if (data.isWeighted()) {
        digest.add(Float.floatToRawIntBits(data.weight(sample)));
      }
    }
    digest.flush();
    return Sha256.end(digest.digest);
  }

  private void add(Rows rows) {
    int group = Math.max(1, CHUNK / rows.width());
    float[] values = new float[group * rows.width()];
    for (int row = 0; row < rows.count(); row += group) {
      int count = Math.min(group, rows.count() - row);
      rows.copy(row, count, values, 0);
      for (int i = 0; i < count * rows.width(); i++) {
        add(Float.floatToRawIntBits(values[i]));
      }
    }
  }

  private void add(int bits) {
    if (!bytes.hasRemaining()) {
      flush();
    }
    bytes.putInt(bits);
  }

  private void flush() {
    digest.update(bytes.flip());
    bytes.clear();
  }
}
