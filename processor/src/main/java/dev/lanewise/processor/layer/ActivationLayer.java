package dev.lanewise.processor.layer;

import dev.lanewise.formula.Expr;
import dev.lanewise.processor.diagnostic.Origin;
import java.util.List;
import java.util.Map;

/// A function of one number applied to every element.
///
/// @param name the simple name of the annotation or class, `LeakyRelu`
/// @param formula in the variable `x` and the names of the learnt parameters; all else is replaced by its value
/// @param statements the parts of the formula that its author named
/// @param learnt the parameters that training changes, in order; no other parameter of the row has their names
public record ActivationLayer(
    String name, Expr formula, Map<String, Expr> statements, List<LearntParameter> learnt, Origin origin)
    implements LayerKind {
  /// The variable of the formula.
  public static final String ARGUMENT = "x";

  /// Copies the list.
  public ActivationLayer {
    learnt = List.copyOf(learnt);
  }

  @Override
  public int outputWidth(int inputWidth) {
    return inputWidth;
  }
}
