package dev.lanewise.processor.pass;

import static dev.lanewise.processor.pass.SmallNetwork.NOWHERE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.formula.FormulaParser;
import dev.lanewise.processor.ir.Graph;
import dev.lanewise.processor.ir.GraphBuilder;
import dev.lanewise.processor.ir.GraphPrinter;
import dev.lanewise.processor.ir.GraphVerifier;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Shape;
import dev.lanewise.processor.ir.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JoinMapsTest {
  private final GraphBuilder graph = new GraphBuilder();

  @Test
  void joinsBiasAndActivation() {
    assertEquals("""
        samples [batch, 4] = input
        hidden.weight [3, 4] = parameter
        hidden.bias [3] = parameter
        hiddenProduct [batch, 3] = contract "bi,oi->bo" (samples, hidden.weight)
        hidden [batch, 3] = map tanh(sigmoid(sum + bias)) where sum = hiddenProduct, bias = hidden.bias
        outputs: hidden
        """, SmallNetwork.ofInputs(4).row("hidden", 3, "Sigmoid", "Tanh").after("join-maps"));
  }

  @Test
  void leavesTheOutputsToBeReadAsTheyAre() {
    Value x = rows("x");
    Value outputs = map("outputs", "exp(x)", x);
    Value y = map("y", "tanh(x)", outputs);
    Graph joined = joined(outputs, Map.of("x", y));
    assertEquals("""
        x [batch, 3] = parameter
        outputs [batch, 3] = map exp(x) where x = x
        y [batch, 3] = map tanh(x) where x = outputs
        outputs: outputs
        gradient of x: y
        """, GraphPrinter.print(joined));
  }

  @Test
  void doesNotComputeTwiceWhatTwoRead() {
    Value x = rows("x");
    Value shared = map("shared", "exp(x)", x);
    Value left = map("left", "tanh(x)", shared);
    Value y = graph.map("y", FormulaParser.parse("a * b"), List.of("a", "b"), List.of(shared, left), NOWHERE);
    assertEquals("""
        x [batch, 3] = parameter
        shared [batch, 3] = map exp(x) where x = x
        y [batch, 3] = map a * tanh(a) where a = shared
        outputs: y
        """, GraphPrinter.print(joined(y, Map.of())));
  }

  @Test
  void keepsANumberForEachSampleOutOfTheLoopOverItsRow() {
    Value x = rows("x");
    Value share = graph.leaf("share", Op.LeafKind.SAMPLE_SHARE, Shape.PER_SAMPLE, NOWHERE);
    Value factor = map("factor", "0.5 * x", share);
    Value y = graph.map("y", FormulaParser.parse("a * b"), List.of("a", "b"), List.of(x, factor), NOWHERE);
    assertEquals("""
        x [batch, 3] = parameter
        share [batch] = sample_share
        factor [batch] = map 0.5 * x where x = share
        y [batch, 3] = map a * b where a = x, b = factor
        outputs: y
        """, GraphPrinter.print(joined(y, Map.of())));
  }

  @Test
  void tellsArgumentsOfOneNameApart() {
    Value x = rows("x");
    Value other = rows("other");
    Value inner = map("inner", "exp(x)", other);
    Value y = graph.map("y", FormulaParser.parse("x - a"), List.of("x", "a"), List.of(x, inner), NOWHERE);
    assertEquals("y [batch, 3] = map x - exp(x2) where x = x, x2 = other",
        lineOf(y));
  }

  @Test
  void joinsAMapThatReadsOneValueThroughTwoArguments() {
    Value x = rows("x");
    Value inner = map("inner", "exp(x)", x);
    Value y = graph.map("y", FormulaParser.parse("a * b"), List.of("a", "b"), List.of(inner, x), NOWHERE);
    assertEquals("y [batch, 3] = map exp(x) * x where x = x",
        lineOf(y));
  }

  private Value rows(String name) {
    return graph.leaf(name, Op.LeafKind.PARAMETER, Shape.rows(3), NOWHERE);
  }

  private Value map(String name, String formula, Value x) {
    return graph.map(name, FormulaParser.parse(formula), List.of("x"), List.of(x), NOWHERE);
  }

  private String lineOf(Value outputs) {
    String text = GraphPrinter.print(joined(outputs, Map.of()));
    return text.lines().filter(line -> line.startsWith(outputs.name() + " ")).findFirst().orElseThrow();
  }

  private Graph joined(Value outputs, Map<String, Value> gradients) {
    Graph before = new Graph(graph.values(), outputs, Optional.empty(), gradients);
    GraphVerifier.verify("test", before);
    Graph after = JoinMaps.run(before);
    GraphVerifier.verify("join-maps", after);
    return after;
  }
}
