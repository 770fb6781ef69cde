package dev.lanewise.processor.layer;

import dev.lanewise.processor.diagnostic.Origin;

/// One annotation of a row's pipeline, as it was declared and found valid.
public sealed interface LayerKind permits DenseLayer, ActivationLayer, DropoutLayer {

  /// The width that leaves this layer.
  int outputWidth(int inputWidth);

  /// The annotation on the row.
  Origin origin();
}
