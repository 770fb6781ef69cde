package dev.lanewise.processor.scalar;

import static dev.lanewise.formula.Formulas.ONE;
import static dev.lanewise.formula.Formulas.ZERO;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FreeVariables;
import dev.lanewise.formula.Substitution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The gradient of a function of numbers by reverse accumulation.
///
/// The statements are walked from the last to the first. The derivative of the value by the result of a statement,
/// `dValley`, is the sum of what the statements after it have contributed; times the derivative of the statement by
/// each name that it reads, it contributes to those. So the gradient by all inputs takes a small multiple of the
/// operations of the function, however many inputs there are.
///
/// Derivatives within a statement are those of [Derivative], with its choices at kinks.
///
/// Source: Griewank, Walther 2008, "Evaluating Derivatives", 2nd edition, section 3.2.
public final class ReverseMode {
  private final UnaryOperator<String> names;
  private final Set<String> authorsNames;
  private final Map<String, Contributions> contributions = new HashMap<>();
  private final List<Step> steps = new ArrayList<>();

  private ReverseMode(UnaryOperator<String> names, Set<String> authorsNames) {
    this.names = names;
    this.authorsNames = authorsNames;
  }

  /// The statements of a function followed by those that compute its gradient.
  ///
  /// @param function from [StraightLine#beforeGradient]
  /// @param inputs the names of the variables in order; those that the function does not read have the derivative 0
  /// @param authorsNames names of statements whose derivatives are worth a name too
  /// @param isLate whether derivatives are delivered at the end in the order of the inputs, or each as soon as known
  /// @param names makes a name different from all others, and is asked for each once
  public static List<Step> gradient(
      StraightLine function,
      List<String> inputs,
      Set<String> authorsNames,
      boolean isLate,
      UnaryOperator<String> names) {
    ReverseMode reverse = new ReverseMode(names, authorsNames);
    Map<Integer, List<String>> completed = isLate ? Map.of() : reverse.completed(function, inputs);
    Set<String> delivered = new HashSet<>();
    reverse.contribute(function.value(), ONE, false);
    for (int i = function.definitions().size() - 1; i >= 0; i--) {
      reverse.passOn(function.definitions().get(i));
      completed.getOrDefault(i, List.of()).forEach(reverse::deliver);
      delivered.addAll(completed.getOrDefault(i, List.of()));
    }
    inputs.stream().filter(input -> !delivered.contains(input)).forEach(reverse::deliver);
    List<Step> all = new ArrayList<>(function.definitions());
    all.addAll(reverse.steps);
    return SharedParts.named(all, names);
  }

  /// The inputs that each statement is the first to read, so that after it nothing is contributed to them any more.
  private Map<Integer, List<String>> completed(StraightLine function, List<String> inputs) {
    Map<String, Integer> first = new HashMap<>();
    for (int i = 0; i < function.definitions().size(); i++) {
      for (String name : FreeVariables.of(function.definitions().get(i).value())) {
        first.putIfAbsent(name, i);
      }
    }
    Map<Integer, List<String>> completed = new HashMap<>();
    for (String input : inputs) {
      if (first.containsKey(input)) {
        completed.computeIfAbsent(first.get(input), _ -> new ArrayList<>()).add(input);
      }
    }
    return completed;
  }

  private void contribute(Expr to, Expr contribution, boolean hidesMask) {
    if (to instanceof Expr.Variable(String name) && !contribution.equals(ZERO)) {
      contributions.computeIfAbsent(name, _ -> new Contributions()).add(contribution, hidesMask);
    }
  }

  private void passOn(Step.Define definition) {
    Contributions all = contributions.remove(definition.name());
    if (all == null) {
      return;
    }
    Map<String, Expr> slopes = slopes(definition);
    boolean isReadOnce = slopes.size() == 1 && !authorsNames.contains(definition.name());
    Expr derivative = isReadOnce && all.terms().size() == 1 || all.isSimple()
        ? all.terms().getFirst()
        : define(derivativeName(definition.name()), all.terms());
    slopes.forEach((name, slope) -> {
      Expr product = Chain.times(slope, derivative, all.hidesMask());
      contribute(new Expr.Variable(name), product, all.hidesMask() && !(product instanceof Expr.Where));
    });
  }

  /// The derivatives of a statement by the names it reads, as far as they are not 0.
  private static Map<String, Expr> slopes(Step.Define definition) {
    Expr formula = Simplify.simplify(definition.value());
    boolean isCompound = !(formula instanceof Expr.Variable || formula instanceof Expr.Constant);
    Map<String, Expr> slopes = new LinkedHashMap<>();
    for (String name : FreeVariables.of(formula)) {
      Expr slope = Derivative.of(formula, name);
      if (!slope.equals(ZERO)) {
        Expr itself = new Expr.Variable(definition.name());
        slopes.put(name, isCompound ? Substitution.of(formula, itself).apply(slope) : slope);
      }
    }
    return slopes;
  }

  private void deliver(String input) {
    Contributions all = contributions.remove(input);
    List<Expr> terms = all == null ? List.of(ZERO) : all.terms();
    Expr derivative = terms.size() <= Contributions.AT_ONCE ? Chain.sum(terms) : define(derivativeName(input), terms);
    steps.add(new Step.Deliver(input, derivative));
  }

  private Expr define(String wanted, List<Expr> terms) {
    String name = names.apply(wanted);
    for (int from = 0; from < terms.size(); from += Contributions.AT_ONCE) {
      Expr sum = Chain.sum(terms.subList(from, Math.min(from + Contributions.AT_ONCE, terms.size())));
      steps.add(from == 0 ? new Step.Define(name, sum) : new Step.Increase(name, sum));
    }
    return new Expr.Variable(name);
  }

  /// `valley` → `dValley`, `x[3]` → `dX3`.
  private static String derivativeName(String name) {
    String plain = name.replaceAll("[\\[\\]]", "");
    return "d" + Character.toUpperCase(plain.charAt(0)) + plain.substring(1);
  }
}
