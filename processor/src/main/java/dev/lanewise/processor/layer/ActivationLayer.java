package dev.lanewise.processor.layer;

import dev.lanewise.formula.Expr;
import dev.lanewise.processor.diagnostic.Origin;
import java.util.Map;

/// A function of one number applied to every element.
///
/// @param name the annotation's simple name, `LeakyRelu`
/// @param formula in the variable `x` alone; members of the annotation are replaced by their values
/// @param statements the parts of the formula that its author named
public record ActivationLayer(String name, Expr formula, Map<String, Expr> statements, Origin origin)
    implements LayerKind {
  /// The variable of the formula.
  public static final String ARGUMENT = "x";

  @Override
  public int outputWidth(int inputWidth) {
    return inputWidth;
  }
}
