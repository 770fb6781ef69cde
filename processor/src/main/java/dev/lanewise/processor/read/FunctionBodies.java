package dev.lanewise.processor.read;

import dev.lanewise.formula.NamedFormula;
import dev.lanewise.processor.diagnostic.Diagnostics;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;

/// Finds what a method computes.
@FunctionalInterface
public interface FunctionBodies {

  /// The formula of a method, in its parameters or in elements of its array at fixed places, with the names of its
  /// local variables.
  ///
  /// @param method static, of numbers or of one array
  /// @param origin where problems are reported
  /// @return empty if something is wrong with it, which is reported
  Optional<NamedFormula> read(ExecutableElement method, ElementOrigin origin, Diagnostics diagnostics);
}
