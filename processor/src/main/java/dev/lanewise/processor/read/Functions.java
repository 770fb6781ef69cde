package dev.lanewise.processor.read;

import dev.lanewise.Activation;
import dev.lanewise.Differentiable;
import dev.lanewise.Loss;
import dev.lanewise.formula.Formula;
import dev.lanewise.formula.FormulaException;
import dev.lanewise.formula.FormulaParser;
import dev.lanewise.formula.NamedFormula;
import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Origin;
import dev.lanewise.processor.diagnostic.Problem;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/// The formulas of functions that are declared as classes: from a text, from a body in source, or from the companion
/// that was generated when the class was compiled.
public final class Functions {
  /// The name of the method that a function's class declares.
  static final String METHOD = "of";
  private static final String COMPANION = "Formula";

  private final Elements elements;
  private final Supplier<BodyReader> bodies;
  private final Map<String, Optional<Declared>> read;
  private final Set<String> companions;
  private final BodyPlaces places = new BodyPlaces();

  /// A function as it was declared.
  ///
  /// @param parameters names of the inputs in the order of the method; empty for a text without a method
  /// @param companion the class that keeps the formula, if it is another one than the function's own
  /// @param written the expressions of its body, if it was read from one
  public record Declared(
      List<String> parameters, NamedFormula formula, Optional<String> companion, List<WrittenPart> written) {}

  /// @param makeBodies makes the reader of bodies when the first body is to be read
  public Functions(Elements elements, Supplier<BodyReader> makeBodies) {
    this(elements, madeOnce(makeBodies), new HashMap<>(), new LinkedHashSet<>());
  }

  private Functions(
      Elements elements, Supplier<BodyReader> bodies, Map<String, Optional<Declared>> read, Set<String> companions) {
    this.elements = elements;
    this.bodies = bodies;
    this.read = read;
    this.companions = companions;
  }

  private static Supplier<BodyReader> madeOnce(Supplier<BodyReader> make) {
    AtomicReference<BodyReader> made = new AtomicReference<>();
    return () -> made.updateAndGet(known -> known != null ? known : make.get());
  }

  /// The same functions for one network, of which [#companions] tells those that it uses.
  Functions ofNetwork() {
    return new Functions(elements, bodies, read, new LinkedHashSet<>());
  }

  /// The classes that keep the formulas that were asked for, in order.
  List<String> companions() {
    return List.copyOf(companions);
  }

  /// Where the parts of the network's functions are written.
  BodyPlaces places() {
    return places;
  }

  /// The class that keeps the formula of a function, beside the function's own class: `MishFormula`, and
  /// `Outer_MishFormula` for a nested class.
  public static String companionName(TypeElement type, Elements elements) {
    return TypeNames.prefix(type, elements) + TypeNames.flat(type, elements) + COMPANION;
  }

  /// The formula of a function's class.
  ///
  /// @param origin where the function is used
  /// @return empty if there is none that can be used, which is reported once
  public Optional<Declared> declared(TypeElement type, Origin origin, Diagnostics diagnostics) {
    String name = type.getQualifiedName().toString();
    Optional<Declared> known = read.get(name);
    if (known == null) {
      known = declare(type, origin, diagnostics);
      read.put(name, known);
    }
    if (known.isEmpty()) {
      diagnostics.dependOnError();
    }
    known.flatMap(Declared::companion).ifPresent(companions::add);
    return known;
  }

  /// The formula of a method annotated [Differentiable], in its parameters or in elements of its array.
  ///
  /// @return empty if its body cannot be read, which is reported
  public Optional<NamedFormula> differentiable(
      ExecutableElement method, ElementOrigin origin, Diagnostics diagnostics) {
    int length = WrittenAnnotation.find(Differentiable.class, method, "").orElseThrow().number("length");
    List<FunctionInput> inputs = method.getParameters().stream()
        .map(parameter -> parameter.getSimpleName().toString())
        .map(name -> length > 0 ? FunctionInput.array(name, length) : FunctionInput.number(name))
        .toList();
    return bodies.get().read(method, inputs, origin.description(), diagnostics).map(BodyReader.Body::formula);
  }

  /// The formula of a method that is compiled from source now.
  ///
  /// @param inputs what stands for each parameter
  /// @param description names the method in messages
  /// @return empty if its body cannot be read, which is reported
  Optional<BodyReader.Body> body(
      ExecutableElement method, List<FunctionInput> inputs, String description, Diagnostics diagnostics) {
    return bodies.get().read(method, inputs, description, diagnostics);
  }

