package dev.lanewise.processor.emit;

import dev.lanewise.ParameterSlot;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The part of a product that one kernel call keeps in registers: some rows by some vectors of columns.
///
/// @param rows broadcast operands, one sum each and vector
/// @param vectors vectors of columns
/// @param multiplied how many of the vectors are multiplied; the others are padding, whose sums are 0
record Tile(int rows, int vectors, int multiplied) {
  /// The name of the vector that stands for the sums of the padding.
  static final String PADDING = "padding";

  /// Rows of the tallest tile: with two vectors 24 sums, with one 12.
  private static final int TALL = 12;

  /// Rows of the tile for what tall ones leave: together they fit every multiple of four from twelve on.
  private static final int MIDDLE = 8;

  /// Rows of the tile for machines with 16 registers, and for few rows on all.
  private static final int SHORT = 5;

  /// The registers of machines that have few.
  private static final int FEW_REGISTERS = 16;

  /// Inputs that HotSpot reads ahead of their multiply-adds, each into a register. Tiles of six rows by two vectors did
  /// not leave it that many, and it kept one of twelve sums on the stack, which took half the speed.
  private static final int INPUTS_READ_AHEAD = 3;

  /// A tile that multiplies all its vectors.
  Tile(int rows, int vectors) {
    this(rows, vectors, vectors);
  }

  /// How many samples there are, which have tiles of their own.
  enum Samples { MANY, FEW, FEWER }

  /// The tiles of a product whose rows are samples: for many a tall one, and one for what it leaves, or where there are
  /// few registers a short one only; a short one for few; for fewer one that takes them one by one.
  ///
  /// @param has32Registers whether for machines with 32 registers
  static List<Tile> forSamples(Samples samples, int panelWidth, boolean has32Registers) {
    int vectors = vectors(panelWidth);
    Tile tall = new Tile(TALL, vectors);
    return switch (samples) {
      case MANY -> has32Registers || !tall.needs32Registers()
          ? List.of(tall, new Tile(MIDDLE, vectors))
          : List.of(new Tile(SHORT, vectors));
      case FEW -> List.of(new Tile(SHORT, vectors));
      case FEWER -> List.of(new Tile(1, vectors));
    };
  }

  /// The tallest tile of a product whose rows are the inputs.
  ///
  /// @param has32Registers whether for machines with 32 registers
  static Tile tallestForInputs(int panelWidth, boolean has32Registers) {
    Tile tall = new Tile(TALL, vectors(panelWidth));
    return tall.needs32Registers() && !has32Registers ? tall.withRows(SHORT) : tall;
  }

  /// The tall tile of two vectors of which the second is padding.
  static Tile withPadding() {
    return new Tile(TALL, 2, 1);
  }

  /// A tile of other rows by the same vectors.
  Tile withRows(int number) {
    return new Tile(number, vectors, multiplied);
  }

  /// Whether there are vectors of padding.
  boolean hasPadding() {
    return multiplied < vectors;
  }

  /// Whether a vector is one of them.
  boolean isPadding(int vector) {
    return vector >= multiplied;
  }

  /// The tiles of two lists, each once.
  static Set<Tile> eachOnce(List<Tile> some, List<Tile> others) {
    Set<Tile> tiles = new LinkedHashSet<>(some);
    tiles.addAll(others);
    return tiles;
  }

  private static int vectors(int panelWidth) {
    return panelWidth / ParameterSlot.ALIGNMENT;
  }

  /// Whether the tile needs 32 registers: on machines with 16 its sums would not all stay in registers.
  boolean needs32Registers() {
    return rows * multiplied + multiplied + INPUTS_READ_AHEAD > FEW_REGISTERS;
  }

  /// The part of a method's name that tells tiles apart, `12x2`.
  String suffix() {
    return rows + "x" + vectors + (hasPadding() ? "Padded" : "");
  }

  /// The name of the sum of a row and a vector.
  String sum(int row, int vector) {
    return isPadding(vector) ? PADDING : "sum" + ending(row, vector);
  }

  /// What the names of a row and a vector end in.
  String ending(int row, int vector) {
    return vectors == 1 ? String.valueOf(row) : row + "_" + vector;
  }

  /// A name for each vector, `weight0`, `weight1`; without number if there is one vector.
  String name(String what, int vector) {
    return vectors == 1 ? what : what + vector;
  }
}
