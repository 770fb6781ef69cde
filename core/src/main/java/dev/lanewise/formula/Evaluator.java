package dev.lanewise.formula;

import dev.lanewise.formula.Expr.Binary;
import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.Compare;
import dev.lanewise.formula.Expr.CompareOp;
import dev.lanewise.formula.Expr.Constant;
import dev.lanewise.formula.Expr.Element;
import dev.lanewise.formula.Expr.Logic;
import dev.lanewise.formula.Expr.LogicOp;
import dev.lanewise.formula.Expr.Not;
import dev.lanewise.formula.Expr.Reduce;
import dev.lanewise.formula.Expr.ReduceOp;
import dev.lanewise.formula.Expr.Unary;
import dev.lanewise.formula.Expr.UnaryOp;
import dev.lanewise.formula.Expr.Variable;
import dev.lanewise.formula.Expr.Where;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Stream;

/// The meaning of a formula in double precision, and its derivative by forward-mode differentiation.
///
/// This is the oracle for the compiler's derivatives, so it knows nothing of their rules: see [DualNumber]. A variable
/// of a row-wise formula is a vector; a number is a vector of one. A reduction runs over the vectors that it reads
/// itself, and `position` is the index in it; one that reads no vector runs over `outputs`. Only the branch that is
/// chosen counts in a [Where]; the derivative of a row's maximum is the sum of those of all elements equal to it. Slow
/// and obvious: every use walks the expression.
public final class Evaluator {
  /// The index where no vector is being reduced.
  private static final int OUTSIDE = -1;
  private static final String POSITION = "position";

  private final Map<String, double[]> variables;
  private final String variable;
  private final int element;
  private final Map<Integer, Map<Expr, DualNumber>> numbers = new HashMap<>();

  private Evaluator(Map<String, double[]> variables, String variable, int element) {
    this.variables = variables;
    this.variable = variable;
    this.element = element;
  }

  /// The value of a formula.
  ///
  /// @param variables for each name its value, or its elements
  /// @throws IllegalArgumentException if a variable is missing, or is a vector where a number is needed
  public static double evaluate(Expr formula, Map<String, double[]> variables) {
    return new Evaluator(variables, null, 0).number(formula, OUTSIDE).value();
  }

  /// The value of a formula in one variable.
  public static double evaluate(Expr formula, String variable, double value) {
    return evaluate(formula, Map.of(variable, new double[] {value}));
  }

  /// The value of a formula, and its derivative with respect to one element of a variable.
  ///
  /// @param element which one, 0 for a number
  public static DualNumber differentiate(
      Expr formula, Map<String, double[]> variables, String variable, int element) {
    return new Evaluator(variables, variable, element).number(formula, OUTSIDE);
  }

  /// The value and the derivative of a formula in one variable.
  public static DualNumber differentiate(Expr formula, String variable, double value) {
    return differentiate(formula, Map.of(variable, new double[] {value}), variable, 0);
  }

  /// Evaluates a number, or inside a reduction the element of a vector at an index; a part used twice only once.
  private DualNumber number(Expr expr, int index) {
    Map<Expr, DualNumber> known = numbers.computeIfAbsent(index, _ -> new IdentityHashMap<>());
    DualNumber number = known.get(expr);
    if (number == null) {
      number = compute(expr, index);
      known.put(expr, number);
    }
    return number;
  }

  private DualNumber compute(Expr expr, int index) {
    return switch (expr) {
      case Variable(String name) -> variable(name, index);
      case Constant(double value) -> DualNumber.constant(value);
      case Unary(UnaryOp op, Expr x) -> number(x, index).apply(op);
      case Binary(var op, Expr a, Expr b) -> number(a, index).apply(op, number(b, index));
      case Where(Expr condition, Expr then, Expr otherwise) ->
          number(holds(condition, index) ? then : otherwise, index);
      case Reduce(ReduceOp op, Expr x) -> reduce(op, x);
      case Element(String vector, Expr at) -> element(vector, (int) number(at, OUTSIDE).value());
      case Compare _, Logic _, Not _ -> throw new IllegalArgumentException(
          "a condition is not a number: " + FormulaPrinter.print(expr));
    };
  }

  private boolean holds(Expr condition, int index) {
    return switch (condition) {
      case Compare(CompareOp op, Expr a, Expr b) -> holds(op, number(a, index).value(), number(b, index).value());
      case Logic(LogicOp op, Expr a, Expr b) -> op == LogicOp.AND
          ? holds(a, index) && holds(b, index)
          : holds(a, index) || holds(b, index);
      case Not(Expr negated) -> !holds(negated, index);
      case Variable _, Constant _, Unary _, Binary _, Where _, Reduce _, Element _ ->
          throw new IllegalArgumentException("a number is not a condition: " + FormulaPrinter.print(condition));
    };
  }

  private DualNumber variable(String name, int index) {
    if (name.equals(POSITION) && index != OUTSIDE) {
      return DualNumber.constant(index);
    }
    double[] values = values(name);
    if (values.length > 1 && index == OUTSIDE) {
      throw new IllegalArgumentException("'" + name + "' is a vector of " + values.length
          + " numbers; use an element or reduce it with sum, rowMax or logSumExp");
    }
    return element(name, values.length == 1 ? 0 : index);
  }

  private DualNumber element(String name, int index) {
    boolean isVariable = name.equals(variable) && index == element;
    return new DualNumber(values(name)[index], isVariable ? 1 : 0);
  }

  private double[] values(String name) {
    double[] values = variables.get(name);
    if (values == null) {
      throw new IllegalArgumentException("the formula's variable '" + name + "' has no value");
    }
    return values;
  }

  private DualNumber reduce(ReduceOp op, Expr x) {
    int length = 1;
    SortedSet<String> names = FreeVariables.outsideReductions(x);
    for (String name : names.equals(Set.of(POSITION)) ? Set.of("outputs") : names) {
      length = name.equals(POSITION) ? length : Math.max(length, values(name).length);
    }
    DualNumber[] elements = new DualNumber[length];
    Arrays.setAll(elements, i -> number(x, i));
    double max = Arrays.stream(elements).mapToDouble(DualNumber::value).max().orElseThrow();
    return switch (op) {
      case SUM -> sum(Arrays.stream(elements));
      case MAX -> new DualNumber(
          max, sum(Arrays.stream(elements).filter(element -> element.value() == max)).derivative());
      case LOG_SUM_EXP -> logSumExp(elements, DualNumber.constant(max));
    };
  }

  private static DualNumber sum(Stream<DualNumber> elements) {
    return elements.reduce(DualNumber.constant(0), (a, b) -> a.apply(BinaryOp.ADD, b));
  }

  /// `max + log(sum(exp(x - max)))`, in which the maximum counts as a constant: it cancels out.
  private static DualNumber logSumExp(DualNumber[] elements, DualNumber max) {
    DualNumber sum = sum(Arrays.stream(elements).map(x -> x.apply(BinaryOp.SUB, max).apply(UnaryOp.EXP)));
    return sum.apply(UnaryOp.LOG).apply(BinaryOp.ADD, max);
  }

  /// Whether a comparison of two numbers holds; each is false where a number is NaN, except [CompareOp#NE].
  public static boolean holds(CompareOp op, double a, double b) {
    return switch (op) {
      case LT -> a < b;
      case LE -> a <= b;
      case GT -> a > b;
      case GE -> a >= b;
      case EQ -> a == b;
      case NE -> a != b;
    };
  }
}
