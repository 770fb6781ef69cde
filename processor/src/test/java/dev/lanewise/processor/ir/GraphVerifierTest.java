package dev.lanewise.processor.ir;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.formula.FormulaParser;
import dev.lanewise.processor.diagnostic.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// One broken graph for each rule.
class GraphVerifierTest {
  private static final Origin NOWHERE = () -> "a test";

  private final Value x = new Value("x", Shape.rows(3), new Op.Leaf(Op.LeafKind.INPUT), NOWHERE);
  private final Value weight = new Value("w", Shape.vector(3), new Op.Leaf(Op.LeafKind.PARAMETER), NOWHERE);
  private final Value y = new Value("y", Shape.rows(3), new Op.Softmax(x), NOWHERE);

  @Test
  void acceptsAGraphThatKeepsTheRules() {
    assertDoesNotThrow(() -> GraphVerifier.verify("test", graph(List.of(x, y), y)));
  }

  @Test
  void namesThePassAndShowsTheGraph() {
    String message = assertThrows(
        IllegalStateException.class, () -> GraphVerifier.verify("fold", graph(List.of(y, x), y))).getMessage();
    assertEquals("""
        after fold: y[batch, 3] reads x[batch, 3] before it is defined
        y [batch, 3] = softmax (x)
        x [batch, 3] = input
        outputs: y
        """, message);
  }

  @Test
  void refusesAValueOfAnotherGraph() {
    broken("y[batch, 3] reads x[batch, 3] before it is defined", graph(List.of(y), y));
  }

  @Test
  void refusesTwoValuesOfOneName() {
    Value again = new Value("x", Shape.SCALAR, new Op.Leaf(Op.LeafKind.INPUT), NOWHERE);
    broken("two values are named x", graph(List.of(x, again), x));
  }

  @Test
  void refusesAShapeThatTheOperationDoesNotGive() {
    Value wrong = new Value("y", Shape.rows(4), new Op.Softmax(x), NOWHERE);
    broken("y[batch, 4] claims a wrong shape", graph(List.of(x, wrong), wrong));
  }

  @Test
  void refusesAFormulaWithUnknowns() {
    Value map = map("a * b", List.of("a"), List.of(x));
    broken("y[batch, 3] has a formula with unknowns", graph(List.of(x, map), map));
  }

  @Test
  void refusesAnArgumentNamedTwice() {
    Value map = map("a", List.of("a", "a"), List.of(x, x));
    broken("y[batch, 3] names an argument twice", graph(List.of(x, map), map));
  }

  @Test
  void refusesResultsThatAreNotInTheGraph() {
    broken("the outputs are not in the graph", graph(List.of(x), y));
    broken("the loss is not in the graph", new Graph(List.of(x), x, Optional.of(y), Map.of()));
    broken("the gradient of w is not in the graph", new Graph(List.of(x, weight), x, Optional.empty(), Map.of("w", y)));
  }

  @Test
  void refusesALossOfSeveralNumbers() {
    broken("the loss is not one number", new Graph(List.of(x), x, Optional.of(x), Map.of()));
  }

  @Test
  void refusesAGradientOfAnotherShapeThanItsParameter() {
    broken("the gradient of w has shape [batch, 3]",
        new Graph(List.of(x, weight), x, Optional.empty(), Map.of("w", x)));
  }

  private static Value map(String formula, List<String> arguments, List<Value> inputs) {
    return new Value("y", Shape.rows(3), new Op.Map(FormulaParser.parse(formula), arguments, inputs), NOWHERE);
  }

  private static Graph graph(List<Value> values, Value outputs) {
    return new Graph(values, outputs, Optional.empty(), Map.of());
  }

  private static void broken(String what, Graph graph) {
    String message =
        assertThrows(IllegalStateException.class, () -> GraphVerifier.verify("test", graph)).getMessage();
    assertTrue(message.startsWith("after test: " + what + "\n"), message);
  }
}
