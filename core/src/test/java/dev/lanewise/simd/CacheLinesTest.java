package dev.lanewise.simd;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheLinesTest {

  @ParameterizedTest
  @CsvSource({"0, 64", "3, 61", "63, 1", "64, 0", "0, 0"})
  void readsNothingOutsideTheNumbers(int at, int length) {
    assertDoesNotThrow(() -> CacheLines.fetch(new float[64], at, length));
  }

  @Test
  void readsToTheEnd() {
    assertThrows(ArrayIndexOutOfBoundsException.class, () -> CacheLines.fetch(new float[64], 0, 65));
    assertThrows(ArrayIndexOutOfBoundsException.class, () -> CacheLines.fetch(new float[64], 64, 1));
  }

  /// Of fewer lines than are read side by side, of a page, and of whole stretches and a piece.
  @ParameterizedTest
  @ValueSource(ints = {1, 16, 17, 48, 64, 80, 1000, 1024, 4096, 4097, 9999})
  void readsEveryLine(int length) {
    int at = 3;
    float[] array = new float[at + length];
    assertEquals(0, CacheLines.read(array, at, length));
    for (int place = at; place < at + length; place += 16) {
      array[place] = 1f;
      assertEquals(Float.floatToRawIntBits(1f), CacheLines.read(array, at, length), "the line at " + place);
      array[place] = 0f;
    }
  }
}
