package dev.lanewise.processor.emit;

import dev.lanewise.ParameterSlot;
import java.util.ArrayList;
import java.util.List;

/// The part of a product that one kernel call keeps in registers: some rows by some vectors of columns.
///
/// @param rows broadcast operands, one sum each and vector
/// @param vectors vectors of columns
/// @param needsWideVectors whether the tile needs the 32 registers that only machines with 512-bit vectors are sure to
///     have; narrower ones may have 16, where more than 12 sums beside their operands spill
record Tile(int rows, int vectors, boolean needsWideVectors) {
  /// Rows of the tallest tile: with two vectors 24 sums, with one 12.
  static final int TALL = 12;

  /// Rows of the tile for the 16 registers of narrower machines, and for what a tall tile leaves.
  static final int MIDDLE = 6;

  /// The tiles of a product whose rows are the samples, tallest first; the last takes any number of rows one by one.
  static List<Tile> forSamples(int panelWidth) {
    int vectors = panelWidth / ParameterSlot.ALIGNMENT;
    return List.of(tall(vectors), new Tile(MIDDLE, vectors, false), new Tile(1, vectors, false));
  }

  /// The tiles of a product whose rows are the inputs, tallest first: together they fit the number of inputs exactly.
  static List<Tile> forInputs(int panelWidth, int inputs) {
    int vectors = panelWidth / ParameterSlot.ALIGNMENT;
    List<Tile> tiles = new ArrayList<>();
    if (inputs >= TALL) {
      tiles.add(tall(vectors));
    }
    if (inputs >= MIDDLE) {
      tiles.add(new Tile(MIDDLE, vectors, false));
    }
    if (inputs % MIDDLE != 0) {
      tiles.add(new Tile(inputs % MIDDLE, vectors, false));
    }
    return tiles;
  }

  private static Tile tall(int vectors) {
    return new Tile(TALL, vectors, vectors > 1);
  }

  /// The part of a method's name that tells tiles apart, `12x2`.
  String suffix() {
    return rows + "x" + vectors;
  }

  /// The name of the sum of a row and a vector.
  String sum(int row, int vector) {
    return vectors == 1 ? "sum" + row : "sum" + row + "_" + vector;
  }

  /// A name for each vector, `weight0`, `weight1`; without number if there is one vector.
  String name(String what, int vector) {
    return vectors == 1 ? what : what + vector;
  }
}
