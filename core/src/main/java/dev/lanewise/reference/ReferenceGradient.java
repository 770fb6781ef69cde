package dev.lanewise.reference;

import java.util.Map;

/// The loss of a mini-batch with its gradient, in double precision.
///
/// @param loss the mean over the samples, by their weights if they have any
/// @param parameters the gradient by parameter name: `hidden.weight` `[out, in]` row by row, `hidden.bias` `[out]`,
///     `hidden.slope` `[1]` or `[out]`; penalties are part of it
public record ReferenceGradient(double loss, Map<String, double[]> parameters) {
  /// Copies the map, not the arrays.
  public ReferenceGradient {
    parameters = Map.copyOf(parameters);
  }
}
