package dev.lanewise.csv;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// Says how the columns of a table become samples, labels and targets.
///
/// ```java
/// CsvTable table = CsvTable.read(Path.of("penguins.csv"));
/// CsvEncoding encoding = CsvEncoder.of(table).label("species").ignore("id").missing(Missing.MARK).fit();
/// Dataset data = encoding.encode(table);
/// ```
///
/// A column all of whose cells are numbers becomes one input, any other column an input for each of its categories, in
/// alphabetical order. What is learnt from the table (categories, means, which columns are numbers) is kept in the
/// encoding, so that other tables and single rows are encoded alike: fit it to the training table.
///
/// Not safe for use by several threads.
public final class CsvEncoder {
  private final CsvTable table;
  private final Set<String> categorical = new LinkedHashSet<>();
  private final Set<String> ignored = new LinkedHashSet<>();
  private final List<String> targets = new ArrayList<>();
  private String label;
  private Missing missing = Missing.REFUSE;

  private CsvEncoder(CsvTable table) {
    this.table = table;
  }

  /// Begins with all columns as inputs.
  public static CsvEncoder of(CsvTable table) {
    return new CsvEncoder(Objects.requireNonNull(table, "table"));
  }

  /// The column with the class of each row; it is no input.
  ///
  /// @throws CsvException if there is no such column
  public CsvEncoder label(String column) {
    requireColumn(column);
    label = column;
    return this;
  }

  /// Columns with numbers that the network is to predict; they are no inputs.
  ///
  /// @throws CsvException if there is no such column
  public CsvEncoder targets(String... columns) {
    for (String column : columns) {
      requireColumn(column);
      targets.add(column);
    }
    return this;
  }

  /// Columns that are categories although they look like numbers, such as postal codes.
  ///
  /// @throws CsvException if there is no such column
  public CsvEncoder categorical(String... columns) {
    for (String column : columns) {
      requireColumn(column);
      categorical.add(column);
    }
    return this;
  }

  /// Columns that are neither inputs nor anything else.
  ///
  /// @throws CsvException if there is no such column
  public CsvEncoder ignore(String... columns) {
    for (String column : columns) {
      requireColumn(column);
      ignored.add(column);
    }
    return this;
  }

  /// What becomes of inputs without a value; [Missing#REFUSE] unless set. [CsvTable#withoutMissing] leaves rows out.
  public CsvEncoder missing(Missing missing) {
    this.missing = Objects.requireNonNull(missing, "missing");
    return this;
  }

  private void requireColumn(String column) {
    table.index(column);
  }

  /// Learns from the table.
  ///
  /// @throws CsvException if the table has no rows, a value is missing that may not be, or no input is left
  /// @throws IllegalStateException if both label and targets were given
  public CsvEncoding fit() {
    if (label != null && !targets.isEmpty()) {
      throw new IllegalStateException("a row has either a label or targets; take label(\"" + label + "\") or targets("
          + String.join(", ", targets) + ") away");
    }
    if (table.size() == 0) {
      throw new CsvException(table.source() + " has no rows to learn from");
    }
    List<CsvColumn> columns = new ArrayList<>();
    for (String name : table.columns()) {
      if (!name.equals(label) && !targets.contains(name) && !ignored.contains(name)) {
        columns.add(column(name));
      }
    }
    if (columns.isEmpty()) {
      throw new CsvException(table.source() + " has no column left to be an input");
    }
    return new CsvEncoding(columns, label, label == null ? List.of() : categories(label, false), targets);
  }

  private CsvColumn column(String name) {
    if (missing == Missing.REFUSE) {
      for (int row = 0; row < table.size(); row++) {
        if (table.isMissing(row, name)) {
          throw new CsvException(table.place(row, name) + ": the value is missing; fill it in, leave such rows out by "
              + "withoutMissing(), or say missing(Missing.MARK)");
        }
      }
    }
    return isNumeric(name) ? numeric(name) : new CsvColumn.Categorical(name, categories(name, true));
  }

  private boolean isNumeric(String name) {
    boolean hasNumber = false;
    for (int row = 0; row < table.size(); row++) {
      if (!table.isMissing(row, name)) {
        if (categorical.contains(name) || !CsvColumn.isDecimal(table.cell(row, name))) {
          return false;
        }
        hasNumber = true;
      }
    }
    return hasNumber;
  }

  private CsvColumn numeric(String name) {
    double sum = 0;
    int count = 0;
    for (int row = 0; row < table.size(); row++) {
      if (!table.isMissing(row, name)) {
        sum += CsvColumn.number(table.cell(row, name), table.place(row, name));
        count++;
      }
    }
    return new CsvColumn.Numeric(name, count < table.size(), (float) (sum / count));
  }

  /// The different cells of a column in alphabetical order, whole numbers by their value; what is missing comes last.
  private List<String> categories(String name, boolean allowsMissing) {
    Set<String> found = new TreeSet<>(CsvEncoder::compare);
    boolean anyMissing = false;
    for (int row = 0; row < table.size(); row++) {
      if (!table.isMissing(row, name)) {
        found.add(table.cell(row, name));
      } else if (allowsMissing) {
        anyMissing = true;
      } else {
        throw new CsvException(table.place(row, name) + ": the label is missing; leave the row out");
      }
    }
    List<String> categories = new ArrayList<>(found);
    if (anyMissing) {
      categories.add(CsvColumn.MISSING);
    }
    return categories;
  }

  private static int compare(String one, String other) {
    boolean areWhole = one.matches("\\d{1,18}") && other.matches("\\d{1,18}");
    int byValue = areWhole ? Long.compare(Long.parseLong(one), Long.parseLong(other)) : 0;
    return byValue != 0 ? byValue : one.compareTo(other);
  }
}
