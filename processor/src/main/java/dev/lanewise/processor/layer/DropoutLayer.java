package dev.lanewise.processor.layer;

import dev.lanewise.processor.diagnostic.Origin;

/// A layer that sets elements to 0 at random in training, [dev.lanewise.layer.Dropout].
///
/// @param rate the probability of it, at least 0 and below 1
public record DropoutLayer(double rate, Origin origin) implements LayerKind {

  @Override
  public int outputWidth(int inputWidth) {
    return inputWidth;
  }
}
