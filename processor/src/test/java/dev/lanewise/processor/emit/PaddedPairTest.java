package dev.lanewise.processor.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaddedPairTest {

  @ParameterizedTest
  @CsvSource({
      "50, 784, true",
      "17, 64, true",
      "24, 64, true",
      "120, 64, true",
      // the outputs after full panels are one vector of 16 numbers, or more than one of 8
      "16, 784, false",
      "48, 784, false",
      "25, 784, false",
      "64, 784, false",
      // little to gain
      "50, 63, false",
      "145, 784, false"
  })
  void aTileOfItsOwnIsForAVectorThatIsWorthIt(int columns, int terms, boolean expected) {
    assertEquals(expected, PaddedPair.hasTile(columns, terms));
  }

  /// Of vectors of 16 numbers none is padding, of those of 8 the last one is.
  @ParameterizedTest
  @CsvSource({"17, 32", "24, 32", "50, 64", "56, 64", "120, 128"})
  void theConditionHoldsForTheLastVectorsOfEightNumbers(int columns, int padded) {
    assertEquals(List.of(), pairsWithPadding(columns, padded, 16));
    assertEquals(List.of(padded - 16), pairsWithPadding(columns, padded, 8));
  }

  /// The first columns of the pairs for which generated code takes the tile.
  private static List<Integer> pairsWithPadding(int columns, int padded, int lanes) {
    return IntStream.iterate(0, column -> column < padded, column -> column + 2 * lanes)
        .filter(column -> column + lanes >= columns)
        .boxed()
        .toList();
  }

  @Test
  void theTileLeavesThePaddingOut() {
    Tile tile = Tile.withPadding();
    assertEquals("12x2Padded", tile.suffix());
    assertEquals("sum3_0", tile.sum(3, 0));
    assertEquals("padding", tile.sum(3, 1));
    assertEquals("4x2Padded", tile.withRows(4).suffix());
    assertEquals("column + LANES >= HIDDEN", PaddedPair.condition("HIDDEN").toString());
  }
}
