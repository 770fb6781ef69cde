package dev.lanewise.processor.layer;

import dev.lanewise.processor.diagnostic.Origin;

/// A fully connected layer, [dev.lanewise.layer.Dense].
///
/// @param units outputs, at least 1
/// @param hasBias whether a bias is added
/// @param initializer how the weights start
public record DenseLayer(int units, boolean hasBias, InitializerChoice initializer, Origin origin)
    implements LayerKind {
  @Override
  public int outputWidth(int inputWidth) {
    return units;
  }
}
