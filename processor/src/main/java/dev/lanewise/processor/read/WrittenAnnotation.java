package dev.lanewise.processor.read;

import dev.lanewise.processor.diagnostic.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/// An annotation as the user wrote it, with typed access to its members and the place of each.
///
/// @param description names the annotated element in messages
record WrittenAnnotation(String description, Element element, AnnotationMirror mirror) {

  /// The annotations on an element, in the order written.
  static List<WrittenAnnotation> on(Element element, String description) {
    return element.getAnnotationMirrors().stream()
        .map(mirror -> new WrittenAnnotation(description, element, mirror))
        .toList();
  }

  /// The annotation of a type on an element, if there is one.
  static Optional<WrittenAnnotation> find(Class<?> type, Element element, String description) {
    return on(element, description).stream().filter(annotation -> annotation.is(type)).findFirst();
  }

  TypeElement type() {
    return (TypeElement) mirror.getAnnotationType().asElement();
  }

  String name() {
    return type().getSimpleName().toString();
  }

  boolean is(Class<?> type) {
    return type().getQualifiedName().contentEquals(type.getCanonicalName());
  }

  Origin origin() {
    return new ElementOrigin(description, element, mirror, null);
  }

  /// The place of a member's value, or of the annotation where the member is left out.
  Origin origin(String member) {
    return new ElementOrigin(description, element, mirror, written(member).orElse(null));
  }

  /// The place of one value of a member that is an array.
  Origin origin(AnnotationValue value) {
    return new ElementOrigin(description, element, mirror, value);
  }

  /// The value of a member as written, empty where it is left out.
  Optional<AnnotationValue> written(String member) {
    return mirror.getElementValues().entrySet().stream()
        .filter(entry -> entry.getKey().getSimpleName().contentEquals(member))
        .<AnnotationValue>map(Map.Entry::getValue)
        .findFirst();
  }

  /// The values of all members by name, defaults included.
  Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    for (ExecutableElement member : ElementFilter.methodsIn(type().getEnclosedElements())) {
      String name = member.getSimpleName().toString();
      values.put(name, written(name).orElseGet(member::getDefaultValue).getValue());
    }
    return values;
  }

  int number(String member) {
    return (Integer) values().get(member);
  }

  boolean flag(String member) {
    return (Boolean) values().get(member);
  }

  double real(String member) {
    return (Double) values().get(member);
  }

  String text(String member) {
    return (String) values().get(member);
  }

  /// The name of an enum constant.
  String constant(String member) {
    return ((VariableElement) values().get(member)).getSimpleName().toString();
  }

  TypeMirror typeMirror(String member) {
    return (TypeMirror) values().get(member);
  }

  /// The class or interface that a member names; empty if it names a primitive or an array.
  Optional<TypeElement> typeElement(String member) {
    return typeMirror(member) instanceof DeclaredType declared
        ? Optional.of((TypeElement) declared.asElement())
        : Optional.empty();
  }

  /// The values of a member that is an array, each with its own place where it has one.
  List<AnnotationValue> list(String member) {
    return ((List<?>) values().get(member)).stream().map(AnnotationValue.class::cast).toList();
  }
}
