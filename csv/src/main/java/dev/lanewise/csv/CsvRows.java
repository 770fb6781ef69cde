package dev.lanewise.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The rows of a CSV file, read one after the other behind its header.
final class CsvRows implements Closeable {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final String source;
  private final CsvReader<CsvRecord> reader;
  private final Iterator<CsvRecord> records;
  private final List<String> columns;

  /// A row.
  ///
  /// @param cells as many as there are columns, without the space around them
  /// @param line where it begins, from 1
  record Row(String[] cells, long line) {}

  private CsvRows(String source, CsvReader<CsvRecord> reader) throws IOException {
    this.source = source;
    this.reader = reader;
    this.records = reader.iterator();
    this.columns = next(true).map(first -> header(List.of(first.cells()))).orElseThrow(() -> new CsvException(
        source + " is empty: it needs at least a header line with the names of its columns"));
  }

  /// Opens a file and reads its header.
  ///
  /// @throws IOException if it is missing or cannot be read
  /// @throws CsvException if it is not CSV
  static CsvRows open(Path file, char separator) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a folder, not a CSV file");
    }
    try {
      // a reader of Java's own reports what is not UTF-8, where the library would replace it
      return of(file.toString(), Files.newBufferedReader(file), separator);
    } catch (NoSuchFileException e) {
      throw new IOException(file + " does not exist", e);
    } catch (AccessDeniedException e) {
      throw new IOException(file + " may not be read by this user", e);
    }
  }

  /// Reads text.
  ///
  /// @param name what messages call it
  static CsvRows parse(String name, String text) {
    try {
      return of(name, new StringReader(text), ',');
    } catch (IOException e) {
      throw new UncheckedIOException("text in memory", e);
    }
  }

  private static CsvRows of(String source, Reader text, char separator) throws IOException {
    CsvReader<CsvRecord> reader = null;
    try {
      // a row with too many or too few fields is found below, where the message can name the column
      reader = CsvReader.builder().fieldSeparator(separator).skipEmptyLines(true)
          .extraFieldStrategy(FieldMismatchStrategy.IGNORE).missingFieldStrategy(FieldMismatchStrategy.IGNORE)
          .ofCsvRecord(text);
      return new CsvRows(source, reader);
    } catch (IOException | RuntimeException e) {
      text.close();
      throw e;
    }
  }

  /// What messages call the file.
  String source() {
    return source;
  }

  /// The names of the columns.
  List<String> columns() {
    return columns;
  }

  /// The next row, or nothing at the end.
  ///
  /// @throws IOException if the file cannot be read
  /// @throws CsvException if it is not CSV, or the row has more or fewer fields than the header
  Optional<Row> next() throws IOException {
    Optional<Row> row = next(false);
    row.ifPresent(this::requireFields);
    return row;
  }

  private Optional<Row> next(boolean isHeader) throws IOException {
    try {
      if (!records.hasNext()) {
        return Optional.empty();
      }
      CsvRecord record = records.next();
      String[] cells = record.getFields().stream()
          .map(field -> isHeader && field.startsWith(BYTE_ORDER_MARK) ? field.substring(1) : field)
          .map(String::strip).toArray(String[]::new);
      return Optional.of(new Row(cells, record.getStartingLineNumber()));
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof MalformedInputException) {
        throw new CsvException(source + " is not text in UTF-8; save it as such");
      }
      throw new IOException(source + " could not be read: " + e.getMessage(), e);
    } catch (CsvParseException e) {
      throw new CsvException(source + " is not valid CSV: " + e.getMessage()
          + (e.getCause() == null ? "" : ": " + e.getCause().getMessage()));
    }
  }

  private List<String> header(List<String> names) {
    Set<String> seen = new HashSet<>();
    for (int column = 0; column < names.size(); column++) {
      if (names.get(column).isEmpty()) {
        throw new CsvException(source + " line 1: column " + (column + 1) + " has no name in the header");
      }
      if (!seen.add(names.get(column))) {
        throw new CsvException(source + " line 1: two columns are named '" + names.get(column) + "'");
      }
    }
    return names;
  }

  private void requireFields(Row row) {
    int count = row.cells().length;
    if (count < columns.size()) {
      throw new CsvException(source + " line " + row.line() + ": it ends before column '" + columns.get(count)
          + "'; it has " + count + " fields and the header " + columns.size());
    }
    if (count > columns.size()) {
      throw new CsvException(source + " line " + row.line() + ": it has " + count + " fields and the header only "
          + columns.size() + "; text with commas must stand in quotes");
    }
  }

  /// The next rows as a table.
  ///
  /// @param most rows to read
  CsvTable table(long most) throws IOException {
    List<String[]> rows = new ArrayList<>();
    List<Long> lines = new ArrayList<>();
    while (rows.size() < most) {
      Optional<Row> row = next();
      if (row.isEmpty()) {
        break;
      }
      rows.add(row.get().cells());
      lines.add(row.get().line());
    }
    return new CsvTable(source, columns, rows, lines);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
