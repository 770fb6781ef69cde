package dev.lanewise.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// The cells of a CSV file, as text, with the line that each row began in. Immutable.
///
/// Files are read as RFC 4180 says, in UTF-8, with or without a byte-order mark: fields with separators or line breaks
/// stand in quotes. The first line is the header. Empty lines are passed over. A cell is missing if it is empty or one
/// of
/// `NA`, `N/A`, `NaN`, `nan`, `null` and `?`; space around a cell does not count.
public final class CsvTable {
  private static final Set<String> MISSING = Set.of("", "NA", "N/A", "NaN", "nan", "null", "?");

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final String source;
  private final List<String> columns;
  private final List<String[]> rows;
  private final List<Long> lines;

  private CsvTable(String source, List<String> columns, List<String[]> rows, List<Long> lines) {
    this.source = source;
    this.columns = columns;
    this.rows = rows;
    this.lines = lines;
  }

  /// Reads a file whose fields are separated by commas.
  ///
  /// @throws IOException if the file is missing or cannot be read
  /// @throws CsvException if it is not such a file; the message names the line
  public static CsvTable read(Path file) throws IOException {
    return read(file, ',');
  }

  /// Reads a file.
  ///
  /// @param separator of fields, such as `;` or a tab
  /// @throws IOException if the file is missing or cannot be read
  /// @throws CsvException if it is not such a file; the message names the line
  public static CsvTable read(Path file, char separator) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a folder, not a CSV file");
    }
    // a reader of Java's own reports what is not UTF-8, where the library would replace it
    try (Reader text = Files.newBufferedReader(file);
        CsvReader<CsvRecord> reader = builder(separator).ofCsvRecord(text)) {
      return read(file.toString(), reader);
    } catch (NoSuchFileException e) {
      throw new IOException(file + " does not exist", e);
    } catch (AccessDeniedException e) {
      throw new IOException(file + " may not be read by this user", e);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof MalformedInputException) {
        throw new CsvException(file + " is not text in UTF-8; save it as such");
      }
      throw new IOException(file + " could not be read: " + e.getMessage(), e);
    } catch (CsvParseException e) {
      throw new CsvException(file + " is not a valid CSV file: " + e.getMessage()
          + (e.getCause() == null ? "" : ": " + e.getCause().getMessage()));
    }
  }

  /// Reads text in place of a file.
  ///
  /// @param name what messages call it
  /// @throws CsvException if it is not CSV
  public static CsvTable parse(String name, String text) {
    try {
      return read(name, builder(',').ofCsvRecord(text));
    } catch (CsvParseException e) {
      throw new CsvException(name + " is not valid CSV: " + e.getMessage());
    }
  }

  private static CsvReader.CsvReaderBuilder builder(char separator) {
    // a row with too many or too few fields is found below, where the message can name the column
    return CsvReader.builder().fieldSeparator(separator).skipEmptyLines(true)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE).missingFieldStrategy(FieldMismatchStrategy.IGNORE);
  }

  private static CsvTable read(String source, Iterable<CsvRecord> records) {
    List<String> columns = null;
    List<String[]> rows = new ArrayList<>();
    List<Long> lines = new ArrayList<>();
    for (CsvRecord record : records) {
      List<String> fields = record.getFields().stream()
          .map(field -> field.startsWith(BYTE_ORDER_MARK) ? field.substring(1) : field)
          .map(String::strip).toList();
      if (columns == null) {
        columns = header(source, fields);
      } else {
        requireFields(source, record.getStartingLineNumber(), fields.size(), columns);
        rows.add(fields.toArray(new String[0]));
        lines.add(record.getStartingLineNumber());
      }
    }
    if (columns == null) {
      throw new CsvException(source + " is empty: it needs at least a header line with the names of its columns");
    }
    return new CsvTable(source, columns, rows, lines);
  }

  private static List<String> header(String source, List<String> names) {
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

  private static void requireFields(String source, long line, int count, List<String> columns) {
    if (count < columns.size()) {
      throw new CsvException(source + " line " + line + ": it ends before column '" + columns.get(count) + "'; it has "
          + count + " fields and the header " + columns.size());
    }
    if (count > columns.size()) {
      throw new CsvException(source + " line " + line + ": it has " + count + " fields and the header only "
          + columns.size() + "; text with commas must stand in quotes");
    }
  }

  /// The names of the columns, in order.
  public List<String> columns() {
    return columns;
  }

  /// The number of rows, the header left out.
  public int size() {
    return rows.size();
  }

  /// A cell, without the space around it.
  ///
  /// @throws IndexOutOfBoundsException if there is no such row
  /// @throws CsvException if there is no such column
  public String cell(int row, String column) {
    return rows.get(row)[index(column)];
  }

  /// Whether a cell says nothing.
  public boolean isMissing(int row, String column) {
    return isMissing(cell(row, column));
  }

  /// The rows of this table that have something in every column.
  public CsvTable withoutMissing() {
    return select(row -> columns.stream().noneMatch(column -> isMissing(row, column)));
  }

  /// The rows with some numbers, in ascending order.
  ///
  /// @param isWanted asked for each row, from 0
  public CsvTable select(IntPredicate isWanted) {
    int[] wanted = IntStream.range(0, size()).filter(isWanted).toArray();
    List<String[]> some = new ArrayList<>();
    List<Long> theirLines = new ArrayList<>();
    for (int row : wanted) {
      some.add(rows.get(row));
      theirLines.add(lines.get(row));
    }
    return new CsvTable(source, columns, some, theirLines);
  }

  static boolean isMissing(String cell) {
    return MISSING.contains(cell);
  }

  /// Where a column stands.
  int index(String column) {
    int index = columns.indexOf(column);
    if (index < 0) {
      throw new CsvException(source + " has no column '" + column + "'; there are " + String.join(", ", columns));
    }
    return index;
  }

  /// Where a cell stands, for messages: `cars.csv line 17, column 'price'`.
  String place(int row, String column) {
    return source + " line " + lines.get(row) + ", column '" + column + "'";
  }

  String source() {
    return source;
  }

  @Override
  public String toString() {
    return source + ": " + size() + (size() == 1 ? " row" : " rows") + " of " + String.join(", ", columns);
  }
}
