package dev.lanewise.processor.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The tiles of a product whose rows are the inputs, and the loops that call them. Weights are moved once each, so
/// tiles never overlap: they fit the inputs of each thread exactly. Threads divide inputs at multiples of twelve.
///
/// @param inputs how many inputs there are in all
/// @param tallest the tallest of the tiles
record InputTiles(int inputs, Tile tallest) {
  /// The fewest inputs that a thread has of those that are shared, and that a group has of many: from here on all
  /// numbers are sums of fives and fours.
  static final int FEWEST_SHARED = 12;

  /// The tiles for panels of a width.
  ///
  /// @param has32Registers whether for machines with 32 registers
  static InputTiles of(int panelWidth, int inputs, boolean has32Registers) {
    return new InputTiles(inputs, Tile.tallestForInputs(panelWidth, has32Registers));
  }

  /// Whether two tiles fit every number of inputs that a thread may have. Otherwise the tallest fits what ends at a
  /// multiple of twelve, and the other what is left at the end of all inputs.
  boolean arePaired() {
    return inputs >= FEWEST_SHARED && FEWEST_SHARED % tallest.rows() != 0;
  }

  /// The tiles, the tallest first, at most two.
  List<Tile> tiles() {
    if (arePaired()) {
      return List.of(tallest, tallest.withRows(tallest.rows() - 1));
    }
    List<Tile> tiles = new ArrayList<>();
    if (inputs >= tallest.rows()) {
      tiles.add(tallest);
    }
    int left = inputs % tallest.rows();
    if (left != 0) {
      tiles.add(tallest.withRows(left));
    }
    return tiles;
  }

  /// The loops over the inputs from `input` to `to`.
  ///
  /// @param call the call of a tile
  CodeBlock loops(Function<Tile, CodeBlock> call) {
    CodeBlock.Builder code = CodeBlock.builder();
    List<Tile> tiles = tiles();
    if (arePaired()) {
      Tile other = tiles.getLast();
      code.add("// Each input once: fours until fives fit what is left.\n");
      String isUneven = "(to - input) % " + tallest.rows() + " != 0";
      code.add(loop("for (; " + isUneven + "; input += " + other.rows() + ")", call.apply(other)));
      return code.add(loop("for (; input < to; input += " + tallest.rows() + ")", call.apply(tallest))).build();
    }
    for (Tile tile : tiles) {
      boolean isOnce = tile.rows() == inputs || tile.rows() < tallest.rows();
      code.add(loop(isOnce ? "if (input < to)"
          : "for (; input <= to - " + tile.rows() + "; input += " + tile.rows() + ")", call.apply(tile)));
    }
    return code.build();
  }

  private static CodeBlock loop(String head, CodeBlock call) {
    return CodeBlock.builder().beginControlFlow(head).addStatement("$L", call).endControlFlow().build();
  }
}
