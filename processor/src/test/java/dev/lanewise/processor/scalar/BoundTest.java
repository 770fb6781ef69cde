package dev.lanewise.processor.scalar;

import static dev.lanewise.formula.Formulas.variable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Expr.Binary;
import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.Constant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundTest {
  private static final Expr X = variable("x");
  private static final float[] NUMBERS = {
    Float.NaN, Float.NEGATIVE_INFINITY, -2, -1.5f, -Float.MIN_VALUE, -0f, 0f, Float.MIN_VALUE, 1.5f, 2,
    Float.POSITIVE_INFINITY
  };

  /// What vectors do in place of a maximum or minimum: one comparison and a choice.
  @ParameterizedTest
  @ValueSource(doubles = {-1e30, -1.5, -1e-60, -0.0, 0.0, 1e-60, 1.5, Double.POSITIVE_INFINITY})
  void aComparisonGivesTheBitsOfTheOperation(double constant) {
    float bound = (float) constant;
    for (BinaryOp op : new BinaryOp[] {BinaryOp.MAX, BinaryOp.MIN}) {
      if (Bound.of(new Binary(op, X, new Constant(constant))).isPresent()) {
        for (float x : NUMBERS) {
          boolean isBeyond = op == BinaryOp.MAX ? x <= bound : x >= bound;
          float expected = op == BinaryOp.MAX ? Math.max(x, bound) : Math.min(x, bound);
          assertEquals(Float.floatToIntBits(expected), Float.floatToIntBits(isBeyond ? bound : x), op + " of " + x);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(value = BinaryOp.class, names = {"MAX", "MIN"})
  void theZeroThatLosesIsNoBound(BinaryOp op) {
    double loser = op == BinaryOp.MAX ? -0.0 : 0.0;
    assertTrue(Bound.of(new Binary(op, X, new Constant(loser))).isEmpty());
    assertTrue(Bound.of(new Binary(op, X, new Constant(-loser))).isPresent());
    assertTrue(Bound.of(new Binary(op, X, new Constant(Double.NaN))).isEmpty());
  }

  @ParameterizedTest
  @EnumSource(value = BinaryOp.class, names = {"MAX", "MIN"})
  void theConstantMayComeFirst(BinaryOp op) {
    Bound bound = Bound.of(new Binary(op, new Constant(1), X)).orElseThrow();
    assertEquals(X, bound.x());
    assertEquals(1, bound.constant().value());
    assertTrue(Bound.of(new Binary(op, X, variable("y"))).isEmpty());
  }
}
