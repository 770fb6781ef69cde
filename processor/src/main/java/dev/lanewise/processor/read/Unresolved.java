package dev.lanewise.processor.read;

import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/// Tells whether a declaration breaks the rules of Java, so far: it names something that another processor may generate
/// in a later round, or has a mistake that the compiler itself reports better than we could. Some compilers run
/// processors all the same.
public final class Unresolved {
  private Unresolved() {}

  /// Whether the annotations or the components of a type cannot be read yet.
  public static boolean isIn(TypeElement type) {
    return isInAnnotations(type) || type.getRecordComponents().stream().anyMatch(Unresolved::isInComponent);
  }

  private static boolean isInComponent(RecordComponentElement component) {
    return component.asType().getKind() == TypeKind.ERROR || isInAnnotations(component);
  }

  private static boolean isInAnnotations(Element element) {
    List<? extends AnnotationMirror> annotations = element.getAnnotationMirrors();
    long types = annotations.stream().map(one -> one.getAnnotationType().asElement()).distinct().count();
    boolean repeatsOne = types < annotations.size();
    return repeatsOne || annotations.stream().anyMatch(Unresolved::isIn);
  }

  private static boolean isIn(AnnotationMirror annotation) {
    return annotation.getAnnotationType().getKind() == TypeKind.ERROR
        || lacksMember(annotation)
        || annotation.getElementValues().entrySet().stream()
            .anyMatch(entry -> isIn(entry.getKey(), entry.getValue().getValue()));
  }

  private static boolean lacksMember(AnnotationMirror annotation) {
    Element type = annotation.getAnnotationType().asElement();
    return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
        .anyMatch(member -> member.getDefaultValue() == null && !annotation.getElementValues().containsKey(member));
  }

  private static boolean isIn(ExecutableElement member, Object value) {
    TypeMirror type = member.getReturnType();
    boolean isArray = type.getKind() == TypeKind.ARRAY;
    TypeMirror elementType = isArray ? ((ArrayType) type).getComponentType() : type;
    List<?> values = value instanceof List<?> list ? list : List.of(value);
    return values.stream()
        .map(one -> one instanceof AnnotationValue element ? element.getValue() : one)
        .anyMatch(one -> isUnreadable(elementType, one));
  }

  /// Compilers show a value they cannot work out as an erroneous type, or as text whatever the member's type.
  private static boolean isUnreadable(TypeMirror type, Object value) {
    boolean isErroneous = value instanceof TypeMirror named && named.getKind() == TypeKind.ERROR;
    boolean isText = value instanceof String && !type.toString().equals(String.class.getName());
    return isErroneous || isText;
  }
}
