package dev.lanewise.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShareTest {
  private static final int PANEL = 32;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 64})
  void everyElementOfAProductIsComputedByOneThread(int threads) {
    try (Workers workers = Workers.of(threads)) {
      for (int columns : new int[] {16, 32, 48, 64, 96, 112, 512, 1008}) {
        for (int rows : new int[] {1, 5, 6, 7, 12, 50, 100, 128, 257}) {
          int[][] computed = new int[rows][columns];
          for (int thread = 0; thread < threads; thread++) {
            mark(new Share(thread, workers), computed);
          }
          for (int[] row : computed) {
            assertTrue(Arrays.stream(row).allMatch(times -> times == 1),
                () -> rows + " rows, " + columns + " columns: " + Arrays.deepToString(computed));
          }
        }
      }
    }
  }

  private static void mark(Share share, int[][] computed) {
    int rows = computed.length;
    int columns = computed[0].length;
    for (int panel = 0; panel < columns; panel += PANEL) {
      int width = Math.min(PANEL, columns - panel);
      int to = share.to(panel, width, columns, rows);
      for (int row = share.from(panel, width, columns, rows); row < to; row++) {
        for (int column = panel; column < panel + width; column++) {
          computed[row][column]++;
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void halvesAreTheWhole(int threads) {
    try (Workers workers = Workers.of(threads)) {
      for (int rows : new int[] {1, 7, 12, 13, 36, 100, 257}) {
        for (int thread = 0; thread < threads; thread++) {
          Share share = new Share(thread, workers);
          int panel = PANEL * thread;
          int columns = PANEL * threads;
          int[] seen = new int[rows];
          for (int half = 0; half < share.halves(); half++) {
            for (int row = share.from(half, panel, PANEL, columns, rows);
                row < share.to(half, panel, PANEL, columns, rows); row++) {
              seen[row]++;
            }
          }
          assertTrue(Arrays.stream(seen).allMatch(times -> times == 1), () -> Arrays.toString(seen));
        }
      }
    }
  }

  @Test
  void neighboursBeginWithDifferentHalves() {
    try (Workers workers = Workers.of(2)) {
      assertEquals(0, new Share(0, workers).from(0, 0, PANEL, 2 * PANEL, 100));
      assertEquals(48, new Share(0, workers).to(0, 0, PANEL, 2 * PANEL, 100));
      assertEquals(48, new Share(1, workers).from(0, PANEL, PANEL, 2 * PANEL, 100));
      assertEquals(100, new Share(1, workers).to(0, PANEL, PANEL, 2 * PANEL, 100));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void everyRowAndEveryThingBelongsToOneThread(int threads) {
    try (Workers workers = Workers.of(threads)) {
      for (int count = 1; count < 300; count++) {
        int rows = 0;
        int things = 0;
        for (int thread = 0; thread < threads; thread++) {
          Share share = new Share(thread, workers);
          assertEquals(rows, share.from(count));
          assertEquals(things, share.first(count));
          rows = share.to(count);
          things = share.end(count);
        }
        assertEquals(count, rows);
        assertEquals(count, things);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void threadsTakeWholeGroups(int threads) {
    try (Workers workers = Workers.of(threads)) {
      for (int count = 1; count < 1000; count++) {
        int done = 0;
        for (int thread = 0; thread < threads; thread++) {
          Share share = new Share(thread, workers);
          assertEquals(done, share.firstOf(count, 96));
          done = share.endOf(count, 96);
          assertTrue(done == count || done % 96 == 0, count + " things");
        }
        assertEquals(count, done);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"100, 48", "128, 60", "24, 12", "23, 23", "12, 12", "5, 5", "1, 0"})
  void rowsAreDividedWhereTilesEnd(int rows, int ofFirst) {
    try (Workers workers = Workers.of(2)) {
      assertEquals(ofFirst, new Share(0, workers).to(rows));
    }
  }

  /// Fewer rows would take tiles that are not compiled for many samples.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 64})
  void noPartHasFewerRowsThanATallTile(int threads) {
    try (Workers workers = Workers.of(threads)) {
      for (int columns : new int[] {16, 48, 96, 512}) {
        for (int rows = 12; rows < 300; rows++) {
          for (int thread = 0; thread < threads; thread++) {
            assertNoFewRows(new Share(thread, workers), columns, rows);
          }
        }
      }
    }
  }

  private static void assertNoFewRows(Share share, int columns, int rows) {
    for (int panel = 0; panel < columns; panel += PANEL) {
      int width = Math.min(PANEL, columns - panel);
      for (int half = 0; half < share.halves(); half++) {
        int part = share.to(half, panel, width, columns, rows) - share.from(half, panel, width, columns, rows);
        assertTrue(part == 0 || part >= 12, () -> part + " of " + rows + " rows, " + columns + " columns");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"64, 100", "512, 7", "1024, 1"})
  void panelsThatGoRoundAreNotDivided(int columns, int rows) {
    try (Workers workers = Workers.of(2)) {
      for (int panel = 0; panel < columns; panel += PANEL) {
        Share first = new Share(0, workers);
        boolean isFirst = panel < columns / 2;
        assertEquals(0, first.from(panel, PANEL, columns, rows));
        assertEquals(isFirst ? rows : 0, first.to(panel, PANEL, columns, rows));
      }
    }
  }
}
