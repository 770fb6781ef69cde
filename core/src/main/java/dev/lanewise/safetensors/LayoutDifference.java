package dev.lanewise.safetensors;

import dev.lanewise.ParameterLayout;
import dev.lanewise.ParameterSlot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How the tensors of a file differ from the parameters of a network, row by row.
///
/// @param rows the parameters in their order, then what the file holds besides
record LayoutDifference(List<Row> rows) {

  /// One name.
  ///
  /// @param network the shape in the network, or `-`
  /// @param file the shape in the file, or `-`
  record Row(String name, String network, String file) {
    boolean matches() {
      return network.equals(file);
    }

    String verdict() {
      if (file.equals(ABSENT)) {
        return "missing in the file";
      }
      return network.equals(ABSENT) ? "not in the network" : matches() ? "" : "another shape";
    }
  }

  private static final String ABSENT = "-";

  /// Compares the names and shapes.
  static LayoutDifference between(ParameterLayout layout, Header header) {
    Map<String, String> found = new LinkedHashMap<>();
    header.entries().forEach(entry -> found.put(entry.name(), entry.shape().toString()));
    List<Row> rows = new ArrayList<>();
    for (ParameterSlot slot : layout.slots()) {
      String file = found.remove(slot.name());
      rows.add(new Row(slot.name(), slot.shape().toString(), file == null ? ABSENT : file));
    }
    found.forEach((name, shape) -> rows.add(new Row(name, ABSENT, shape)));
    return new LayoutDifference(List.copyOf(rows));
  }

  /// Whether names and shapes are the same.
  boolean isEmpty() {
    return rows.stream().allMatch(Row::matches);
  }

  /// The rows that match.
  long matching() {
    return rows.stream().filter(Row::matches).count();
  }

  /// A table with a heading, one row for each name.
  String table() {
    int names = width("parameter", rows.stream().map(Row::name).toList());
    int networks = width("network", rows.stream().map(Row::network).toList());
    int files = width("file", rows.stream().map(Row::file).toList());
    StringBuilder table = new StringBuilder(line("parameter", names, "network", networks, "file", files, ""));
    for (Row row : rows) {
      table.append('\n').append(line(row.name, names, row.network, networks, row.file, files, row.verdict()));
    }
    return table.toString();
  }

  private static int width(String heading, List<String> cells) {
    return cells.stream().mapToInt(String::length).reduce(heading.length(), Math::max);
  }

  private static String line(
      String name, int names, String network, int networks, String file, int files, String verdict) {
    String format = "  %-" + names + "s  %-" + networks + "s  %-" + files + "s  %s";
    return String.format(format, name, network, file, verdict).stripTrailing();
  }
}
