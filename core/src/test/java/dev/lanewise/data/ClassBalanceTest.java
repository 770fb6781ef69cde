package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ClassBalanceTest {
  private final Dataset data = Dataset.of(new float[8], 1).labels(0, 0, 0, 0, 0, 0, 2, 2);

  @Test
  void countsAndWeighsSoThatClassesCountAlike() {
    ClassBalance balance = ClassBalance.of(data, 3);
    assertEquals(6, balance.count(0));
    assertEquals(0, balance.count(1));
    assertEquals(Double.POSITIVE_INFINITY, balance.imbalance());
    assertEquals(3, ClassBalance.of(data.labels(0, 0, 0, 0, 0, 0, 1, 1), 2).imbalance());
    Dataset weighted = balance.weighted(data);
    double sum = 0;
    double ofTwo = 0;
    for (int i = 0; i < 8; i++) {
      sum += weighted.weight(i);
      ofTwo += weighted.label(i) == 2 ? weighted.weight(i) : 0;
    }
    assertEquals(8, sum, 1e-6);
    assertEquals(4, ofTwo, 1e-6);
    assertEquals(0, balance.weight(1));
  }

  @Test
  void classWeightsMultiplySampleWeights() {
    Dataset weighted = ClassBalance.weighted(data.weights(1, 2, 1, 1, 1, 1, 5, 1), 1, 1, 3);
    assertEquals(2, weighted.weight(1));
    assertEquals(15, weighted.weight(6));
    assertEquals(3, weighted.weight(7));
  }

  @Test
  void theTableHasARowForEachClass() {
    assertEquals("""
            0        6  75.00 %  ████████████████████████████████████████
            1        0   0.00 %
            2        2  25.00 %  █████████████
        """, ClassBalance.of(data, 3).table());
  }

  @Test
  void refusesWhatHasNoClasses() {
    Exception range = assertThrows(DatasetException.class, () -> ClassBalance.of(data, 2));
    assertEquals("label 2 of sample 6 must be at least 0 and below the 2 classes", range.getMessage());
    Exception none = assertThrows(DatasetException.class, () -> ClassBalance.of(Dataset.of(new float[2], 1), 2));
    assertEquals("only labels can be counted; this data set has neither labels nor targets", none.getMessage());
    assertThrows(DatasetException.class, () -> ClassBalance.weighted(data, 1, 1));
  }
}
