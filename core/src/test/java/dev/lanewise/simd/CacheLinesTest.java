package dev.lanewise.simd;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheLinesTest {

  @ParameterizedTest
  @CsvSource({"0, 64", "3, 61", "63, 1", "64, 0", "0, 0"})
  void readsNothingOutsideTheNumbers(int at, int length) {
    assertDoesNotThrow(() -> CacheLines.fetch(new float[64], at, length));
  }

  @Test
  void readsEveryLine() {
    assertThrows(ArrayIndexOutOfBoundsException.class, () -> CacheLines.fetch(new float[64], 0, 65));
    assertThrows(ArrayIndexOutOfBoundsException.class, () -> CacheLines.fetch(new float[64], 64, 1));
  }
}
