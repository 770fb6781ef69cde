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
import java.util.random.RandomGenerator;

/// Draws expressions of every kind.
final class RandomFormulas {
  private static final double[] CONSTANTS = {0, -0.0, 1, -1, 2, 0.5, -0.25, 1e-4, 3e10, -1.5e-300, Math.PI};
  private static final String[] NAMES = {"x", "y", "exp", "where"};

  private final RandomGenerator random;

  RandomFormulas(RandomGenerator random) {
    this.random = random;
  }

  Expr number(int depth) {
    if (depth == 0) {
      return random.nextBoolean() ? new Variable(pick(NAMES)) : new Constant(CONSTANTS[random.nextInt(11)]);
    }
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> new Unary(pick(UnaryOp.values()), number(depth - 1));
      case 3, 4, 5, 6 -> new Binary(pick(BinaryOp.values()), number(depth - 1), number(depth - 1));
      case 7 -> new Where(condition(depth - 1), number(depth - 1), number(depth - 1));
      case 8 -> new Reduce(pick(ReduceOp.values()), number(depth - 1));
      default -> new Element("outputs", new Variable("label"));
    };
  }

  private Expr condition(int depth) {
    return switch (depth == 0 ? 0 : random.nextInt(3)) {
      case 0 -> new Compare(pick(CompareOp.values()), number(depth), number(depth));
      case 1 -> new Logic(pick(LogicOp.values()), condition(depth - 1), condition(depth - 1));
      default -> new Not(condition(depth - 1));
    };
  }

  private <T> T pick(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
