package dev.lanewise.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FreeVariables;
import dev.lanewise.processor.layer.PlainFunction;
import dev.lanewise.processor.layer.Precision;
import dev.lanewise.processor.scalar.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;

/// Emits the statements of a function: as one body, or as several methods that hand each other values in an array.
final class FunctionSteps {
  private final PlainFunction function;
  private final LocalNames names;
  private final String point;
  private final String gradient;
  private final String kept;
  private final Map<String, Integer> inputs = new LinkedHashMap<>();
  private final Map<String, String> locals = new HashMap<>();
  private final NumberSpelling spelling;

  /// Takes the names of inputs and arrays.
  FunctionSteps(PlainFunction function) {
    this.function = function;
    this.names = new LocalNames(function.parameters().toArray(String[]::new));
    this.point = function.isOfArray() ? function.parameters().getFirst() : names.allocate("point");
    this.gradient = names.allocate("gradient");
    this.kept = names.allocate("kept");
    function.inputs().forEach(input -> inputs.put(input, inputs.size()));
    this.spelling = new NumberSpelling(function.precision(), this::variable);
  }

  LocalNames names() {
    return names;
  }

  /// The parameter that holds the numbers.
  String point() {
    return point;
  }

  /// The parameter that takes the derivatives.
  String gradient() {
    return gradient;
  }

  NumberSpelling spelling() {
    return spelling;
  }

  /// The statements as one body.
  ///
  /// @param hasInputs whether inputs are local variables already
  /// @param backwardAt the index of the first step that belongs to the gradient, or the number of steps
  CodeBlock body(List<Step> steps, Expr value, boolean hasInputs, int backwardAt) {
    CodeBlock.Builder code = CodeBlock.builder();
    if (!hasInputs) {
      declareInputs(steps, value, code);
    }
    for (int i = 0; i < steps.size(); i++) {
      if (i == backwardAt) {
        code.add("\n// Backwards: d before a name is the derivative of the value by it.\n");
      }
      add(steps.get(i), code);
    }
    return code.build();
  }

  /// The statements as calls of methods, one for each group.
  ///
  /// @param prefix of the names of the methods
  /// @param methods takes the methods
  CodeBlock calls(List<List<Step>> groups, Expr value, String prefix, boolean isGradient, List<MethodSpec> methods) {
    Map<String, Integer> places = places(groups, value);
    CodeBlock.Builder code = CodeBlock.builder();
    code.addStatement("$T[] $N = new $T[$L]", spelling.type(), kept, spelling.type(), places.size());
    for (int i = 0; i < groups.size(); i++) {
      String name = prefix + (i + 1);
      MethodSpec.Builder method = MethodSpec.methodBuilder(name)
          .addJavadoc("Part $L of $L: one method of all would be too long to be compiled while the program runs.",
              i + 1, groups.size())
          .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
          .addParameter(double[].class, point);
      if (isGradient) {
        method.addParameter(double[].class, gradient);
      }
      methods.add(method.addParameter(ArrayTypeName.of(spelling.type()), kept)
          .addCode(part(groups.get(i), places))
          .build());
      code.addStatement("$N($N$L, $N)", name, point, isGradient ? CodeBlock.of(", $N", gradient) : "", kept);
    }
    load(FreeVariables.of(value), places, code);
    declareInputs(List.of(), value, code);
    return code.build();
  }

  private CodeBlock part(List<Step> group, Map<String, Integer> places) {
    CodeBlock.Builder code = CodeBlock.builder();
    declareInputs(group, new Expr.Constant(0), code);
    load(readBefore(group), places, code);
    group.forEach(step -> add(step, code));
    Set<String> written = new LinkedHashSet<>();
    group.forEach(step -> written.addAll(written(step)));
    written.stream().filter(places::containsKey)
        .forEach(name -> code.addStatement("$N[$L] = $N", kept, places.get(name), name));
    return code.build();
  }

  private void load(Set<String> read, Map<String, Integer> places, CodeBlock.Builder code) {
    read.stream().filter(places::containsKey)
        .forEach(name -> code.addStatement("$T $N = $N[$L]", spelling.type(), name, kept, places.get(name)));
  }

  /// Where each value lies that more than one group knows.
  private static Map<String, Integer> places(List<List<Step>> groups, Expr value) {
    Map<String, Integer> places = new LinkedHashMap<>();
    groups.forEach(group -> readBefore(group).forEach(name -> places.putIfAbsent(name, places.size())));
    FreeVariables.of(value).forEach(name -> places.putIfAbsent(name, places.size()));
    Set<String> written = new LinkedHashSet<>();
    groups.forEach(group -> group.forEach(step -> written.addAll(written(step))));
    places.keySet().retainAll(written);
    int next = 0;
    for (Map.Entry<String, Integer> place : places.entrySet()) {
      place.setValue(next++);
    }
    return places;
  }

  /// What a group reads before it defines it itself.
  private static Set<String> readBefore(List<Step> group) {
    Set<String> read = new LinkedHashSet<>();
    Set<String> defined = new LinkedHashSet<>();
    for (Step step : group) {
      Set<String> reads = new LinkedHashSet<>(FreeVariables.of(step.value()));
      if (step instanceof Step.Increase(String name, Expr _)) {
        reads.add(name);
      }
      reads.removeAll(defined);
      read.addAll(reads);
      if (step instanceof Step.Define(String name, Expr _)) {
        defined.add(name);
      }
    }
    return read;
  }

  private static Set<String> written(Step step) {
    return switch (step) {
      case Step.Define(String name, Expr _) -> Set.of(name);
      case Step.Increase(String name, Expr _) -> Set.of(name);
      case Step.Deliver _ -> Set.of();
    };
  }

  private void add(Step step, CodeBlock.Builder code) {
    CodeBlock value = spelling.spell(step.value());
    switch (step) {
      case Step.Define(String name, Expr _) -> code.addStatement("$T $N =$W$L", spelling.type(), name, value);
      case Step.Increase(String name, Expr _) -> code.addStatement("$N +=$W$L", name, value);
      case Step.Deliver(String input, Expr _) ->
          code.addStatement("$N[$L] =$W$L", gradient, inputs.get(input), value);
    }
  }

  /// Declares the inputs that statements read, but for elements of an array that can be read where they are.
  private void declareInputs(List<Step> steps, Expr value, CodeBlock.Builder code) {
    Set<String> read = new LinkedHashSet<>(FreeVariables.of(value));
    steps.forEach(step -> read.addAll(FreeVariables.of(step.value())));
    boolean isFloat = function.precision() == Precision.FLOAT;
    if (function.isOfArray() && !isFloat) {
      return;
    }
    inputs.forEach((input, place) -> {
      if (read.contains(input)) {
        String cast = isFloat ? "(float) " : "";
        code.addStatement("$T $L = $L$N[$L]", spelling.type(), variable(input), cast, point, place);
      }
    });
  }

  /// What stands for a variable; elements of a float array have local variables, `x3`.
  private CodeBlock variable(String name) {
    if (name.indexOf('[') < 0 || function.precision() == Precision.DOUBLE) {
      return CodeBlock.of("$L", name);
    }
    return CodeBlock.of("$N", locals.computeIfAbsent(name, _ -> names.allocate(name.replaceAll("[\\[\\]]", ""))));
  }
}
