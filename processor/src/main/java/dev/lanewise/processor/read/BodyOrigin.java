package dev.lanewise.processor.read;

import dev.lanewise.processor.diagnostic.Origin;
import javax.lang.model.element.Element;

/// A place inside the body of a method.
///
/// @param description names the method, or what uses it, in words
/// @param element the method
/// @param place in the source file that holds the method
/// @param use where the function is used, if that is what the problem is about; else null
public record BodyOrigin(String description, Element element, Place place, Origin use) implements Origin {

  /// A tree of the syntax.
  ///
  /// @param offset of its first character
  /// @param tree as the compiler prints it, which tells trees apart that begin at the same character
  public record Place(long offset, String tree) {}
}
