package dev.lanewise.processor.scalar;

import dev.lanewise.formula.Evaluator;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Expr.Binary;
import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.Compare;
import dev.lanewise.formula.Expr.CompareOp;
import dev.lanewise.formula.Expr.Constant;
import dev.lanewise.formula.Expr.Logic;
import dev.lanewise.formula.Expr.LogicOp;
import dev.lanewise.formula.Expr.Not;
import dev.lanewise.formula.Expr.Unary;
import dev.lanewise.formula.Expr.UnaryOp;
import dev.lanewise.formula.Expr.Variable;
import dev.lanewise.formula.Expr.Where;
import dev.lanewise.formula.Operands;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Draws element-wise expressions in `x` and `t`, with constants and points that are small multiples of 1/4.
final class RandomScalars {
  private RandomScalars() {}

  static Map<String, double[]> point(RandomGenerator random) {
    return Map.of("x", new double[] {quarter(random)}, "t", new double[] {quarter(random)});
  }

  static Expr number(RandomGenerator random, int depth) {
    if (depth == 0) {
      return switch (random.nextInt(3)) {
        case 0 -> new Variable("x");
        case 1 -> new Variable("t");
        default -> new Constant(quarter(random));
      };
    }
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> new Unary(pick(random, UnaryOp.values()), number(random, depth - 1));
      case 3, 4, 5, 6 ->
          new Binary(pick(random, BinaryOp.values()), number(random, depth - 1), number(random, depth - 1));
      default -> new Where(condition(random, depth - 1), number(random, depth - 1), number(random, depth - 1));
    };
  }

  /// Whether no part of an expression is NaN or infinite at a point: there, and only there, every rule of algebra and
  /// of ranges promises something.
  static boolean isFiniteThroughout(Expr expr, Map<String, double[]> point) {
    boolean isCondition = expr instanceof Compare || expr instanceof Logic || expr instanceof Not;
    return (isCondition || Double.isFinite(Evaluator.evaluate(expr, point)))
        && Operands.of(expr).stream().allMatch(operand -> isFiniteThroughout(operand, point));
  }

  private static Expr condition(RandomGenerator random, int depth) {
    return switch (depth == 0 ? 0 : random.nextInt(3)) {
      case 0 -> new Compare(pick(random, CompareOp.values()), number(random, depth), number(random, depth));
      case 1 ->
          new Logic(pick(random, LogicOp.values()), condition(random, depth - 1), condition(random, depth - 1));
      default -> new Not(condition(random, depth - 1));
    };
  }

  private static double quarter(RandomGenerator random) {
    return (random.nextInt(25) - 12) / 4.0;
  }

  private static <T> T pick(RandomGenerator random, T[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
