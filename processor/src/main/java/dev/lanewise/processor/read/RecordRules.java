package dev.lanewise.processor.read;

import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Problem;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;

/// What a type must be to declare a network.
final class RecordRules {
  private RecordRules() {}

  /// Reports what keeps the type from being a network.
  static void check(TypeElement type, ElementOrigin origin, Diagnostics diagnostics) {
    if (type.getKind() != ElementKind.RECORD) {
      diagnostics.report(Problem.NOT_A_RECORD, origin, kind(type));
      return;
    }
    if (Visibility.isPrivate(type)) {
      diagnostics.report(Problem.PRIVATE_RECORD, origin);
    }
    if (!type.getTypeParameters().isEmpty()) {
      diagnostics.report(Problem.GENERIC_RECORD, origin);
    }
    if (type.getRecordComponents().isEmpty()) {
      diagnostics.report(Problem.NO_ROWS, origin);
    }
    checkNames(type, diagnostics);
  }

  private static String kind(TypeElement type) {
    return switch (type.getKind()) {
      case INTERFACE -> "an interface";
      case ENUM -> "an enum";
      case ANNOTATION_TYPE -> "an annotation type";
      default -> "a class";
    };
  }

  private static void checkNames(TypeElement type, Diagnostics diagnostics) {
    Map<String, String> names = new HashMap<>();
    for (RecordComponentElement component : type.getRecordComponents()) {
      String name = component.getSimpleName().toString();
      String other = names.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
      if (other != null) {
        String description = "row '" + name + "' of " + type.getSimpleName();
        diagnostics.report(Problem.ROW_NAMES_CLASH, ElementOrigin.of(description, component), other);
      }
    }
  }
}