  private Optional<Declared> declare(TypeElement type, Origin origin, Diagnostics diagnostics) {
    Optional<WrittenAnnotation> text = WrittenAnnotation.find(Formula.class, type, origin.description());
    if (text.isPresent()) {
      return parsed(text.get(), Optional.empty(), type, origin, diagnostics);
    }
    Optional<ExecutableElement> method = method(type);
    if (method.isEmpty()) {
      String fix = type.getKind() == ElementKind.ANNOTATION_TYPE
          ? "annotate " + type.getSimpleName() + " with @Formula(\"...\")"
          : "give " + type.getSimpleName() + " a method " + example(type);
      diagnostics.report(Problem.MISSING_FORMULA, origin, subject(type, origin), fix);
      return Optional.empty();
    }
    Optional<Signature> signature = Signature.of(type, method.get());
    if (signature.isEmpty()) {
      diagnostics.report(Problem.WRONG_SIGNATURE, origin, subject(type, origin),
          method.get().getReturnType() + " " + method.get(), example(type));
      return Optional.empty();
    }
    return hasSource(type)
        ? body(type, method.get(), signature.get(), diagnostics)
        : kept(type, origin, diagnostics);
  }

  /// A function as the beginning of a sentence, seen from its use or by itself.
  private static String subject(TypeElement type, Origin origin) {
    String itself = FunctionClass.origin(type).description();
    return origin.description().equals(itself)
        ? itself
        : origin.description() + " uses " + type.getSimpleName() + ", which";
  }

  private Optional<Declared> body(
      TypeElement type, ExecutableElement method, Signature signature, Diagnostics diagnostics) {
    return bodies.get()
        .read(method, signature.inputs(), "the function " + type.getSimpleName(), diagnostics)
        .map(body -> new Declared(
            signature.inputs().stream().map(FunctionInput::variable).toList(), body.formula(),
            Optional.of(companionName(type, elements)), body.written()));
  }

  private Optional<Declared> kept(TypeElement type, Origin origin, Diagnostics diagnostics) {
    String name = companionName(type, elements);
    Optional<WrittenAnnotation> text = Optional.ofNullable(elements.getTypeElement(name))
        .flatMap(companion -> WrittenAnnotation.find(Formula.class, companion, origin.description()));
    if (text.isEmpty()) {
      diagnostics.report(Problem.FUNCTION_NOT_KEPT, origin, type.getSimpleName());
      return Optional.empty();
    }
    return parsed(text.get(), Optional.of(name), type, origin, diagnostics);
  }

  private static Optional<Declared> parsed(
      WrittenAnnotation text, Optional<String> companion, TypeElement type, Origin origin, Diagnostics diagnostics) {
    try {
      return Optional.of(
          new Declared(parameters(text), FormulaParser.parseNamed(text.text("value")), companion, List.of()));
    } catch (FormulaException e) {
      diagnostics.report(Problem.INVALID_FORMULA, origin, type.getSimpleName(), e.getMessage());
      return Optional.empty();
    }
  }

  private boolean hasSource(TypeElement type) {
    return bodies.get().hasSource(type);
  }

  private static List<String> parameters(WrittenAnnotation formula) {
    return formula.list("parameters").stream().map(one -> (String) one.getValue()).toList();
  }

  /// The method of a function's class, the first one named `of` that is static.
  static Optional<ExecutableElement> method(TypeElement type) {
    return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
        .filter(method -> method.getSimpleName().contentEquals(METHOD))
        .filter(method -> method.getModifiers().contains(Modifier.STATIC))
        .findFirst();
  }

  private String gradientName(ExecutableElement method) {
    return TypeNames.prefix((TypeElement) method.getEnclosingElement(), elements)
        + DifferentiableReader.className(method, elements);
  }

  /// The forms that the method of a loss can have.
  static String lossExample(String name) {
    return "static float " + name + "(float prediction, float target), or " + name
        + "(float[] outputs, int label), or " + name + "(float[] outputs, float[] targets)";
  }

  private static String example(TypeElement type) {
    return WrittenAnnotation.find(Loss.class, type, "").isPresent()
        ? lossExample(METHOD)
        : "static float of(float x)";
  }

  /// The formula of a method in a class file: of an activation, a loss, or a function that is differentiable.
  public Optional<KnownFunctions.Known> known(ExecutableElement method) {
    TypeElement type = (TypeElement) method.getEnclosingElement();
    boolean isFunction = WrittenAnnotation.find(Activation.class, type, "").isPresent()
        || WrittenAnnotation.find(Loss.class, type, "").isPresent();
    boolean isDifferentiable = WrittenAnnotation.find(Differentiable.class, method, "").isPresent();
    if (!isFunction && !isDifferentiable) {
      return Optional.empty();
    }
    String name = isDifferentiable ? gradientName(method) : companionName(type, elements);
    return Optional.ofNullable(elements.getTypeElement(name))
        .flatMap(companion -> WrittenAnnotation.find(Formula.class, companion, ""))
        .map(text -> new KnownFunctions.Known(
            parameters(text), FormulaParser.parseNamed(text.text("value"))));
  }
}
