package dev.lanewise.processor.read;

import dev.lanewise.Activation;
import dev.lanewise.Per;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Formula;
import dev.lanewise.formula.NamedFormula;
import dev.lanewise.formula.Substitution;
import dev.lanewise.layer.Apply;
import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Origin;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.layer.ActivationLayer;
import dev.lanewise.processor.layer.LearntParameter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;

/// Reads the activations of one row: annotations whose type is marked [Activation] and carries a formula, and [Apply].
final class ActivationReader {
  private static final String INITIAL = "init";
  private static final String PER = "per";

  private final LearntNames names = new LearntNames();
  private final Functions functions;
  private final Diagnostics diagnostics;

  ActivationReader(Functions functions, Diagnostics diagnostics) {
    this.functions = functions;
    this.diagnostics = diagnostics;
  }

  static boolean isActivation(WrittenAnnotation annotation) {
    return annotation.is(Apply.class) || marker(annotation).isPresent();
  }

  /// The mark on the annotation's type, or on the class that it applies.
  static Optional<WrittenAnnotation> marker(WrittenAnnotation annotation) {
    Optional<TypeElement> type =
        annotation.is(Apply.class) ? annotation.typeElement("value") : Optional.of(annotation.type());
    return type.flatMap(marked -> WrittenAnnotation.find(Activation.class, marked, annotation.description()));
  }

  /// Reads the next activation of the row.
  Optional<ActivationLayer> read(WrittenAnnotation annotation) {
    Optional<Function> function = annotation.is(Apply.class)
        ? new AppliedClassReader(annotation, functions, diagnostics).read()
        : readAnnotation(annotation);
    return function.flatMap(one -> layer(one, annotation));
  }

  /// A function as the row applies it.
  ///
  /// @param type what carries the formula
  /// @param argument what the formula calls its argument
  /// @param constants what other names of the formula stand for
  record Function(TypeElement type, String argument, Map<String, Expr> constants, List<LearntParameter> learnt) {}

  private Optional<ActivationLayer> layer(Function function, WrittenAnnotation annotation) {
    Set<String> inputs = new LinkedHashSet<>(List.of(function.argument));
    function.learnt.forEach(parameter -> inputs.add(parameter.name()));
    Origin origin = annotation.origin();
    return FormulaReader
        .read(function.type, function.constants, List.of(inputs), functions, origin, diagnostics)
        .map(declared -> layer(function, declared, origin));
  }

  private ActivationLayer layer(Function function, Functions.Declared declared, Origin origin) {
    NamedFormula formula = declared.formula();
    List<LearntParameter> named = names.inRow(function.learnt);
    Substitution constants = Substitution.ofVariables(function.constants);
    if (named.isEmpty() && function.argument.equals(ActivationLayer.ARGUMENT)) {
      functions.places().add(origin, declared.written(), constants::apply);
      return new ActivationLayer(
          function.type.getSimpleName().toString(), formula.value(), formula.statements(), named, origin);
    }
    Substitution renaming = LearntNames.renaming(function.argument, function.learnt, named);
    Map<String, Expr> statements = new LinkedHashMap<>(formula.statements());
    // A name that the row has given to a parameter is no longer free for a part.
    statements.keySet().remove(ActivationLayer.ARGUMENT);
    named.forEach(parameter -> statements.remove(parameter.name()));
    statements.replaceAll((name, part) -> renaming.apply(part));
    functions.places().add(origin, declared.written(), part -> renaming.apply(constants.apply(part)));
    return new ActivationLayer(
        function.type.getSimpleName().toString(), renaming.apply(formula.value()), statements, named, origin);
  }

  private Optional<Function> readAnnotation(WrittenAnnotation annotation) {
    Map<String, Expr> constants = new HashMap<>();
    boolean isFinite = true;
    for (Map.Entry<String, Object> member : annotation.values().entrySet()) {
      if (member.getValue() instanceof Number number) {
        double value = number.doubleValue();
        constants.put(member.getKey(), new Expr.Constant(value));
        isFinite &=
            isFinite(value, annotation.name(), member.getKey(), annotation.origin(member.getKey()), diagnostics);
      }
    }
    Optional<Functions.Declared> declared =
        functions.declared(annotation.type(), annotation.origin(), diagnostics);
    if (declared.isEmpty() || !isFinite) {
      return Optional.empty();
    }
    List<String> parameters = declared.get().parameters();
    List<String> learnt =
        parameters.stream().skip(1).filter(name -> !annotation.values().containsKey(name)).toList();
    Expr initial = learnt.isEmpty() ? null : constants.remove(INITIAL);
    if (!learnt.isEmpty() && !(initial instanceof Expr.Constant)) {
      diagnostics.report(Problem.INVALID_FORMULA, annotation.origin(), annotation.name(), "it learns "
          + String.join(" and ", learnt) + ", but has no member 'double " + INITIAL
          + "()' for the value before training");
      return Optional.empty();
    }
    String argument = parameters.stream().findFirst().orElse(ActivationLayer.ARGUMENT);
    Stream<LearntParameter> read =
        learnt.stream().map(name -> new LearntParameter(name, ((Expr.Constant) initial).value(), per(annotation)));
    return Optional.of(new Function(annotation.type(), argument, constants, read.toList()));
  }

  private static Per per(WrittenAnnotation annotation) {
    return annotation.values().containsKey(PER) ? Per.valueOf(annotation.constant(PER)) : Per.ROW;
  }

  /// Whether generated code can hold a number: what does not fit a float is infinite there. Reports it if not.
  static boolean isFinite(double value, String annotation, String name, Origin origin, Diagnostics diagnostics) {
    boolean isFinite = Float.isFinite((float) value);
    if (!isFinite) {
      diagnostics.report(Problem.NON_FINITE_PARAMETER, origin, annotation, name, value, whyNotFinite(value));
    }
    return isFinite;
  }

  private static String whyNotFinite(double value) {
    if (Double.isNaN(value)) {
      return "not a number";
    }
    return Double.isInfinite(value) ? "infinite" : "too large for single precision";
  }

  /// Reports an annotation that carries a formula but lacks the mark.
  ///
  /// @return whether it was reported
  static boolean reportUnmarked(WrittenAnnotation annotation, Diagnostics diagnostics) {
    boolean isUnmarked = !isActivation(annotation)
        && WrittenAnnotation.find(Formula.class, annotation.type(), annotation.description()).isPresent();
    if (isUnmarked) {
      diagnostics.report(Problem.MISSING_ACTIVATION, annotation.origin(), annotation.name());
    }
    return isUnmarked;
  }
}
