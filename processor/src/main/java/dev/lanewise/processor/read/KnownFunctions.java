package dev.lanewise.processor.read;

import dev.lanewise.formula.NamedFormula;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;

/// Functions whose formula was kept when their class was compiled.
@FunctionalInterface
public interface KnownFunctions {

  /// The formula of a static method; empty if none was kept.
  Optional<Known> of(ExecutableElement method);

  /// A formula with the names of its inputs.
  ///
  /// @param parameters in the order of the method
  record Known(List<String> parameters, NamedFormula formula) {}
}
