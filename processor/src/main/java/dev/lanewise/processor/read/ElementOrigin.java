package dev.lanewise.processor.read;

import dev.lanewise.processor.diagnostic.Origin;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;

/// A place in the user's source as exact as the compiler tells it.
///
/// @param description names the place in words, for compilers that lose positions
/// @param element the record or component, or null if the place is not in a source
/// @param annotation the annotation on the element, or null
/// @param value the value within the annotation, or null
public record ElementOrigin(String description, Element element, AnnotationMirror annotation, AnnotationValue value)
    implements Origin {
  /// The command line of the compiler.
  public static final ElementOrigin OPTIONS = new ElementOrigin("the compiler's command line", null, null, null);

  /// A place given by an element.
  public static ElementOrigin of(String description, Element element) {
    return new ElementOrigin(description, element, null, null);
  }
}
