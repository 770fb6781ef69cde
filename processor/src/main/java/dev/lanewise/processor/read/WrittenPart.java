package dev.lanewise.processor.read;

import dev.lanewise.formula.Expr;
import java.util.function.Supplier;
import javax.lang.model.element.Element;

/// What an expression in the body of a method computes, and where it stands.
///
/// @param part what it computes, in the inputs of the function that is read
/// @param element the method or constant whose source holds it
/// @param where finds the place when a problem is reported there
public record WrittenPart(Expr part, Element element, Supplier<Where> where) {

  /// Where an expression stands.
  ///
  /// @param file file and line, `Leak.java:7`
  /// @param text the expression in one line
  public record Where(BodyOrigin.Place place, String file, String text) {}
}
