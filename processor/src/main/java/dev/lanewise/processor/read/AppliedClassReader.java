package dev.lanewise.processor.read;

import dev.lanewise.Learnt;
import dev.lanewise.Per;
import dev.lanewise.formula.Expr;
import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.layer.ActivationLayer;
import dev.lanewise.processor.layer.LearntParameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/// Reads what [dev.lanewise.layer.Apply] says: a class with a function, and what its parameters stand for.
final class AppliedClassReader {
  private static final String ARGUMENTS = "args";

  private final WrittenAnnotation apply;
  private final Functions functions;
  private final Diagnostics diagnostics;

  AppliedClassReader(WrittenAnnotation apply, Functions functions, Diagnostics diagnostics) {
    this.apply = apply;
    this.functions = functions;
    this.diagnostics = diagnostics;
  }

  /// Reads the function, or reports all that is wrong with how it is applied.
  Optional<ActivationReader.Function> read() {
    Optional<TypeElement> type = apply.typeElement("value");
    String name = type.map(one -> one.getSimpleName().toString()).orElse(apply.values().get("value").toString());
    if (type.isPresent() && type.get().getKind() == ElementKind.ANNOTATION_TYPE) {
      reportClass(name, "is an annotation itself", "write @" + name + " in place of @Apply(" + name + ".class)");
      return Optional.empty();
    }
    if (ActivationReader.marker(apply).isEmpty()) {
      reportClass(name, "is not annotated @Activation",
          "annotate " + name + " with @dev.lanewise.Activation and give it a method static float of(float x)");
      return Optional.empty();
    }
    return functions.declared(type.orElseThrow(), apply.origin("value"), diagnostics)
        .flatMap(declared -> function(type.get(), declared.parameters()));
  }

  private void reportClass(String name, String reason, String fix) {
    diagnostics.report(Problem.NOT_AN_ACTIVATION, apply.origin("value"), name, reason, fix);
  }

  /// Binds the parameters of a function.
  ///
  /// @param declared their names as the formula has them; none where only a text without parameters is there
  private Optional<ActivationReader.Function> function(TypeElement type, List<String> declared) {
    List<VariableElement> variables = new ArrayList<>();
    Functions.method(type).ifPresent(method -> variables.addAll(method.getParameters()));
    List<String> names = names(declared, variables);
    if (!variables.isEmpty() && names.size() != variables.size()) {
      diagnostics.report(Problem.INVALID_FORMULA, apply.origin(), type.getSimpleName(), "its parameters list "
          + names.size() + " names, but its method of has " + variables.size() + " parameters");
      return Optional.empty();
    }
    if (!variables.isEmpty() && mark(variables.getFirst()).isPresent()) {
      diagnostics.report(Problem.LEARNT_ARGUMENT, apply.origin("value"), type.getSimpleName(),
          variables.getFirst().getSimpleName());
      return Optional.empty();
    }
    List<LearntParameter> learnt = new ArrayList<>();
    List<String> given = new ArrayList<>();
    boolean isRight = true;
    for (int i = 1; i < names.size(); i++) {
      Optional<WrittenAnnotation> mark = variables.isEmpty() ? Optional.empty() : mark(variables.get(i));
      if (mark.isEmpty()) {
        given.add(names.get(i));
      } else {
        double initial = mark.get().real("value");
        isRight &= ActivationReader.isFinite(initial, "Learnt", names.get(i), apply.origin(), diagnostics);
        learnt.add(new LearntParameter(names.get(i), initial, Per.valueOf(apply.constant("per"))));
      }
    }
    Optional<Map<String, Expr>> constants = constants(type, given);
    return isRight && constants.isPresent()
        ? Optional.of(new ActivationReader.Function(type, names.getFirst(), constants.get(), learnt))
        : Optional.empty();
  }

  private Optional<WrittenAnnotation> mark(VariableElement parameter) {
    return WrittenAnnotation.find(Learnt.class, parameter, apply.description());
  }

  /// The names of the inputs: class files do not keep those of a method's parameters, so the formula's come first.
  private static List<String> names(List<String> declared, List<VariableElement> variables) {
    if (!declared.isEmpty()) {
      return declared;
    }
    return variables.isEmpty()
        ? List.of(ActivationLayer.ARGUMENT)
        : variables.stream().map(variable -> variable.getSimpleName().toString()).toList();
  }

  /// What the parameters that are not learnt stand for.
  private Optional<Map<String, Expr>> constants(TypeElement type, List<String> names) {
    List<AnnotationValue> values = apply.list(ARGUMENTS);
    if (values.size() != names.size()) {
      diagnostics.report(Problem.ARGUMENT_COUNT, apply.origin(ARGUMENTS), type.getSimpleName(), numbers(values.size()),
          names.isEmpty() ? "none" : numbers(names.size()) + ": " + String.join(", ", names),
          names.isEmpty() ? "remove args" : "write args = {" + String.join(", ", names) + "}, a number for each name");
      return Optional.empty();
    }
    Map<String, Expr> constants = new HashMap<>();
    boolean isFinite = true;
    for (int i = 0; i < names.size(); i++) {
      double value = (Double) values.get(i).getValue();
      isFinite &= ActivationReader.isFinite(value, "Apply", names.get(i), apply.origin(values.get(i)), diagnostics);
      constants.put(names.get(i), new Expr.Constant(value));
    }
    return isFinite ? Optional.of(constants) : Optional.empty();
  }

  private static String numbers(int count) {
    return count == 0 ? "no number" : count == 1 ? "1 number" : count + " numbers";
  }
}
