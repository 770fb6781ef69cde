package dev.lanewise.processor.scalar;

import dev.lanewise.formula.Evaluator;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Expr.Compare;
import dev.lanewise.formula.Expr.CompareOp;
import dev.lanewise.formula.Expr.Constant;
import dev.lanewise.formula.Expr.Logic;
import dev.lanewise.formula.Expr.LogicOp;
import dev.lanewise.formula.Expr.Not;
import dev.lanewise.formula.Expr.Reduce;
import dev.lanewise.formula.Expr.Where;
import dev.lanewise.formula.Formulas;
import dev.lanewise.formula.Parts;
import java.util.Map;
import java.util.Optional;

/// The rules of [Simplify] for choices and conditions. Each method applies one rule, or returns its argument.
final class Choices {
  private Choices() {}

  static Expr rewrite(Where where) {
    Expr condition = where.condition();
    if (where.then().equals(where.otherwise())) {
      return where.then();
    }
    if (isDecided(condition)) {
      return isTrue(condition) ? where.then() : where.otherwise();
    }
    if (condition instanceof Not(Expr negated)) {
      return new Where(negated, where.otherwise(), where.then());
    }
    return new Where(condition, assume(condition, true, where.then()), assume(condition, false, where.otherwise()));
  }

  static Expr rewrite(Not not) {
    return switch (not.condition()) {
      case Not(Expr condition) -> condition;
      case Compare(CompareOp op, Expr a, Expr b) when op == CompareOp.EQ -> new Compare(CompareOp.NE, a, b);
      case Compare(CompareOp op, Expr a, Expr b) when op == CompareOp.NE -> new Compare(CompareOp.EQ, a, b);
      default -> not;
    };
  }

  static Expr rewrite(Logic logic) {
    boolean decidedBy = logic.op() == LogicOp.OR;
    if (isDecided(logic.a())) {
      return isTrue(logic.a()) == decidedBy ? logic.a() : logic.b();
    }
    if (isDecided(logic.b())) {
      return isTrue(logic.b()) == decidedBy ? logic.b() : logic.a();
    }
    return logic;
  }

  /// The part of an expression that counts where a condition is known. Inside a reduction the same text would speak of
  /// other elements.
  private static Expr assume(Expr condition, boolean isTrue, Expr expr) {
    return Parts.replace(expr, part -> switch (part) {
      case Where(Expr same, Expr then, Expr otherwise) when same.equals(condition) ->
          Optional.of(assume(condition, isTrue, isTrue ? then : otherwise));
      case Reduce _ -> Optional.of(part);
      default -> Optional.empty();
    });
  }

  private static boolean isDecided(Expr condition) {
    return switch (condition) {
      case Compare(_, Expr a, Expr b) -> a instanceof Constant && b instanceof Constant;
      case Not(Expr negated) -> isDecided(negated);
      default -> false;
    };
  }

  private static boolean isTrue(Expr decided) {
    return Evaluator.evaluate(Formulas.where(decided, Formulas.ONE, Formulas.ZERO), Map.of()) == 1;
  }
}
