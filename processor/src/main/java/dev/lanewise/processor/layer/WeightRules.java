package dev.lanewise.processor.layer;

import dev.lanewise.ParameterSlot;
import dev.lanewise.Per;
import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Problem;

/// Whether all parameters fit into one Java array.
public final class WeightRules {
  /// The length that [dev.lanewise.Checks#product] allows: a little less than the largest int, as some JVMs do.
  static final int MAXIMAL_LENGTH = Integer.MAX_VALUE - 64;

  private WeightRules() {}

  /// Reports the first row that does not fit.
  public static void check(NetworkModel network, Diagnostics diagnostics) {
    long length = 0;
    long inputs = network.inputWidth();
    for (Row row : network.rows()) {
      DenseLayer dense = (DenseLayer) row.layers().getFirst();
      long units = dense.units();
      long padded = Math.ceilDiv(units, ParameterSlot.ALIGNMENT) * ParameterSlot.ALIGNMENT;
      // At most 2^31 (2^31 + 1) beyond a legal length: a long holds it.
      length += padded * (inputs + (dense.hasBias() ? 1 : 0)) + learntLength(row, padded);
      if (length > MAXIMAL_LENGTH) {
        diagnostics.report(Problem.TOO_MANY_WEIGHTS, dense.origin(), inputs, units, length, MAXIMAL_LENGTH);
        return;
      }
      inputs = units;
    }
  }

  private static long learntLength(Row row, long padded) {
    long length = 0;
    for (LayerKind layer : row.layers()) {
      if (layer instanceof ActivationLayer activation) {
        for (LearntParameter learnt : activation.learnt()) {
          length += learnt.per() == Per.ROW ? ParameterSlot.ALIGNMENT : padded;
        }
      }
    }
    return length;
  }
}
