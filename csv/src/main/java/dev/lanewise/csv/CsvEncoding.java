package dev.lanewise.csv;

import dev.lanewise.Checks;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.SampleSource;
import dev.lanewise.json.JsonReader;
import dev.lanewise.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Turns tables and single rows into numbers, as [CsvEncoder] has learnt it from a training table. Immutable.
public final class CsvEncoding {
  private final List<CsvColumn> columns;
  private final String label;
  private final List<String> classes;
  private final List<String> targets;
  private final List<String> inputs;

  CsvEncoding(List<CsvColumn> columns, String label, List<String> classes, List<String> targets) {
    this.columns = List.copyOf(columns);
    this.label = label;
    this.classes = List.copyOf(classes);
    this.targets = List.copyOf(targets);
    inputs = columns.stream().flatMap(column -> column.inputs().stream()).toList();
  }

  /// The names of the inputs, in order: `age`, `island=Biscoe`; as many as the network's `input`.
  public List<String> inputs() {
    return inputs;
  }

  /// The column with the labels, if there is one.
  public Optional<String> label() {
    return Optional.ofNullable(label);
  }

  /// The names of the classes, by their label; empty if there are none.
  public List<String> classes() {
    return classes;
  }

  /// The columns with targets, in order; empty if there are none.
  public List<String> targets() {
    return targets;
  }

  /// The samples of a table, with labels or targets if the encoder was told which they are.
  ///
  /// @throws CsvException if the table lacks a column, or a cell is not what the training table had; the message names
  ///     line and column
  public Dataset encode(CsvTable table) {
    float[] samples = new float[Checks.product(table.size(), inputs.size(), "the samples of " + table.source())];
    int at = 0;
    for (int row = 0; row < table.size(); row++) {
      for (CsvColumn column : columns) {
        column.encode(table.cell(row, column.name()), table.place(row, column.name()), samples, at);
        at += column.inputs().size();
      }
    }
    Dataset data = Dataset.of(samples, inputs.size());
    if (label != null) {
      return data.labels(labels(table));
    }
    return targets.isEmpty() ? data : data.targets(targets(table), targets.size());
  }

  /// The samples of a file that is too large for memory, read as they are needed, again for every epoch.
  ///
  /// The whole file is read and encoded once before, to count its rows and to find what is wrong with them.
  ///
  /// @param separator of fields, `,` in most files
  /// @throws IOException if the file is missing or cannot be read
  /// @throws CsvException as [#encode(CsvTable)], or if the file has no rows
  public SampleSource source(Path file, char separator) throws IOException {
    return CsvSource.of(file, separator, this);
  }

  private int[] labels(CsvTable table) {
    int[] labels = new int[table.size()];
    for (int row = 0; row < labels.length; row++) {
      String name = table.cell(row, label);
      labels[row] = classes.indexOf(name);
      if (labels[row] < 0) {
        throw new CsvException(table.place(row, label) + ": '" + name
            + "' is none of the classes of the training table, " + String.join(", ", classes));
      }
    }
    return labels;
  }

  private float[] targets(CsvTable table) {
    float[] values = new float[Checks.product(table.size(), targets.size(), "the targets of " + table.source())];
    int at = 0;
    for (int row = 0; row < table.size(); row++) {
      for (String target : targets) {
        String place = table.place(row, target);
        if (table.isMissing(row, target)) {
          throw new CsvException(place + ": the target is missing; leave the row out");
        }
        values[at++] = CsvColumn.number(table.cell(row, target), place);
      }
    }
    return values;
  }

  /// The inputs for a single row, `[inputs().size()]`, for prediction.
  ///
  /// @param row a cell for each column that is an input, by its name; others are not looked at
  /// @throws CsvException if a cell is not what the training table had; one that is not there is missing
  public float[] encode(Map<String, String> row) {
    float[] sample = new float[inputs.size()];
    int at = 0;
    for (CsvColumn column : columns) {
      String cell = row.getOrDefault(column.name(), "").strip();
      column.encode(cell, "column '" + column.name() + "'", sample, at);
      at += column.inputs().size();
    }
    return sample;
  }

  /// Writes the encoding as JSON, replacing what is there.
  ///
  /// @throws IOException if the file cannot be written
  public void save(Path file) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", "lanewise-csv-encoding-1");
    json.put("label", label);
    json.put("classes", classes);
    json.put("targets", targets);
    List<Object> list = new ArrayList<>();
    for (CsvColumn column : columns) {
      list.add(switch (column) {
        case CsvColumn.Numeric numeric -> Map.of(
            "name", numeric.name(), "marks_missing", numeric.marksMissing(), "mean", (double) numeric.mean());
        case CsvColumn.Categorical categorical -> Map.of(
            "name", categorical.name(), "categories", categorical.categories());
      });
    }
    json.put("columns", list);
    Files.writeString(file, JsonText.of(json));
  }

  /// Reads an encoding.
  ///
  /// @throws IOException if the file is missing or holds something else
  public static CsvEncoding load(Path file) throws IOException {
    try {
      Map<?, ?> json = (Map<?, ?>) JsonReader.read(Files.readString(file));
      if (!"lanewise-csv-encoding-1".equals(json.get("format"))) {
        throw new IOException(file + " is not a saved encoding");
      }
      List<CsvColumn> columns = new ArrayList<>();
      for (Object entry : (List<?>) json.get("columns")) {
        Map<?, ?> column = (Map<?, ?>) entry;
        String name = (String) column.get("name");
        columns.add(column.containsKey("categories")
            ? new CsvColumn.Categorical(name, texts(column.get("categories")))
            : new CsvColumn.Numeric(
                name, (Boolean) column.get("marks_missing"), ((Number) column.get("mean")).floatValue()));
      }
      String label = json.get("label") instanceof String text ? text : null;
      return new CsvEncoding(columns, label, texts(json.get("classes")), texts(json.get("targets")));
    } catch (JsonReader.JsonException | ClassCastException | NullPointerException e) {
      throw new IOException(file + " is not a saved encoding: " + e.getMessage(), e);
    }
  }

  private static List<String> texts(Object list) {
    return ((List<?>) list).stream().map(String.class::cast).toList();
  }

  @Override
  public String toString() {
    String what = label != null ? "label " + label + " of " + String.join(", ", classes)
        : targets.isEmpty() ? "no label" : "targets " + String.join(", ", targets);
    return inputs.size() + (inputs.size() == 1 ? " input: " : " inputs: ") + String.join(", ", inputs) + "; " + what;
  }
}
