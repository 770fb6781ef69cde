package dev.lanewise.processor.layer;

import dev.lanewise.processor.diagnostic.Origin;
import java.util.List;

/// One component of the record: a named pipeline of layers, one contraction and what follows it.
///
/// @param name the component's name
/// @param layers in the order of the annotations, at least one
/// @param learningRateScale what the learning rate of its parameters is multiplied by; 0 if they are frozen
public record Row(String name, List<LayerKind> layers, float learningRateScale, Origin origin) {
  /// Copies the layers.
  public Row {
    layers = List.copyOf(layers);
  }

  /// A row without a learning rate of its own.
  public Row(String name, List<LayerKind> layers, Origin origin) {
    this(name, layers, 1f, origin);
  }

  /// Whether training leaves its parameters as they are.
  public boolean isFrozen() {
    return learningRateScale == 0;
  }

  /// The width that leaves the row.
  public int outputWidth(int inputWidth) {
    int width = inputWidth;
    for (LayerKind layer : layers) {
      width = layer.outputWidth(width);
    }
    return width;
  }
}
