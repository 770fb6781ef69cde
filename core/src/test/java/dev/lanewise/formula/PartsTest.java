package dev.lanewise.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.formula.Expr.Variable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Walks over formulas whose trees are far larger than their parts.
class PartsTest {
  private static final int STEPS = 200;

  /// A tree of more than two to the power of `STEPS` parts.
  private static String newton(int steps) {
    StringBuilder text = new StringBuilder("y0 = x; ");
    for (int i = 0; i < steps; i++) {
      text.append("y").append(i + 1).append(" = 0.5 * (y").append(i).append(" + x / y").append(i).append("); ");
    }
    return text + "y" + steps;
  }

  @Test
  void listsEachPartOnceAfterItsOperands() {
    List<String> parts = Parts.of(FormulaParser.parse("exp(x) * (exp(x) + y)")).stream()
        .map(FormulaPrinter::print).toList();
    assertEquals(List.of("x", "exp(x)", "y", "exp(x) + y", "exp(x) * (exp(x) + y)"), parts);
  }

  @Test
  void countsWhatIsComputedAndWhatIsWritten() {
    Expr twice = FormulaParser.parse("exp(x) + exp(x)");
    assertEquals(2, Parts.operations(twice));
    assertEquals(3, Parts.treeSize(twice));
    assertEquals(3 * STEPS, Parts.operations(FormulaParser.parse(newton(STEPS))));
    assertEquals(Integer.MAX_VALUE, Parts.treeSize(FormulaParser.parse(newton(STEPS))));
  }

  @Test
  void equalFormulasOfManyUsesAreEqualAndOthersAreNot() {
    Expr one = FormulaParser.parse(newton(STEPS));
    Expr same = FormulaParser.parse(newton(STEPS));
    assertNotSame(one, same);
    assertEquals(one, same);
    assertEquals(one.hashCode(), same.hashCode());
    assertNotEquals(one, FormulaParser.parse(newton(STEPS).replace("y0 = x", "y0 = z")));
    assertNotEquals(one, FormulaParser.parse(newton(STEPS - 1)));
  }

  @Test
  void sharingMakesEqualPartsOneObject() {
    Sharing sharing = new Sharing();
    Expr shared = sharing.share(FormulaParser.parse("tanh(x + 1) * tanh(x + 1)"));
    List<Expr> factors = Operands.of(shared);
    assertSame(factors.get(0), factors.get(1));
    assertSame(shared, sharing.share(FormulaParser.parse("tanh(x + 1) * tanh(x + 1)")));
    assertNotSame(sharing.share(FormulaParser.parse("x - y")), sharing.share(FormulaParser.parse("y - x")));
  }

  @Test
  void zerosOfDifferentSignStayApart() {
    Sharing sharing = new Sharing();
    assertNotEquals(sharing.share(Formulas.constant(0.0)), sharing.share(Formulas.constant(-0.0)));
  }

  @Test
  void replacesLargestFirstAndLooksNoFurther() {
    Expr expr = FormulaParser.parse("exp(x) + x");
    Expr exponential = FormulaParser.parse("exp(x)");
    Expr replaced = Parts.replace(expr, part -> part.equals(exponential)
        ? Optional.of(FormulaParser.parse("x * x"))
        : part.equals(new Variable("x")) ? Optional.of(new Variable("y")) : Optional.empty());
    assertEquals("x * x + y", FormulaPrinter.print(replaced));
  }

  @Test
  void aTextTooLongToReadNamesItsPartsAndReadsBack() {
    Expr expr = FormulaParser.parse(newton(STEPS));
    String text = FormulaPrinter.print(expr);
    assertTrue(text.startsWith("part1 = 0.5 * (x + x / x); part2 = 0.5 * (part1 + x / part1); "), text);
    assertEquals(expr, FormulaParser.parse(text));
  }

  @Test
  void aNameThatTheFormulaReadsIsNoNameOfAPart() {
    Expr expr = FormulaParser.parse(newton(STEPS).replace("x", "part1"));
    assertEquals(expr, FormulaParser.parse(FormulaPrinter.print(expr)));
  }

  @Test
  void authorsNamesAreWrittenAsStatements() {
    String text = "soft = softplus(x); gate = tanh(soft); x * gate";
    assertEquals(text, FormulaPrinter.print(FormulaParser.parseNamed(text)));
  }

  @Test
  void substitutesAndEvaluatesEachPartOnce() {
    Expr expr = Substitution.ofVariables(Map.of("x", new Variable("z"))).apply(FormulaParser.parse(newton(STEPS)));
    assertEquals(java.util.Set.of("z"), FreeVariables.of(expr));
    assertEquals(Math.sqrt(7), Evaluator.evaluate(expr, "z", 7), 1e-15);
    assertEquals(0.5 / Math.sqrt(7), Evaluator.differentiate(expr, "z", 7).derivative(), 1e-15);
  }

  @Test
  void depthIsNoLimit() {
    StringBuilder text = new StringBuilder("y0 = x; ");
    for (int i = 0; i < 20_000; i++) {
      text.append("y").append(i + 1).append(" = -y").append(i).append("; ");
    }
    Expr deep = FormulaParser.parse(text + "y20000");
    assertEquals(20_000, Parts.operations(deep));
    assertEquals(20_001, Parts.of(deep).size());
    assertEquals(deep.hashCode(), FormulaParser.parse(text + "y20000").hashCode());
  }
}
