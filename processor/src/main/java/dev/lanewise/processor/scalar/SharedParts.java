package dev.lanewise.processor.scalar;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Operands;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Gives a name to what several statements would compute again: functions, quotients, and whatever takes more than one
/// operation.
final class SharedParts {
  private final UnaryOperator<String> names;
  private final Set<Expr> shared = new HashSet<>();
  private final Map<Expr, Expr> done = new HashMap<>();
  private final List<Step> steps = new ArrayList<>();

  private SharedParts(UnaryOperator<String> names) {
    this.names = names;
  }

  /// The same steps, with a definition before the first that uses a shared part.
  static List<Step> named(List<Step> steps, UnaryOperator<String> names) {
    SharedParts parts = new SharedParts(names);
    Set<Expr> seen = new HashSet<>();
    steps.forEach(step -> parts.find(step.value(), seen));
    steps.forEach(parts::add);
    return parts.steps;
  }

  private void find(Expr expr, Set<Expr> seen) {
    if (isWorthAName(expr) && !seen.add(expr)) {
      shared.add(expr);
    } else {
      Operands.of(expr).forEach(operand -> find(operand, seen));
    }
  }

  private static boolean isWorthAName(Expr expr) {
    return switch (expr) {
      case Expr.Unary(Expr.UnaryOp op, Expr x) -> switch (op) {
        case NEG, ABS, SIGN, FLOOR, RINT -> !isLeaf(x);
        case SQRT, EXP, EXPM1, LOG, LOG1P, SIN, COS, ATAN, TANH, SIGMOID, SOFTPLUS, ERF -> true;
      };
      case Expr.Binary(Expr.BinaryOp op, Expr a, Expr b) ->
          op == Expr.BinaryOp.DIV || op == Expr.BinaryOp.POW || !isLeaf(a) || !isLeaf(b);
      case Expr.Variable _, Expr.Constant _, Expr.Where _, Expr.Compare _, Expr.Logic _, Expr.Not _, Expr.Reduce _,
          Expr.Element _ -> false;
    };
  }

  private static boolean isLeaf(Expr expr) {
    return Operands.of(expr).isEmpty();
  }

  private void add(Step step) {
    Expr value = step.value();
    if (step instanceof Step.Define(String name, Expr defined) && shared.contains(defined)) {
      Expr known = done.get(defined);
      Expr itself = new Expr.Variable(name);
      done.putIfAbsent(defined, itself);
      steps.add(new Step.Define(name, known == null ? withOperands(defined) : known));
      return;
    }
    Expr named = named(value);
    steps.add(switch (step) {
      case Step.Define(String name, Expr _) -> new Step.Define(name, named);
      case Step.Increase(String name, Expr _) -> new Step.Increase(name, named);
      case Step.Deliver(String input, Expr _) -> new Step.Deliver(input, named);
    });
  }

  private Expr named(Expr expr) {
    if (!shared.contains(expr)) {
      return withOperands(expr);
    }
    Expr known = done.get(expr);
    if (known != null) {
      return known;
    }
    Expr value = withOperands(expr);
    String name = names.apply(OperationNames.of(value));
    steps.add(new Step.Define(name, value));
    done.put(expr, new Expr.Variable(name));
    return done.get(expr);
  }

  private Expr withOperands(Expr expr) {
    return Operands.map(expr, this::named);
  }
}
