package dev.lanewise.benchmarks.workload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReproducibleNumbersTest {

  /// The expected numbers, times 2^24, come from the formula in Python's integers.
  @ParameterizedTest
  @CsvSource({"1, 0, 14819496", "1, 1, 9505325", "2, 0, 7239838", "16, 12345, 6570325", "1, 5000000000, 4738384"})
  void numbersAreThoseOfTheFormula(int stream, long index, int expected) {
    assertEquals(expected * 0x1p-24f, ReproducibleNumbers.at(stream, index));
  }

  @Test
  void anArrayIsAPartOfItsStream() {
    float[] whole = ReproducibleNumbers.array(3, 0, 10);
    float[] part = ReproducibleNumbers.array(3, 6, 4);
    assertArrayEquals(new float[] {whole[6], whole[7], whole[8], whole[9]}, part);
  }
}
