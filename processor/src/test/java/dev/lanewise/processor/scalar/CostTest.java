package dev.lanewise.processor.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.formula.FormulaParser;
import org.junit.jupiter.api.Test;

class CostTest {

  @Test
  void equalPartsArePaidOnce() {
    assertEquals(cost("tanh(x)") + 2, cost("1 - tanh(x) * tanh(x)"));
  }

  @Test
  void readingAValueIsFreeAndAFunctionIsDearerThanArithmetic() {
    assertEquals(0, cost("x"));
    assertTrue(cost("exp(x)") > cost("where(x > 0, 2 * x + 1, 0)"));
  }

  private static int cost(String formula) {
    return Cost.of(FormulaParser.parse(formula));
  }
}
