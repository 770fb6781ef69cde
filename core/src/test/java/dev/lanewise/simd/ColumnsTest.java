package dev.lanewise.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("vector-width")
class ColumnsTest {
  private static final int AT = 3;
  private static final int INTO_AT = 2;

  /// The columns are the last of their rows, so the array ends with them.
  @ParameterizedTest
  @CsvSource({
      // stride, columns, rows
      "1, 1, 5", "2, 1, 5", "5, 5, 1", "5, 5, 4", "7, 4, 3", "8, 4, 3", "16, 4, 24", "100, 5, 24", "17, 5, 2",
      "16, 3, 9", "4112, 16, 3", "16, 16, 4", "20, 17, 5", "40, 33, 3"
  })
  void columnsArriveSideBySideAndNothingElseIsWritten(int stride, int columns, int rows) {
    float[] from = new float[AT + (rows - 1) * stride + columns];
    for (int i = 0; i < from.length; i++) {
      from[i] = i + 1;
    }
    float[] expected = new float[INTO_AT + rows * columns + 1];
    Arrays.fill(expected, -1f);
    for (int row = 0; row < rows; row++) {
      System.arraycopy(from, AT + row * stride, expected, INTO_AT + row * columns, columns);
    }
    float[] into = new float[expected.length];
    Arrays.fill(into, -1f);
    Columns.copy(from, AT, stride, columns, rows, into, INTO_AT);
    assertArrayEquals(expected, into);
  }
}
