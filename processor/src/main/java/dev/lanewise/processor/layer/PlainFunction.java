package dev.lanewise.processor.layer;

import dev.lanewise.formula.NamedFormula;
import dev.lanewise.processor.diagnostic.Origin;
import java.util.List;
import java.util.stream.IntStream;

/// A method annotated `@Differentiable`, complete and valid.
///
/// @param packageName empty for the unnamed package
/// @param methodName as people name it, `Surfaces.bowl` or `Outer.Inner.bowl`
/// @param className the simple name of the class to generate, `Surfaces_Bowl` or `Outer_Inner_Bowl`
/// @param isPublic whether the class is visible outside its package
/// @param precision of parameters, result and all between
/// @param parameters the names of the parameters; of the array alone if it is a function of one
/// @param length of the array, or 0 for a function of numbers
/// @param formula in the parameters, or in elements of the array at fixed places
public record PlainFunction(
    String packageName,
    String methodName,
    String className,
    boolean isPublic,
    Precision precision,
    List<String> parameters,
    int length,
    NamedFormula formula,
    Origin origin) {
  /// Copies the parameters.
  public PlainFunction {
    parameters = List.copyOf(parameters);
  }

  /// Whether the function takes an array.
  public boolean isOfArray() {
    return length > 0;
  }

  /// The names of the numbers that the function takes, in order; `x[0]`, `x[1]` for an array.
  public List<String> inputs() {
    return isOfArray()
        ? IntStream.range(0, length).mapToObj(i -> parameters.getFirst() + "[" + i + "]").toList()
        : parameters;
  }
}
