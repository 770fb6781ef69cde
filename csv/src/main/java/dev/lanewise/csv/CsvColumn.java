package dev.lanewise.csv;

import java.util.ArrayList;
import java.util.List;

/// How a column becomes inputs of a network.
sealed interface CsvColumn {
  /// What a missing category is called.
  String MISSING = "(missing)";

  String name();

  /// The names of its inputs, in order.
  List<String> inputs();

  /// Writes the inputs of a cell.
  ///
  /// @param place of the cell, for messages
  /// @throws CsvException if the cell is not what the training table had
  void encode(String cell, String place, float[] into, int at);

  /// Numbers; one input, and another one that is 1 where they were missing, if any were in the training table.
  ///
  /// @param mean of the training table, for what is missing
  record Numeric(String name, boolean marksMissing, float mean) implements CsvColumn {
    @Override
    public List<String> inputs() {
      return marksMissing ? List.of(name, name + "=" + MISSING) : List.of(name);
    }

    @Override
    public void encode(String cell, String place, float[] into, int at) {
      boolean isMissing = CsvTable.isMissing(cell);
      if (isMissing && !marksMissing) {
        throw new CsvException(place + ": the value is missing, and none was in the training table");
      }
      into[at] = isMissing ? mean : number(cell, place);
      if (marksMissing) {
        into[at + 1] = isMissing ? 1 : 0;
      }
    }
  }

  /// Categories, an input each, of which one is 1.
  record Categorical(String name, List<String> categories) implements CsvColumn {
    @Override
    public List<String> inputs() {
      List<String> inputs = new ArrayList<>();
      categories.forEach(category -> inputs.add(name + "=" + category));
      return inputs;
    }

    @Override
    public void encode(String cell, String place, float[] into, int at) {
      String category = CsvTable.isMissing(cell) ? MISSING : cell;
      int index = categories.indexOf(category);
      if (index < 0) {
        throw new CsvException(place + ": '" + category + "' is none of the categories of the training table, "
            + String.join(", ", categories));
      }
      for (int i = 0; i < categories.size(); i++) {
        into[at + i] = i == index ? 1 : 0;
      }
    }
  }

  /// A cell as a number.
  static float number(String cell, String place) {
    float number;
    try {
      number = Float.parseFloat(cell);
    } catch (NumberFormatException e) {
      throw new CsvException(place + ": '" + cell + "' is not a number");
    }
    if (!Float.isFinite(number) || !isDecimal(cell)) {
      throw new CsvException(place + ": '" + cell + "' is not a number in single precision");
    }
    return number;
  }

  /// Whether a cell is a number as people write it: Java also takes `1f`, `0x1p3` and `Infinity`.
  static boolean isDecimal(String cell) {
    return cell.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  }
}
