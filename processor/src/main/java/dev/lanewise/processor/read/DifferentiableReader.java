package dev.lanewise.processor.read;

import dev.lanewise.Differentiable;
import dev.lanewise.formula.NamedFormula;
import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Origin;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.layer.PlainFunction;
import dev.lanewise.processor.layer.PlainFunctionRules;
import dev.lanewise.processor.layer.Precision;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;

/// Reads a method annotated [Differentiable].
public final class DifferentiableReader {
  private static final String LENGTH = "length";

  private final Elements elements;
  private final FunctionBodies bodies;
  private final Diagnostics diagnostics;

  /// Prepares to read one method.
  public DifferentiableReader(Elements elements, FunctionBodies bodies, Diagnostics diagnostics) {
    this.elements = elements;
    this.bodies = bodies;
    this.diagnostics = diagnostics;
  }

  /// The place of a method as a whole.
  public static ElementOrigin origin(ExecutableElement method) {
    return ElementOrigin.of(
        "method '" + method.getSimpleName() + "' of " + method.getEnclosingElement().getSimpleName(), method);
  }

  /// Reads a method; empty if a problem was reported, or if the compiler itself will report one.
  public Optional<PlainFunction> read(ExecutableElement method) {
    ElementOrigin origin = origin(method);
    WrittenAnnotation mark =
        WrittenAnnotation.find(Differentiable.class, method, origin.description()).orElseThrow();
    if (isUnresolved(method)
        || !EnvironmentRules.checkVersion((TypeElement) method.getEnclosingElement(), origin, elements, diagnostics)
        || !isDifferentiable(method, mark, origin)) {
      return Optional.empty();
    }
    Optional<PlainFunction> function = bodies.read(method, origin, diagnostics)
        .filter(_ -> !diagnostics.hasErrors())
        .map(formula -> function(method, mark, formula, origin));
    function.ifPresent(one -> PlainFunctionRules.check(one, diagnostics));
    return function.filter(_ -> !diagnostics.hasErrors());
  }

  private PlainFunction function(
      ExecutableElement method, WrittenAnnotation mark, NamedFormula formula, ElementOrigin origin) {
    TypeElement type = (TypeElement) method.getEnclosingElement();
    String packageName = elements.getPackageOf(method).getQualifiedName().toString();
    boolean isPublic = method.getModifiers().contains(Modifier.PUBLIC) && Visibility.isPublic(type);
    return new PlainFunction(
        packageName,
        TypeNames.inPackage(type, elements) + "." + method.getSimpleName(),
        className(method, elements),
        isPublic,
        method.getReturnType().getKind() == TypeKind.FLOAT ? Precision.FLOAT : Precision.DOUBLE,
        method.getParameters().stream().map(parameter -> parameter.getSimpleName().toString()).toList(),
        mark.number(LENGTH),
        formula,
        origin);
  }

  /// The name of the class to generate: `Surfaces.bowl` gives `Surfaces_Bowl`.
  static String className(ExecutableElement method, Elements elements) {
    String name = method.getSimpleName().toString();
    return TypeNames.flat((TypeElement) method.getEnclosingElement(), elements) + "_"
        + Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static boolean isUnresolved(ExecutableElement method) {
    return method.getReturnType().getKind() == TypeKind.ERROR
        || method.getParameters().stream().anyMatch(parameter -> parameter.asType().getKind() == TypeKind.ERROR);
  }

  private boolean isDifferentiable(ExecutableElement method, WrittenAnnotation mark, ElementOrigin origin) {
    TypeKind result = method.getReturnType().getKind();
    List<? extends VariableElement> parameters = method.getParameters();
    if (!method.getModifiers().contains(Modifier.STATIC)) {
      return refuse(origin, "is not static", "write 'static': a function depends on its parameters alone");
    }
    if (result != TypeKind.FLOAT && result != TypeKind.DOUBLE) {
      return refuse(origin, "gives " + described(method.getReturnType()) + ", not a number with a fraction",
          "give it the result float or double");
    }
    if (parameters.isEmpty()) {
      return refuse(origin, "has no parameters", "give it the numbers that it should be differentiated by");
    }
    if (parameters.size() == 1 && parameters.getFirst().asType() instanceof ArrayType array) {
      return isOfArray(array, result, mark, origin);
    }
    for (VariableElement parameter : parameters) {
      if (parameter.asType().getKind() != result) {
        return refuse(origin, "gives " + described(method.getReturnType()) + ", but its parameter '"
            + parameter.getSimpleName() + "' is " + described(parameter.asType()),
            "make all of them " + method.getReturnType() + "; write fixed numbers as constants");
      }
    }
    return mark.written(LENGTH).isEmpty()
        || refuse(mark.origin(LENGTH), "has a length but takes no array", "remove the length");
  }

  private boolean isOfArray(ArrayType array, TypeKind result, WrittenAnnotation mark, ElementOrigin origin) {
    if (array.getComponentType().getKind() != result) {
      return refuse(origin, "gives " + result.name().toLowerCase(Locale.ROOT) + ", but takes "
          + described(array), "make both of the same type");
    }
    if (mark.written(LENGTH).isEmpty()) {
      return refuse(mark.origin(), "takes an array of unknown length",
          "write @Differentiable(length = 3) with the length that it is for");
    }
    int length = mark.number(LENGTH);
    return length > 0
        || refuse(mark.origin(LENGTH), "has the length " + length, "write a length of at least 1");
  }

  private boolean refuse(Origin origin, String what, String fix) {
    diagnostics.report(Problem.NOT_DIFFERENTIABLE, origin, what, fix);
    return false;
  }

  private static String described(TypeMirror type) {
    return type.getKind() == TypeKind.VOID ? "nothing" : type.toString();
  }
}
