package dev.lanewise.processor.read;

import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/// Tells whether generated code can write `new Type()`.
final class Instantiation {
  private Instantiation() {}

  /// Why it cannot, to be read after the type's name; empty if it can.
  ///
  /// @param user the package of the generated code
  static Optional<String> obstacle(TypeElement type, PackageElement user) {
    Set<Modifier> modifiers = type.getModifiers();
    if (type.getKind() != ElementKind.CLASS && type.getKind() != ElementKind.RECORD) {
      return Optional.of("is not a class");
    }
    if (modifiers.contains(Modifier.ABSTRACT)) {
      return Optional.of("is abstract");
    }
    if (type.getNestingKind() == NestingKind.MEMBER && !modifiers.contains(Modifier.STATIC)) {
      return Optional.of("is an inner class that is not static");
    }
    if (Visibility.isPrivate(type) || !(Visibility.isPublic(type) || isIn(user, type))) {
      return Optional.of("is not visible from the package of the record");
    }
    boolean hasConstructor = ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
        .anyMatch(Instantiation::isPublicWithoutParameters);
    return hasConstructor ? Optional.empty() : Optional.of("has no public constructor without parameters");
  }

  private static boolean isIn(PackageElement user, TypeElement type) {
    return Visibility.nest(type).anyMatch(one -> one.getEnclosingElement().equals(user));
  }

  private static boolean isPublicWithoutParameters(ExecutableElement constructor) {
    return constructor.getParameters().isEmpty() && constructor.getModifiers().contains(Modifier.PUBLIC);
  }
}
