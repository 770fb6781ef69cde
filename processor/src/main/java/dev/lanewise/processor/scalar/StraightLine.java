package dev.lanewise.processor.scalar;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.NamedFormula;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A formula as a list of statements that compute each value once: `valley = y - x * x; …`, and a last expression.
///
/// A part gets a statement of its own if its author named it, if it is used more than once, if it would make another
/// statement long, or if the derivative will need its value again. Elements of arrays are variables, named `x[3]`.
/// Conditions stay where they are used.
///
/// @param definitions in the order of computation; each speaks of inputs and of the names before it
/// @param value the value of the formula
public record StraightLine(List<Step.Define> definitions, Expr value) {
  /// Operations in one statement. The gradient takes time proportional to the square of this, for each statement.
  private static final int LONG = 10;

  /// Copies the definitions.
  public StraightLine {
    definitions = List.copyOf(definitions);
  }

  /// The statements that compute the value alone.
  ///
  /// @param names makes a name different from all others, and is asked for each once
  /// @throws IllegalArgumentException if the formula reduces a vector
  public static StraightLine ofValue(NamedFormula formula, UnaryOperator<String> names) {
    Cuts cuts = new Cuts(formula);
    return new Builder(cuts, names).build();
  }

  /// The statements after which a gradient can follow: whatever it reads again has a name, and so has the value itself.
  ///
  /// @param names makes a name different from all others, and is asked for each once
  /// @param valueName for the value, if its author gave it none
  /// @throws IllegalArgumentException if the formula reduces a vector
  public static StraightLine beforeGradient(NamedFormula formula, UnaryOperator<String> names, String valueName) {
    Cuts cuts = new Cuts(formula);
    cuts.nameWhatDerivativesRead();
    cuts.nameValue(valueName);
    return new Builder(cuts, names).build();
  }

  /// Gives names and writes the statements.
  private static final class Builder {
    private final Cuts cuts;
    private final UnaryOperator<String> names;
    private final Map<Integer, Expr> written = new HashMap<>();
    private final Map<Integer, Integer> sizes = new HashMap<>();
    private final Map<Integer, String> given = new HashMap<>();
    private final List<Step.Define> definitions = new ArrayList<>();

    Builder(Cuts cuts, UnaryOperator<String> names) {
      this.cuts = cuts;
      this.names = names;
    }

    StraightLine build() {
      // names of the author first: they are kept as they are
      cuts.authorsNames().forEach((number, name) -> given.put(number, names.apply(name)));
      for (int number = 0; number <= cuts.root(); number++) {
        if (cuts.isUsed(number)) {
          write(number);
        }
      }
      return new StraightLine(definitions, written.get(cuts.root()));
    }

    private void write(int number) {
      Parts.Part part = cuts.part(number);
      if (part.isLeaf()) {
        written.put(number, part.expr());
        sizes.put(number, 0);
        return;
      }
      while (size(part) > LONG && longest(part).isPresent()) {
        define(longest(part).get());
      }
      written.put(number, Parts.with(part.expr(), part.operands().stream().map(written::get).toList()));
      sizes.put(number, size(part));
      if (cuts.needsName(number)) {
        define(number);
      }
    }

    private int size(Parts.Part part) {
      return 1 + part.operands().stream().mapToInt(sizes::get).sum();
    }

    private Optional<Integer> longest(Parts.Part part) {
      return part.operands().stream()
          .filter(operand -> sizes.get(operand) > 0 && !cuts.part(operand).isCondition())
          .max(Comparator.comparing(sizes::get));
    }

    private void define(int number) {
      Expr value = written.get(number);
      String name = given.computeIfAbsent(number, _ -> names.apply(OperationNames.of(value)));
      definitions.add(new Step.Define(name, value));
      written.put(number, new Expr.Variable(name));
      sizes.put(number, 0);
    }
  }
}
