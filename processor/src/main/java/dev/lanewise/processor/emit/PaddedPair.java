package dev.lanewise.processor.emit;

import com.palantir.javapoet.CodeBlock;
import dev.lanewise.processor.ir.PanelWidth;

/// The last two vectors of columns, where the second is padding on machines with short vectors. Of 50 outputs, which
/// lie as 64, the last 16 are two vectors of 8 numbers, 2 of them outputs. A tile that multiplies only the first of the
/// two has room for twice the rows. What lies in the padding is the same: sums of 0.
final class PaddedPair {
  /// Columns of a full panel's first three vectors of 8 numbers: if there are no more, its fourth is padding.
  private static final int IN_THREE_VECTORS = 24;

  /// Up to as many columns one vector less is worth methods of its own: here it is one of sixteen.
  private static final int MOST_COLUMNS = 128;

  /// From as many terms on it is. With 784 inputs, 50 outputs and vectors of 8 numbers a step took 0.91 times as long.
  private static final int FEWEST_TERMS = 64;

  private PaddedPair() {}

  /// Whether a product has a tile for them.
  ///
  /// @param columns how many there are, without padding
  /// @param terms those of each sum, or of a gradient the inputs
  static boolean hasTile(int columns, int terms) {
    int left = columns % PanelWidth.FULL;
    return left > PanelWidth.FULL / 2 && left <= IN_THREE_VECTORS && columns <= MOST_COLUMNS && terms >= FEWEST_TERMS;
  }

  /// What stands before the condition: why it may hold.
  static CodeBlock comment() {
    return CodeBlock.of("// With short vectors the second of the last two is padding, and its sums are 0.\n");
  }

  /// Whether the vectors at hand are these.
  ///
  /// @param columns the constant for how many there are, without padding
  static CodeBlock condition(String columns) {
    return CodeBlock.of("column + LANES >= $N", columns);
  }
}
