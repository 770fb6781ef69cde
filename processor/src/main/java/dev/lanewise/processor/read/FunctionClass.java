package dev.lanewise.processor.read;

import dev.lanewise.formula.Formula;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;

/// A class that is annotated as an activation or a loss.
public final class FunctionClass {
  private FunctionClass() {}

  /// Whether the formula of a class is in the body of its method.
  public static boolean hasBody(TypeElement type) {
    return type.getKind() != ElementKind.ANNOTATION_TYPE
        && WrittenAnnotation.find(Formula.class, type, "").isEmpty();
  }

  /// The place of a function as a whole.
  public static ElementOrigin origin(TypeElement type) {
    return ElementOrigin.of("the function " + type.getSimpleName(), type);
  }

  /// Whether other packages see the class.
  public static boolean isPublic(TypeElement type) {
    return Visibility.isPublic(type);
  }
}
