package dev.lanewise.processor.layer;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Operands;
import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Problem;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;

/// What the formula of a plain function must be.
public final class PlainFunctionRules {
  /// Operations after which a generated class would take javac many seconds and come near the limits of class files.
  private static final int MOST_OPERATIONS = 10_000;

  private PlainFunctionRules() {}

  /// Reports a formula that is not one in the function's own parameters, or that is too long.
  public static void check(PlainFunction function, Diagnostics diagnostics) {
    Set<Expr> parts = parts(function.formula().value());
    Set<String> inputs = new HashSet<>(function.inputs());
    Optional<String> mistake =
        parts.stream().map(part -> mistake(part, inputs, function)).flatMap(Optional::stream).sorted().findFirst();
    if (mistake.isPresent()) {
      diagnostics.report(Problem.INVALID_FORMULA, function.origin(), function.methodName(), mistake.get());
    }
    long operations = parts.stream().filter(part -> !Operands.of(part).isEmpty()).count();
    if (operations > MOST_OPERATIONS) {
      diagnostics.report(Problem.FUNCTION_TOO_LONG, function.origin(), operations, MOST_OPERATIONS);
    }
  }

  /// All parts, each once however often it is used: written out they could be exponentially many.
  private static Set<Expr> parts(Expr formula) {
    Set<Expr> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Expr> open = new ArrayDeque<>();
    open.push(formula);
    while (!open.isEmpty()) {
      Expr part = open.pop();
      if (seen.add(part)) {
        Operands.of(part).forEach(open::push);
      }
    }
    return seen;
  }

  private static Optional<String> mistake(Expr part, Set<String> inputs, PlainFunction function) {
    return switch (part) {
      case Expr.Variable(String name) when !inputs.contains(name) ->
          Optional.of("it reads '" + name + "', which is not a number that the function takes");
      case Expr.Element(String array, Expr.Constant(double index))
          when inputs.contains(array + "[" + (int) index + "]") -> Optional.empty();
      case Expr.Element(String array, Expr.Constant(double index)) ->
          Optional.of("it reads '" + array + "[" + (int) index + "]', which is not a number that the function takes");
      case Expr.Element(String array, Expr _) -> Optional.of("it reads '" + array + "' at a place that is not fixed");
      case Expr.Reduce _ -> Optional.of("reductions belong to row-wise formulas");
      case Expr.Constant(double value)
          when function.precision() == Precision.FLOAT && !Float.isFinite((float) value) ->
          Optional.of("the number " + value + " is too large for float");
      default -> Optional.empty();
    };
  }
}
