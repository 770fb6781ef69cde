package dev.lanewise.processor.layer;

import dev.lanewise.formula.Evaluator;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FormulaPrinter;
import dev.lanewise.formula.FreeVariables;
import dev.lanewise.formula.Operands;
import dev.lanewise.processor.scalar.Interval;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a formula says without its variables: parts that are NaN or infinite whatever goes in are mistakes.
public final class FormulaConstants {
  private FormulaConstants() {}

  /// What is wrong with the constant parts of a formula whose shapes are right.
  public static Optional<String> mistake(Expr expr) {
    return mistake(expr, new HashSet<>());
  }

  private static Optional<String> mistake(Expr expr, Set<Expr> seen) {
    if (!seen.add(expr)) {
      return Optional.empty();
    }
    boolean isCondition = expr instanceof Expr.Compare || expr instanceof Expr.Logic || expr instanceof Expr.Not;
    if (!isCondition && FreeVariables.of(expr).isEmpty()) {
      return mistakeInNumber(expr);
    }
    if (expr instanceof Expr.Binary(Expr.BinaryOp op, Expr _, Expr b) && op == Expr.BinaryOp.DIV
        && FreeVariables.of(b).isEmpty() && Evaluator.evaluate(b, Map.of()) == 0) {
      return Optional.of("'" + FormulaPrinter.print(expr) + "' divides by 0");
    }
    return parts(expr).stream().map(part -> mistake(part, seen)).flatMap(Optional::stream).findFirst();
  }

  private static Optional<String> mistakeInNumber(Expr expr) {
    double value = Evaluator.evaluate(expr, Map.of());
    if (Float.isFinite((float) value)) {
      return Optional.empty();
    }
    String what = Double.isFinite(value) ? "too large for single precision" : Double.isNaN(value) ? "NaN" : "infinite";
    return Optional.of("'" + FormulaPrinter.print(expr) + "' is " + what);
  }

  /// The operands that count: a branch that is never taken may be anything.
  private static List<Expr> parts(Expr expr) {
    if (expr instanceof Expr.Where(Expr condition, Expr then, Expr otherwise)) {
      Optional<Boolean> isTaken = Interval.decide(condition, Map.of());
      if (isTaken.isPresent()) {
        return List.of(isTaken.get() ? then : otherwise);
      }
    }
    return Operands.of(expr);
  }
}
