package dev.lanewise.processor.read.source;

import dev.lanewise.processor.read.source.JavaValue.Number;
import dev.lanewise.processor.read.source.JavaValue.Row;
import dev.lanewise.processor.read.source.JavaValue.Truth;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/// Chooses among methods of one name by the types of the arguments, as Java does for primitive types (JLS 15.12.2).
final class Overloads {
  private Overloads() {}

  /// The most specific method that takes the arguments.
  static Optional<ExecutableElement> choose(List<ExecutableElement> methods, List<JavaValue> arguments) {
    return methods.stream()
        .filter(method -> takes(method, arguments))
        .min(Comparator.comparingInt(Overloads::generality));
  }

  /// The numeric type of a parameter; empty for a condition or an array.
  static Optional<NumberType> type(TypeMirror type) {
    return switch (type.getKind()) {
      case INT, SHORT, BYTE, CHAR -> Optional.of(NumberType.INT);
      case LONG -> Optional.of(NumberType.LONG);
      case FLOAT -> Optional.of(NumberType.FLOAT);
      case DOUBLE -> Optional.of(NumberType.DOUBLE);
      default -> Optional.empty();
    };
  }

  private static boolean takes(ExecutableElement method, List<JavaValue> arguments) {
    if (method.getParameters().size() != arguments.size()) {
      return false;
    }
    for (int i = 0; i < arguments.size(); i++) {
      TypeMirror type = method.getParameters().get(i).asType();
      boolean fits = switch (arguments.get(i)) {
        case Number number -> type(type).filter(to -> to.compareTo(number.type()) >= 0).isPresent();
        case Truth _ -> type.getKind() == TypeKind.BOOLEAN;
        case Row _ -> type.getKind() == TypeKind.ARRAY;
      };
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static int generality(ExecutableElement method) {
    return method.getParameters().stream()
        .mapToInt(parameter -> type(parameter.asType()).map(NumberType::ordinal).orElse(0))
        .sum();
  }
}
