package dev.lanewise.csv;

/// Thrown where a CSV file does not hold what it should. The message names file, line and column, and says what was
/// expected.
public final class CsvException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  CsvException(String message) {
    super(message);
  }
}
