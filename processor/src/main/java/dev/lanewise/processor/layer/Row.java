package dev.lanewise.processor.layer;

import dev.lanewise.processor.diagnostic.Origin;
import java.util.List;

/// One component of the record: a named pipeline of layers, one contraction and what follows it.
///
/// @param name the component's name
/// @param layers in the order of the annotations, at least one
public record Row(String name, List<LayerKind> layers, Origin origin) {
  /// Copies the layers.
  public Row {
    layers = List.copyOf(layers);
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
