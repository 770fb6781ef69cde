package dev.lanewise.processor.read;

import dev.lanewise.formula.NamedFormula;
import dev.lanewise.processor.diagnostic.Diagnostics;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/// Reads the bodies of static methods as formulas.
public interface BodyReader {

  /// Whether a type is compiled from source now, so that its bodies can be read.
  boolean hasSource(TypeElement type);

  /// Reads the body of a method whose type has source.
  ///
  /// @param inputs what stands for each parameter
  /// @param description names the method in messages
  /// @return empty if the body is outside of what can be differentiated, which is reported
  Optional<Body> read(
      ExecutableElement method, List<FunctionInput> inputs, String description, Diagnostics diagnostics);

  /// What a body computes.
  ///
  /// @param written the expressions that it is made of, inner ones first
  record Body(NamedFormula formula, List<WrittenPart> written) {}
}
