package dev.lanewise.processor.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// The tiles of a product whose rows are the inputs, and the loops that call them. Weights are moved once each, so
/// tiles never overlap: they fit the inputs of each thread exactly. Threads divide inputs at multiples of twelve.
///
/// @param tiles the tallest first, at most two
/// @param arePaired whether the two fit every number of inputs that a thread may have; otherwise the first fits what
///     ends at a multiple of twelve, and the second what is left at the end of all inputs
record InputTiles(List<Tile> tiles, boolean arePaired) {
  /// The fewest inputs that a thread has of those that are shared, and that a group has of many: from here on all
  /// numbers are sums of fives and fours.
  static final int FEWEST_SHARED = 12;

  /// The tiles for panels of a width.
  ///
  /// @param has32Registers whether for machines with 32 registers
  static InputTiles of(int panelWidth, int inputs, boolean has32Registers) {
    Tile tallest = Tile.tallestForInputs(panelWidth, has32Registers);
    if (inputs >= FEWEST_SHARED && FEWEST_SHARED % tallest.rows() != 0) {
      return new InputTiles(List.of(tallest, tallest.withRows(tallest.rows() - 1)), true);
    }
    int left = inputs % tallest.rows();
    List<Tile> tiles = new ArrayList<>();
    if (inputs >= tallest.rows()) {
      tiles.add(tallest);
    }
    if (left != 0) {
      tiles.add(tallest.withRows(left));
    }
    return new InputTiles(tiles, false);
  }

  /// The tiles of two kinds of machines, each once.
  static Set<Tile> eachOnce(InputTiles some, InputTiles others) {
    return Tile.eachOnce(some.tiles, others.tiles);
  }

  /// The loops over the inputs from `input` to `to`.
  ///
  /// @param inputs how many inputs there are in all
  /// @param call the call of a tile
  CodeBlock loops(int inputs, Function<Tile, CodeBlock> call) {
    CodeBlock.Builder code = CodeBlock.builder();
    Tile tallest = tiles.getFirst();
    if (arePaired) {
      Tile other = tiles.getLast();
      code.add("// Each weight moves once: fours until fives fit what is left.\n");
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
