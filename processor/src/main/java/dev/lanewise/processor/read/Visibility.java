package dev.lanewise.processor.read;

import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/// What a type and the types around it let others see.
final class Visibility {
  private Visibility() {}

  /// The type and the types around it, from the inside out.
  static Stream<TypeElement> nest(TypeElement type) {
    return Stream.<Element>iterate(type, TypeElement.class::isInstance, Element::getEnclosingElement)
        .map(TypeElement.class::cast);
  }

  /// Whether all of them are public.
  static boolean isPublic(TypeElement type) {
    return nest(type).allMatch(one -> one.getModifiers().contains(Modifier.PUBLIC));
  }

  /// Whether one of them is private.
  static boolean isPrivate(TypeElement type) {
    return nest(type).anyMatch(one -> one.getModifiers().contains(Modifier.PRIVATE));
  }
}
