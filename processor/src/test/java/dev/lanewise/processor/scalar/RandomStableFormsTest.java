package dev.lanewise.processor.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.formula.DualNumber;
import dev.lanewise.formula.Evaluator;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Expr.Binary;
import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.Constant;
import dev.lanewise.formula.Expr.Unary;
import dev.lanewise.formula.Expr.UnaryOp;
import dev.lanewise.formula.Expr.Variable;
import dev.lanewise.formula.FormulaPrinter;
import dev.lanewise.formula.Operands;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Expressions made of what the rules of [StableForms] look for, so that rules meet each other.
class RandomStableFormsTest {
  private static final List<UnaryOp> UNARY = List.of(
      UnaryOp.EXP, UnaryOp.EXP, UnaryOp.EXP, UnaryOp.LOG, UnaryOp.LOG, UnaryOp.LOG1P, UnaryOp.NEG, UnaryOp.SIGMOID,
      UnaryOp.SOFTPLUS, UnaryOp.TANH, UnaryOp.SQRT, UnaryOp.EXPM1);
  private static final List<BinaryOp> BINARY = List.of(
      BinaryOp.ADD, BinaryOp.ADD, BinaryOp.SUB, BinaryOp.SUB, BinaryOp.MUL, BinaryOp.DIV, BinaryOp.MAX);
  private static final double[] CONSTANTS = {1, 1, -1, 2, 0.5};

  /// Where the formula as written has no large or tiny part, so that it is accurate in double precision, both forms and
  /// their derivatives agree.
  @Test
  void keepTheirValueAndDerivative() {
    int changed = 0;
    int compared = 0;
    for (long seed = 0; seed < 15_000; seed++) {
      Random random = new Random(seed);
      Expr expr = number(random, 3 + (int) (seed % 3));
      Expr form = StableForms.of(expr);
      String message = "seed " + seed + ": " + FormulaPrinter.print(expr) + " = " + FormulaPrinter.print(form);
      assertEquals(form, StableForms.of(form), message);
      Map<String, double[]> at =
          Map.of("x", new double[] {random.nextDouble(-2, 2)}, "t", new double[] {random.nextDouble(-2, 2)});
      if (!form.equals(Simplify.simplify(expr))) {
        changed++;
        if (isModerate(expr, at)) {
          compared++;
          DualNumber expected = Evaluator.differentiate(expr, at, "x", 0);
          DualNumber actual = Evaluator.differentiate(form, at, "x", 0);
          assertEquals(expected.value(), actual.value(), 1e-8, message);
          double scale = Math.max(1, Math.abs(expected.derivative()));
          assertEquals(expected.derivative(), actual.derivative(), 1e-5 * scale, message);
        }
      }
    }
    assertTrue(changed > 1000, "only " + changed + " are changed");
    assertTrue(compared > 200, "only " + compared + " are compared");
  }

  private static Expr number(Random random, int depth) {
    if (depth == 0 || random.nextInt(6) == 0) {
      return switch (random.nextInt(4)) {
        case 0, 1 -> new Variable("x");
        case 2 -> new Variable("t");
        default -> new Constant(CONSTANTS[random.nextInt(CONSTANTS.length)]);
      };
    }
    if (random.nextBoolean()) {
      return new Unary(UNARY.get(random.nextInt(UNARY.size())), number(random, depth - 1));
    }
    Expr a = number(random, depth - 1);
    Expr b = random.nextInt(4) == 0 ? a : number(random, depth - 1);
    return new Binary(BINARY.get(random.nextInt(BINARY.size())), a, b);
  }

  /// Whether every number on the way is neither large nor small, so that nothing has been lost to rounding.
  private static boolean isModerate(Expr expr, Map<String, double[]> at) {
    DualNumber number = Evaluator.differentiate(expr, at, "x", 0);
    double magnitude = Math.abs(number.value());
    return magnitude < 1e3
        && magnitude > 1e-3
        && Double.isFinite(number.derivative())
        && Operands.of(expr).stream().allMatch(operand -> isModerate(operand, at));
  }
}
