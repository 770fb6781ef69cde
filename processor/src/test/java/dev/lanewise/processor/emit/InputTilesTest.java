package dev.lanewise.processor.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputTilesTest {
  /// Threads divide inputs at multiples of this, and none has fewer.
  private static final int CUT = 12;

  /// Weights are moved once each: no machine may have tiles that overlap or leave inputs out.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 5, 6, 7, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 23, 24, 50, 57, 96, 257, 784, 1000})
  void tilesFitAllInputsAndTheShareOfAnyThread(int inputs) {
    for (int panelWidth : List.of(16, 32)) {
      for (boolean has32Registers : List.of(true, false)) {
        InputTiles tiles = InputTiles.of(panelWidth, inputs, has32Registers);
        assertTrue(tiles.tiles().size() <= 2, tiles.toString());
        assertEquals(0, left(tiles, inputs), tiles + " for " + inputs);
        for (int cut = CUT; cut <= inputs - CUT; cut += CUT) {
          assertEquals(0, left(tiles, cut), tiles + " up to " + cut + " of " + inputs);
          assertEquals(0, left(tiles, inputs - cut), tiles + " from " + cut + " of " + inputs);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 12, 13, 784})
  void machinesWithFewRegistersHaveTilesThatFitThem(int inputs) {
    for (int panelWidth : List.of(16, 32)) {
      InputTiles.of(panelWidth, inputs, false).tiles()
          .forEach(tile -> assertFalse(tile.needs32Registers(), tile.suffix()));
    }
  }

  @Test
  void whatTallTilesLeaveIsTakenLast() {
    assertEquals("""
        for (; input <= to - 12; input += 12) {
          12x2;
        }
        if (input < to) {
          4x2;
        }
        """, loops(784, true));
  }

  @Test
  void pairedTilesTakeFoursUntilFivesFit() {
    assertEquals("""
        // Each input once: fours until fives fit what is left.
        for (; (to - input) % 5 != 0; input += 4) {
          4x2;
        }
        for (; input < to; input += 5) {
          5x2;
        }
        """, loops(784, false));
  }

  private static String loops(int inputs, boolean has32Registers) {
    return InputTiles.of(32, inputs, has32Registers).loops(tile -> CodeBlock.of(tile.suffix())).toString();
  }

  /// What the loops of the tiles leave of so many inputs.
  private static int left(InputTiles tiles, int inputs) {
    int tallest = tiles.tiles().getFirst().rows();
    int other = tiles.tiles().getLast().rows();
    int left = inputs;
    if (tiles.arePaired()) {
      while (left % tallest != 0 && left >= 0) {
        left -= other;
      }
      return left < 0 ? left : 0;
    }
    left %= tallest;
    return left == other ? 0 : left;
  }
}
