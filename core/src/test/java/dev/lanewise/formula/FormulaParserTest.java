package dev.lanewise.formula;

import static dev.lanewise.formula.FormulaParser.parse;
import static dev.lanewise.formula.Formulas.ONE;
import static dev.lanewise.formula.Formulas.ZERO;
import static dev.lanewise.formula.Formulas.add;
import static dev.lanewise.formula.Formulas.apply;
import static dev.lanewise.formula.Formulas.constant;
import static dev.lanewise.formula.Formulas.greater;
import static dev.lanewise.formula.Formulas.less;
import static dev.lanewise.formula.Formulas.multiply;
import static dev.lanewise.formula.Formulas.negate;
import static dev.lanewise.formula.Formulas.subtract;
import static dev.lanewise.formula.Formulas.variable;
import static dev.lanewise.formula.Formulas.where;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.formula.Expr.Binary;
import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.Element;
import dev.lanewise.formula.Expr.Logic;
import dev.lanewise.formula.Expr.LogicOp;
import dev.lanewise.formula.Expr.Not;
import dev.lanewise.formula.Expr.Reduce;
import dev.lanewise.formula.Expr.ReduceOp;
import dev.lanewise.formula.Expr.UnaryOp;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormulaParserTest {
  private static final Expr A = variable("a");
  private static final Expr B = variable("b");
  private static final Expr C = variable("c");

  @Test
  void multiplicationBindsMoreTightlyThanAddition() {
    assertEquals(add(A, multiply(B, C)), parse("a + b * c"));
    assertEquals(multiply(add(A, B), C), parse("(a + b) * c"));
  }

  @Test
  void operatorsOfOnePrecedenceAssociateToTheLeft() {
    assertEquals(subtract(subtract(A, B), C), parse("a - b - c"));
    assertEquals(multiply(new Binary(BinaryOp.DIV, A, B), C), parse("a / b * c"));
  }

  @Test
  void aMinusSignBelongsToANumberButNegatesAnythingElse() {
    assertEquals(constant(-1), parse("-1"));
    assertEquals(subtract(A, ONE), parse("a - 1"));
    assertEquals(subtract(A, constant(-1)), parse("a - -1"));
    assertEquals(multiply(negate(A), B), parse("-a * b"));
    assertEquals(negate(ONE), parse("-(1)"));
  }

  @Test
  void conditionsFollowJavasPrecedence() {
    Expr either = new Logic(LogicOp.OR, less(A, B), new Logic(LogicOp.AND, greater(A, ZERO), new Not(less(B, C))));
    assertEquals(where(either, A, B), parse("where(a < b || a > 0 && !(b < c), a, b)"));
  }

  @Test
  void aStatementNamesAValueUsedAfter() {
    Expr error = apply(UnaryOp.ABS, subtract(A, B));
    assertEquals(multiply(error, error), parse("e = abs(a - b); e * e"));
    assertEquals(where(greater(A, ZERO), A, B), parse("isPositive = a > 0; where(isPositive, a, b)"));
  }

  @Test
  void readsRowWiseFormulas() {
    Expr outputs = variable("outputs");
    assertEquals(
        subtract(new Reduce(ReduceOp.LOG_SUM_EXP, outputs), new Element("outputs", variable("label"))),
        parse("logSumExp(outputs) - outputs[label]"));
    assertEquals(new Reduce(ReduceOp.MAX, outputs), parse("rowMax(outputs)"));
    assertEquals(
        new Reduce(ReduceOp.SUM, multiply(variable("targets"), outputs)), parse("sum(targets * outputs)"));
  }

  @Test
  void readsNumbersInEveryForm() {
    assertEquals(constant(1e-4), parse("1e-4"));
    assertEquals(constant(0.5), parse(".5"));
    assertEquals(constant(2), parse("2."));
    assertEquals(constant(3e5), parse("3.0E+5"));
  }

  @Test
  void aNameNotFollowedByAParenthesisIsAVariableWhateverItsName() {
    assertEquals(apply(UnaryOp.EXP, variable("exp")), parse("exp(exp)"));
  }

  @Test
  void pointsAtTheProblem() {
    assertProblem("1 + sigmod(x)", 4, "there is no function 'sigmod'; there are abs, atan, cos, erf, exp,");
    assertProblem("x + ", 4, "expected a number, a name or '(', found the end");
    assertProblem("(x + 1", 6, "expected ')', found the end");
    assertProblem("x y", 2, "expected an operator or the end, found 'y'");
    assertProblem("max(x)", 5, "expected ',', found ')'");
    assertProblem("x # 2", 2, "a formula cannot contain '#'");
    assertProblem("2x", 1, "a number cannot contain 'x'");
    assertProblem("1e999", 0, "too large");
    assertProblem("", 0, "expected a number, a name or '('");
    assertProblem("e = x", 5, "expected ';'");
    assertProblem("outputs[1.5]", 8, "an index is a name or a whole number, not '1.5'");
  }

  @Test
  void readsAnElementAtAFixedPlace() {
    assertEquals(new Element("outputs", constant(1)), parse("outputs[1]"));
    assertEquals("outputs[1]", FormulaPrinter.print(parse("outputs[1]")));
  }

  @Test
  void keepsTheNamesOfStatements() {
    NamedFormula formula = FormulaParser.parseNamed("soft = softplus(x); gate = tanh(soft); x * gate");
    assertEquals(parse("x * tanh(softplus(x))"), formula.value());
    assertEquals(List.of("soft", "gate"), List.copyOf(formula.statements().keySet()));
    assertEquals(parse("tanh(softplus(x))"), formula.statements().get("gate"));
  }

  @Test
  void keepsNumbersAndConditionsApart() {
    assertProblem("x > 0", 0, "a number is expected here, not a condition");
    assertProblem("1 + (x > 0)", 4, "a number is expected here");
    assertProblem("where(x, 1, 0)", 6, "a condition is expected here");
    assertProblem("where(a < b < c, 1, 0)", 6, "a number is expected here");
    assertProblem("where(!x, 1, 0)", 7, "a condition is expected here");
    assertProblem("where(x > 0 && y, 1, 0)", 15, "a condition is expected here");
  }

  @Test
  void aNameHasOneMeaning() {
    assertProblem("e = a; e = b; e", 7, "'e' already has a meaning");
    assertProblem("e = a; a = e; a", 7, "'a' already has a meaning");
    assertProblem("v = a + b; v[label]", 11, "only a parameter of the formula can stand in an element");
  }

  @Test
  void showsTheLineOfALongerFormula() {
    FormulaException problem = assertThrows(FormulaException.class, () -> parse("e = abs(a);\n  e * * e"));
    assertTrue(problem.getMessage().endsWith("\n    e * * e\n        ^"), problem.getMessage());
  }

  private static void assertProblem(String text, int position, String message) {
    FormulaException problem = assertThrows(FormulaException.class, () -> parse(text));
    assertEquals(position, problem.position(), problem.getMessage());
    assertTrue(problem.getMessage().contains(message), problem.getMessage());
  }
}
