package dev.lanewise.processor.read;

import dev.lanewise.Activation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/// The parameters of a function's method, and what stands for each in the formula.
///
/// @param inputs in the order of the parameters
record Signature(List<FunctionInput> inputs) {

  /// Reads the method of an activation or a loss; empty if it has not the parameters or the result of one.
  static Optional<Signature> of(TypeElement type, ExecutableElement method) {
    if (!isNumber(method.getReturnType())) {
      return Optional.empty();
    }
    boolean isActivation = WrittenAnnotation.find(Activation.class, type, "").isPresent();
    return isActivation ? ofActivation(method) : ofLoss(method);
  }

  /// Reads the method of a loss by its types: two numbers, or an array and what it is compared with.
  static Optional<Signature> ofLoss(ExecutableElement method) {
    List<TypeMirror> types = method.getParameters().stream().map(VariableElement::asType).toList();
    if (!isNumber(method.getReturnType()) || types.size() != 2) {
      return Optional.empty();
    }
    if (isNumber(types.get(0)) && isNumber(types.get(1))) {
      return Optional.of(new Signature(
          List.of(FunctionInput.number("prediction"), FunctionInput.number("target"))));
    }
    if (!isRow(types.get(0))) {
      return Optional.empty();
    }
    FunctionInput outputs = FunctionInput.row("outputs", "width");
    if (types.get(1).getKind() == TypeKind.INT) {
      return Optional.of(new Signature(List.of(outputs, FunctionInput.number("label"))));
    }
    return isRow(types.get(1))
        ? Optional.of(new Signature(List.of(outputs, FunctionInput.row("targets", "targetWidth"))))
        : Optional.empty();
  }

  /// The first parameter is `x`, whatever its name; the others keep theirs.
  private static Optional<Signature> ofActivation(ExecutableElement method) {
    List<FunctionInput> inputs = new ArrayList<>();
    Set<String> taken = new HashSet<>(Set.of("x"));
    for (VariableElement parameter : method.getParameters()) {
      if (!isNumber(parameter.asType())) {
        return Optional.empty();
      }
      String name = parameter.getSimpleName().toString();
      boolean isFirst = inputs.isEmpty();
      inputs.add(FunctionInput.number(isFirst ? "x" : taken.add(name) ? name : name + "2"));
    }
    return inputs.isEmpty() ? Optional.empty() : Optional.of(new Signature(inputs));
  }

  private static boolean isNumber(TypeMirror type) {
    return type.getKind() == TypeKind.FLOAT || type.getKind() == TypeKind.DOUBLE;
  }

  private static boolean isRow(TypeMirror type) {
    return type instanceof ArrayType array && isNumber(array.getComponentType());
  }
}
