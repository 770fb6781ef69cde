package dev.lanewise.processor.read;

import dev.lanewise.formula.Formula;
import dev.lanewise.formula.FormulaException;
import dev.lanewise.formula.FormulaParser;
import dev.lanewise.formula.NamedFormula;
import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Problem;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/// Takes the formula of a method from a companion class: `Surfaces_BowlFormula`, in the same package, with the text
/// form in its [Formula].
///
/// @param elements finds the companion
public record WrittenBodies(Elements elements) implements FunctionBodies {

  @Override
  public Optional<NamedFormula> read(ExecutableElement method, ElementOrigin origin, Diagnostics diagnostics) {
    String name = DifferentiableReader.className(method, elements) + "Formula";
    String packageName = elements.getPackageOf(method).getQualifiedName().toString();
    TypeElement companion = elements.getTypeElement(packageName.isEmpty() ? name : packageName + "." + name);
    Optional<WrittenAnnotation> formula = companion == null
        ? Optional.empty()
        : WrittenAnnotation.find(Formula.class, companion, origin.description());
    if (formula.isEmpty()) {
      diagnostics.report(Problem.MISSING_FORMULA, origin, name);
      return Optional.empty();
    }
    try {
      return Optional.of(FormulaParser.parseNamed(formula.get().text("value")));
    } catch (FormulaException e) {
      diagnostics.report(Problem.INVALID_FORMULA, origin, name, e.getMessage());
      return Optional.empty();
    }
  }
}
