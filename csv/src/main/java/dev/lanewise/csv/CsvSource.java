package dev.lanewise.csv;

import dev.lanewise.MiniBatch;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.SampleReader;
import dev.lanewise.data.SampleShape;
import dev.lanewise.data.SampleSource;
import dev.lanewise.data.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;

/// The rows of a CSV file as an encoding turns them into samples, read as they are needed.
///
/// @param digest of all samples
record CsvSource(Path file, char separator, CsvEncoding encoding, SampleShape shape, long size, String digest)
    implements SampleSource {
  /// Rows that are encoded at a time.
  private static final int CHUNK = 512;

  /// Counts the rows of a file and encodes each once, so that what is wrong shows before training.
  static CsvSource of(Path file, char separator, CsvEncoding encoding) throws IOException {
    long size = 0;
    MessageDigest digest = Sha256.start();
    Dataset first = null;
    try (CsvRows rows = CsvRows.open(file, separator)) {
      for (CsvTable table = rows.table(CHUNK); table.size() > 0; table = rows.table(CHUNK)) {
        Dataset encoded = encoding.encode(table);
        first = first == null ? encoded : first;
        size += table.size();
        digest.update(encoded.digest().getBytes(StandardCharsets.UTF_8));
      }
    }
    if (first == null) {
      throw new CsvException(file + " has a header and no rows");
    }
    return new CsvSource(file, separator, encoding, first.shape(), size, Sha256.end(digest));
  }

  @Override
  public SampleReader open(long pass) throws IOException {
    return new Reader(CsvRows.open(file, separator), encoding, shape.miniBatch(CHUNK));
  }

  @Override
  public String toString() {
    return file + ", " + size + " rows, SHA-256 " + digest;
  }

  /// One pass, a chunk at a time.
  private static final class Reader implements SampleReader {
    private final CsvRows rows;
    private final CsvEncoding encoding;
    private final MiniBatch chunk;
    private int next;

    Reader(CsvRows rows, CsvEncoding encoding, MiniBatch chunk) {
      this.rows = rows;
      this.encoding = encoding;
      this.chunk = chunk;
    }

    @Override
    public boolean read(MiniBatch into, int row) throws IOException {
      if (next == chunk.size()) {
        CsvTable table = rows.table(CHUNK);
        encoding.encode(table).gather(0, table.size(), chunk);
        next = 0;
        if (table.size() == 0) {
          return false;
        }
      }
      chunk.copySample(next++, into, row);
      return true;
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }
}
