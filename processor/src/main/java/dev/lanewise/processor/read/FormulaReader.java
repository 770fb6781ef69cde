package dev.lanewise.processor.read;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FreeVariables;
import dev.lanewise.formula.NamedFormula;
import dev.lanewise.formula.Parts;
import dev.lanewise.formula.Substitution;
import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Origin;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.layer.FormulaConstants;
import dev.lanewise.processor.layer.FormulaShapes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;

/// Reads the formula that an activation or a loss carries.
final class FormulaReader {
  /// Distinct operations of a formula, up to which compiling it takes a moment and not minutes.
  static final int MOST_OPERATIONS = 500;

  private FormulaReader() {}

  /// Reads a formula and puts constants in for their names.
  ///
  /// @param type the annotation type or class that carries the formula
  /// @param constants what each name stands for
  /// @param signatures the sets of variables of which the formula may use one, whole or in part
  /// @param origin where the type is used
  static Optional<Functions.Declared> read(
      TypeElement type,
      Map<String, Expr> constants,
      List<Set<String>> signatures,
      Functions functions,
      Origin origin,
      Diagnostics diagnostics) {
    Optional<Functions.Declared> declared = functions.declared(type, origin, diagnostics);
    if (declared.isEmpty()) {
      return Optional.empty();
    }
    Functions.Declared function = declared.get();
    Optional<NamedFormula> formula =
        checked(type.getSimpleName().toString(), function.formula(), constants, signatures, origin, diagnostics);
    formula.ifPresent(_ ->
        checkUse(type, FreeVariables.of(function.formula().value()), constants.keySet(), origin, diagnostics));
    return formula.map(one ->
        new Functions.Declared(function.parameters(), one, function.companion(), function.written()));
  }

  /// The formula of a method that needs no constants, if it is right.
  static Optional<NamedFormula> checked(
      String name, NamedFormula formula, List<Set<String>> signatures, Origin origin, Diagnostics diagnostics) {
    return checked(name, formula, Map.of(), signatures, origin, diagnostics);
  }

  private static Optional<NamedFormula> checked(
      String name,
      NamedFormula declared,
      Map<String, Expr> constants,
      List<Set<String>> signatures,
      Origin origin,
      Diagnostics diagnostics) {
    int operations = Parts.operations(declared.value());
    if (operations > MOST_OPERATIONS) {
      diagnostics.report(Problem.FORMULA_TOO_LARGE, origin, name, operations, MOST_OPERATIONS);
      return Optional.empty();
    }
    NamedFormula formula = substituted(declared, Substitution.ofVariables(constants));
    Optional<String> mistake = mistake(formula, constants, signatures);
    mistake.ifPresent(text -> diagnostics.report(Problem.INVALID_FORMULA, origin, name, text));
    return mistake.isPresent() ? Optional.empty() : Optional.of(formula);
  }

  private static NamedFormula substituted(NamedFormula formula, Substitution constants) {
    Map<String, Expr> statements = new LinkedHashMap<>(formula.statements());
    statements.replaceAll((name, part) -> constants.apply(part));
    return new NamedFormula(constants.apply(formula.value()), statements);
  }

  /// What is true of a function of the user's own, wherever it is used.
  private static void checkUse(
      TypeElement type, Set<String> used, Set<String> constants, Origin origin, Diagnostics diagnostics) {
    new TreeSet<>(constants).stream().filter(name -> !used.contains(name)).forEach(name ->
        diagnostics.report(Problem.UNUSED_PARAMETER, origin, type.getSimpleName(), name));
    Allowance.check(type, type.getSimpleName().toString(), diagnostics);
    type.getEnclosedElements().forEach(member -> Allowance.check(
        member, type.getSimpleName() + "." + member.getSimpleName(), diagnostics));
  }

  private static Optional<String> mistake(
      NamedFormula formula, Map<String, Expr> constants, List<Set<String>> signatures) {
    Expr expr = formula.value();
    Set<String> inputs = signatures.stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
    Set<String> variables = FreeVariables.of(expr);
    Optional<Set<String>> signature = signatures.stream().filter(names -> names.containsAll(variables)).findFirst();
    return hiddenName(formula.statements().keySet(), constants.keySet(), inputs)
        .or(() -> signature.isPresent() ? Optional.empty() : Optional.of(
            "it is a formula in " + String.join(", ", variables) + ", but must be one in "
                + signatures.stream().map(names -> String.join(", ", names)).collect(Collectors.joining("; or in "))))
        .or(() -> signature.get().contains("outputs")
            ? FormulaShapes.mistakeInRowwise(expr)
            : FormulaShapes.mistakeInElementwise(expr))
        // A member that is not finite is a problem of the one who wrote its value, which is reported there.
        .or(() -> constants.values().stream().anyMatch(value -> FormulaConstants.mistake(value).isPresent())
            ? Optional.empty()
            : FormulaConstants.mistake(expr));
  }

  /// A member or a statement that takes the name of an input keeps the formula from reading it.
  private static Optional<String> hiddenName(
      Set<String> statements, Set<String> constants, Set<String> inputs) {
    Optional<String> member = inputs.stream().filter(constants::contains).findFirst()
        .map(name -> "the member " + name + " hides the input " + name + "; give the member another name");
    return member.or(() -> statements.stream()
        .filter(name -> inputs.contains(name) || constants.contains(name)).findFirst()
        .map(name -> "the statement '" + name + " = ...;' hides the " + (inputs.contains(name) ? "input " : "member ")
            + name + "; give what it computes another name"));
  }
}
