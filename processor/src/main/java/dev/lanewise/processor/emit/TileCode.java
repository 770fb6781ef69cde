package dev.lanewise.processor.emit;

import com.palantir.javapoet.CodeBlock;

/// The statements that all tiles share. Each sum starts as a zero of its own and grows in the order of the loop: sums
/// that start from one shared vector were a quarter slower.
final class TileCode {
  private TileCode() {}

  static void declareSums(Tile tile, CodeBlock.Builder code) {
    for (int row = 0; row < tile.rows(); row++) {
      for (int vector = 0; vector < tile.multiplied(); vector++) {
        declareZero(tile.sum(row, vector), code);
      }
    }
  }

  /// Declares the vector that stands for the sums of the padding, if a tile has any.
  static void declarePadding(Tile tile, CodeBlock.Builder code) {
    if (tile.hasPadding()) {
      declareZero(Tile.PADDING, code);
    }
  }

  private static void declareZero(String name, CodeBlock.Builder code) {
    code.addStatement("$T $N = $T.zero(SPECIES)", JavaTypes.FLOAT_VECTOR, name, JavaTypes.FLOAT_VECTOR);
  }

  /// Loads the vectors of one step that are multiplied: `weight0`, `weight1`.
  static void loadMultiplied(Tile tile, String name, String array, String at, CodeBlock.Builder code) {
    loadVectors(tile, tile.multiplied(), name, array, at, code);
  }

  /// Loads a vector for each of a tile: `bias0`, `bias1`.
  static void loadVectors(Tile tile, String name, String array, String at, CodeBlock.Builder code) {
    loadVectors(tile, tile.vectors(), name, array, at, code);
  }

  private static void loadVectors(
      Tile tile, int number, String name, String array, String at, CodeBlock.Builder code) {
    for (int vector = 0; vector < number; vector++) {
      code.addStatement("$T $N =$W$T.fromArray(SPECIES, $N, $L)",
          JavaTypes.FLOAT_VECTOR, tile.name(name, vector), JavaTypes.FLOAT_VECTOR, array, offset(at, vector));
    }
  }

  /// Multiplies one broadcast number with the vectors of the step.
  static void multiplyRow(Tile tile, int row, String array, String at, String vectors, CodeBlock.Builder code) {
    code.addStatement("$Lx =$W$T.broadcast(SPECIES, $N[$L])",
        row == 0 ? CodeBlock.of("$T ", JavaTypes.FLOAT_VECTOR) : "", JavaTypes.FLOAT_VECTOR, array, at);
    for (int vector = 0; vector < tile.multiplied(); vector++) {
      String sum = tile.sum(row, vector);
      code.addStatement("$N = x.fma($N, $N)", sum, tile.name(vectors, vector), sum);
    }
  }

  /// Moves a place from one row to the next.
  static void nextRow(String at, String stride, CodeBlock.Builder code) {
    code.addStatement("$N += $L", at, stride);
  }

  /// A place, some vectors on.
  static String offset(String at, int vectors) {
    return vectors == 0 ? at : at + " + " + lanes(vectors);
  }

  /// The floats in some vectors.
  static String lanes(int vectors) {
    return vectors == 1 ? "LANES" : vectors + " * LANES";
  }

  /// A place, some rows on.
  static String rowOffset(String at, int rows, String stride) {
    return switch (rows) {
      case 0 -> at;
      case 1 -> at + " + " + stride;
      default -> at + " + " + rows + " * " + stride;
    };
  }
}
