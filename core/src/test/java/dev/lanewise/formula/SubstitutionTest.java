package dev.lanewise.formula;

import static dev.lanewise.formula.FormulaParser.parse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubstitutionTest {

  @Test
  void replacesVariablesEverywhereAtOnce() {
    Substitution swap = Substitution.ofVariables(Map.of("a", parse("b"), "b", parse("a")));
    assertEquals(
        parse("where(b < a && !(b == 1), b - a, exp(sum(a)))"),
        swap.apply(parse("where(a < b && !(a == 1), a - b, exp(sum(b)))")));
  }

  @Test
  void replacesAMemberByItsValue() {
    Substitution slope = Substitution.ofVariables(Map.of("negativeSlope", Formulas.constant(-0.5)));
    assertEquals(parse("where(x > 0, x, -0.5 * x)"), slope.apply(parse("where(x > 0, x, negativeSlope * x)")));
  }

  @Test
  void replacesTheLargestMatchAndDoesNotLookInside() {
    Substitution deeper = Substitution.of(parse("exp(x)"), parse("exp(exp(x))"));
    assertEquals(parse("exp(exp(exp(x)))"), deeper.apply(parse("exp(exp(x))")));
  }

  @Test
  void returnsTheSameExpressionIfNothingMatches() {
    Expr formula = parse("outputs[label] + x");
    assertSame(formula, Substitution.of(parse("outputs"), parse("y")).apply(formula));
  }

  @Test
  void freeVariablesIncludeVectorsAndIndices() {
    assertEquals(List.of("a", "label", "outputs", "x"),
        List.copyOf(FreeVariables.of(parse("where(x > 0, outputs[label], 2) * sum(a) + x"))));
  }
}
