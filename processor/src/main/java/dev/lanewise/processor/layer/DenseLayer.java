package dev.lanewise.processor.layer;

import dev.lanewise.processor.diagnostic.Origin;
import dev.lanewise.processor.ir.Penalty;

/// A fully connected layer, [dev.lanewise.layer.Dense].
///
/// @param units outputs, at least 1
/// @param hasBias whether a bias is added
/// @param initializer how the weights start
/// @param penalty what is added to the gradient of the weights
public record DenseLayer(int units, boolean hasBias, InitializerChoice initializer, Penalty penalty, Origin origin)
    implements LayerKind {

  /// A layer without a penalty.
  public DenseLayer(int units, boolean hasBias, InitializerChoice initializer, Origin origin) {
    this(units, hasBias, initializer, Penalty.NONE, origin);
  }

  /// The same layer with penalties on its weights.
  public DenseLayer withPenalty(double l1, double l2) {
    return new DenseLayer(units, hasBias, initializer, new Penalty(l1, l2), origin);
  }

  @Override
  public int outputWidth(int inputWidth) {
    return units;
  }
}
