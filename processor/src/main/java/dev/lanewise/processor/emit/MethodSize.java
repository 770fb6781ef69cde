package dev.lanewise.processor.emit;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Operands;
import dev.lanewise.processor.scalar.Step;
import java.util.ArrayList;
import java.util.List;

/// Estimates the bytecode of statements, from above.
///
/// HotSpot never compiles a method of 8,000 bytes or more (`HugeMethodLimit`); it would stay interpreted.
final class MethodSize {
  /// What a method may take, with some room for its beginning and end.
  private static final int LIMIT = 7_500;

  /// What the statements of one of several methods may take: with loading and storing what the methods share, it comes
  /// to three times that at most.
  private static final int SHARE = 2_500;

  private MethodSize() {}

  /// Cuts statements into groups of which each fits a method; one group if all fit together.
  static List<List<Step>> groups(List<Step> steps) {
    if (steps.stream().mapToInt(MethodSize::of).sum() <= LIMIT) {
      return List.of(steps);
    }
    List<List<Step>> groups = new ArrayList<>();
    int size = SHARE;
    for (Step step : steps) {
      size += of(step);
      if (size > SHARE) {
        groups.add(new ArrayList<>());
        size = of(step);
      }
      groups.getLast().add(step);
    }
    return groups;
  }

  private static int of(Step step) {
    return of(step.value()) + 8;
  }

  private static int of(Expr expr) {
    int own = switch (expr) {
      case Expr.Variable(String name) -> name.indexOf('[') < 0 ? 4 : 8;
      case Expr.Constant _ -> 3;
      case Expr.Unary _ -> 6;
      case Expr.Binary _ -> 3;
      case Expr.Where _, Expr.Compare _, Expr.Logic _, Expr.Not _, Expr.Reduce _, Expr.Element _ -> 8;
    };
    return own + Operands.of(expr).stream().mapToInt(MethodSize::of).sum();
  }
}
