package dev.lanewise.benchmarks.report;

import java.util.Locale;

/// A table of numbers by two sizes, shaded, and the places where growing makes it worse.
///
/// @param rowName what `rows` count
/// @param rows sizes, rising
/// @param columnName what `columns` count
/// @param columns sizes, rising
public record HeatMap(String rowName, int[] rows, String columnName, int[] columns) {
  private static final String SHADES = " ░▒▓█";

  /// How much slower an operation may be than in the next smaller shape.
  private static final double CLIFF = 1.5;

  /// Draws fractions of the peak, `[rows][columns]`, as percentages.
  public String draw(double[][] fractions) {
    StringBuilder text = new StringBuilder(String.format("%npercent of the multiply-add peak%n%8s", ""));
    for (int column : columns) {
      text.append(String.format("%7d", column));
    }
    text.append("   ").append(columnName).append('\n');
    for (int r = 0; r < rows.length; r++) {
      text.append(String.format("%8d", rows[r]));
      for (double fraction : fractions[r]) {
        text.append(String.format(Locale.ROOT, "%5.1f %c", 100 * fraction, shade(fraction)));
      }
      text.append('\n');
    }
    return text.append(String.format("%8s%n", rowName)).toString();
  }

  private static char shade(double fraction) {
    return SHADES.charAt((int) Math.clamp(fraction * SHADES.length(), 0, SHADES.length() - 1));
  }

  /// Lists the shapes at which an operation takes more than 1.5 times as long as in the shape that is one size smaller,
  /// in rows or in columns. The other way round it is to be expected: small shapes have the costs of a step to bear.
  ///
  /// @param costs of an operation, `[rows][columns]`
  public String cliffs(double[][] costs) {
    StringBuilder text = new StringBuilder();
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < columns.length; c++) {
        if (r > 0) {
          text.append(cliff(r, c, costs[r][c] / costs[r - 1][c], rowName + " " + rows[r - 1]));
        }
        if (c > 0) {
          text.append(cliff(r, c, costs[r][c] / costs[r][c - 1], columnName + " " + columns[c - 1]));
        }
      }
    }
    return text.isEmpty() ? "no shape is a cliff: none is more than 1.5 times slower for an operation than a smaller one"
        : text.toString().stripTrailing();
  }

  private String cliff(int r, int c, double ratio, String smaller) {
    return ratio <= CLIFF ? "" : String.format(Locale.ROOT, "%s %d, %s %d: %.2f times slower for an operation than at %s%n",
        rowName, rows[r], columnName, columns[c], ratio, smaller);
  }
}
