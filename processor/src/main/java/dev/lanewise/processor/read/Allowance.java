package dev.lanewise.processor.read;

import dev.lanewise.Allow;
import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Origin;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.diagnostic.Severity;
import dev.lanewise.processor.diagnostic.Similarity;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;

/// Which warnings [Allow] silences: those about what is annotated, about what stands inside it, and about uses of it.
final class Allowance {
  private Allowance() {}

  /// Whether a warning is silenced at a place.
  static boolean allows(Problem warning, Origin place) {
    return concerned(place).stream()
        .flatMap(element -> names(element).stream())
        .anyMatch(name -> name.getValue().equals(warning.symbol()));
  }

  /// Reports names on an element that silence nothing.
  static void check(Element element, String description, Diagnostics diagnostics) {
    Optional<WrittenAnnotation> allow = WrittenAnnotation.find(Allow.class, element, description);
    for (AnnotationValue value : names(element)) {
      String name = (String) value.getValue();
      Optional<Problem> problem = Arrays.stream(Problem.values()).filter(one -> one.symbol().equals(name)).findFirst();
      if (problem.isEmpty()) {
        diagnostics.report(Problem.UNKNOWN_ALLOWANCE, allow.orElseThrow().origin(value), name,
            Similarity.suggestion(name, warnings()));
      } else if (problem.get().severity() == Severity.ERROR) {
        diagnostics.report(Problem.ALLOWED_ERROR, allow.orElseThrow().origin(value), name);
      }
    }
  }

  private static List<String> warnings() {
    return Arrays.stream(Problem.values())
        .filter(problem -> problem.severity() == Severity.WARNING)
        .map(Problem::symbol)
        .sorted()
        .toList();
  }

  private static List<AnnotationValue> names(Element element) {
    return WrittenAnnotation.find(Allow.class, element, "").map(allow -> allow.list("value")).orElse(List.of());
  }

  /// The elements whose allowances count at a place: the element and those around it, and the activation or loss that
  /// the annotation there is or names, with its methods.
  private static Set<Element> concerned(Origin place) {
    return switch (place) {
      case ElementOrigin written -> concerned(written);
      case BodyOrigin body -> {
        Set<Element> elements = around(body.element());
        if (body.use() != null) {
          elements.addAll(concerned(body.use()));
        }
        yield elements;
      }
      default -> Set.of();
    };
  }

  private static Set<Element> around(Element inner) {
    Set<Element> elements = new LinkedHashSet<>();
    for (Element one = inner; one != null; one = one.getEnclosingElement()) {
      elements.add(one);
    }
    return elements;
  }

  private static Set<Element> concerned(ElementOrigin place) {
    Set<Element> elements = around(place.element());
    if (place.annotation() != null) {
      elements.add(place.annotation().getAnnotationType().asElement());
      Stream<Object> values = place.value() != null
          ? Stream.of(place.value().getValue())
          : place.annotation().getElementValues().values().stream().map(AnnotationValue::getValue);
      values.filter(DeclaredType.class::isInstance)
          .map(named -> (TypeElement) ((DeclaredType) named).asElement())
          .forEach(named -> {
            elements.add(named);
            elements.addAll(named.getEnclosedElements());
          });
    }
    return elements;
  }
}
