package dev.lanewise.processor.ir;

import dev.lanewise.ParameterSlot;

/// The width of the panels in which weights are kept: what places parameters and what emits kernels agree on it.
public final class PanelWidth {
  /// Outputs in a panel of weights: two vectors of 512 bits, which with 12 samples keep 24 sums in registers, the most
  /// that 32 registers hold beside their operands. Tiles of that shape came closest to the peak rate of all that were
  /// measured, whatever the loop bounds.
  public static final int FULL = 2 * ParameterSlot.ALIGNMENT;

  private PanelWidth() {}

  /// The width of a full panel of a matrix with so many columns, padding included.
  public static int of(int paddedColumns) {
    return Math.min(FULL, paddedColumns);
  }
}
