package dev.lanewise.csv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
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

  private final String source;
  private final List<String> columns;
  private final List<String[]> rows;
  private final List<Long> lines;

  CsvTable(String source, List<String> columns, List<String[]> rows, List<Long> lines) {
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
    return readStart(file, separator, Integer.MAX_VALUE);
  }

  /// Reads the first rows of a file: those that [CsvEncoder] learns from where the file is too large for memory.
  ///
  /// @param most rows to read
  /// @throws IOException if the file is missing or cannot be read
  /// @throws CsvException if it is not such a file; the message names the line
  public static CsvTable readStart(Path file, char separator, int most) throws IOException {
    try (CsvRows rows = CsvRows.open(file, separator)) {
      return rows.table(most);
    }
  }

  /// Reads text in place of a file.
  ///
  /// @param name what messages call it
  /// @throws CsvException if it is not CSV
  public static CsvTable parse(String name, String text) {
    try (CsvRows rows = CsvRows.parse(name, text)) {
      return rows.table(Integer.MAX_VALUE);
    } catch (IOException e) {
      throw new UncheckedIOException("text in memory", e);
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
