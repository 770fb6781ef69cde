package dev.lanewise.processor.pass;

import static dev.lanewise.processor.pass.SmallNetwork.NOWHERE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.lanewise.Reduction;
import dev.lanewise.formula.Expr;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimplifyTest {
  private final GraphBuilder graph = new GraphBuilder();

  @Test
  void softmaxCrossEntropyBecomesTheShareTimesSoftmaxLessTheShareAtTheLabel() {
    String text = SmallNetwork.ofInputs(4).row("logits", 2).loss("SoftmaxCrossEntropy").after("simplify");
    assertEquals("""
        dOutputsAtLabel [batch] = map -d where d = sampleShare
        dLogitsPart [batch, 2] = scatter (dOutputsAtLabel, labels) into 2
        softmaxLogits [batch, 2] = softmax (logits)
        dLogitsPart2 [batch, 2] = map d * softmax where d = sampleShare, softmax = softmaxLogits
        dLogits [batch, 2] = map a + b where a = dLogitsPart, b = dLogitsPart2
        dLogits.bias [2] = reduce sum over batch (dLogits)
        dLogits.weight [2, 4] = contract "bo,bi->oi" (dLogits, samples)
        """, backward(text));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "MeanSquaredError            | 2 * (d * (prediction - target))",
      "SumOfSquares                | d * (prediction - target)",
      "BinaryCrossEntropyWithLogits | d * (sigmoid(prediction) - target)",
      "MeanAbsoluteError           | d * sign(prediction - target)",
  })
  void elementwiseLossesOfBothReductionsDifferInOneFactorOnly(String loss, String formula) {
    SmallNetwork sum = SmallNetwork.ofInputs(4).rowWithoutBias("y", 5).loss(loss, Reduction.SUM_OUTPUTS);
    String reads = formula.contains("target") ? " where d = %s, prediction = y, target = targets\n" : "";
    assertEquals(
        "dY [batch, 5] = map " + formula + reads.formatted("sampleShare")
            + "dY.weight [5, 4] = contract \"bo,bi->oi\" (dY, samples)\n",
        backward(sum.after("simplify")));
    SmallNetwork mean = SmallNetwork.ofInputs(4).rowWithoutBias("y", 5).loss(loss, Reduction.MEAN);
    assertEquals(
        "dSampleLoss [batch] = map 0.2 * d where d = sampleShare\n"
            + "dY [batch, 5] = map " + formula + reads.formatted("dSampleLoss")
            + "dY.weight [5, 4] = contract \"bo,bi->oi\" (dY, samples)\n",
        backward(mean.after("simplify")));
  }

  @Test
  void putsAConstantIntoTheFormulasThatReadIt() {
    Value x = input("x", Shape.rows(3));
    Value two = graph.map("two", FormulaParser.parse("1 + 1"), List.of(), List.of(), NOWHERE);
    Value twos = graph.value("twos", new Op.Broadcast(two, Shape.rows(3)), NOWHERE);
    Value y = graph.map("y", FormulaParser.parse("a * b"), List.of("a", "b"), List.of(x, twos), NOWHERE);
    assertEquals("""
        x [batch, 3] = input
        y [batch, 3] = map 2 * a where a = x
        outputs: y
        """, simplified(y));
  }

  @Test
  void readsARepeatedValueUnrepeated() {
    Value x = input("x", Shape.rows(3));
    Value number = input("number", Shape.PER_SAMPLE);
    Value repeated = graph.value("repeated", new Op.Broadcast(number, Shape.rows(3)), NOWHERE);
    Value y = graph.map("y", FormulaParser.parse("a * b"), List.of("a", "b"), List.of(x, repeated), NOWHERE);
    assertEquals("""
        x [batch, 3] = input
        number [batch] = input
        y [batch, 3] = map a * b where a = x, b = number
        outputs: y
        """, simplified(y));
  }

  @Test
  void keepsTheShapeOfAFormulaThatNoLongerReadsItsRows() {
    Value x = input("x", Shape.rows(3));
    Value number = input("number", Shape.PER_SAMPLE);
    Value y = graph.map("y", FormulaParser.parse("a * 0 + b"), List.of("a", "b"), List.of(x, number), NOWHERE);
    String text = simplified(y);
    assertEquals("[batch, 3]", text.lines().filter(line -> line.contains("Repeated")).findFirst().orElse(text)
        .replaceAll(".*to ", ""));
  }

  @Test
  void aMapThatHandsOnItsInputIsThatInput() {
    Value x = input("x", Shape.rows(3));
    Value y = graph.map("y", FormulaParser.parse("a * 1"), List.of("a"), List.of(x), NOWHERE);
    assertEquals("""
        x [batch, 3] = input
        outputs: x
        """, simplified(y));
  }

  @Test
  void dropsWhatNobodyReadsButKeepsEveryParameter() {
    Value x = input("x", Shape.rows(3));
    Value y = graph.map("y", FormulaParser.parse("exp(a)"), List.of("a"), List.of(x), NOWHERE);
    graph.map("unread", FormulaParser.parse("tanh(a)"), List.of("a"), List.of(x), NOWHERE);
    input("unreadInput", Shape.rows(3));
    graph.leaf("weight", Op.LeafKind.PARAMETER, Shape.matrix(3, 3), NOWHERE);
    assertEquals("""
        x [batch, 3] = input
        y [batch, 3] = map exp(a) where a = x
        weight [3, 3] = parameter
        outputs: y
        """, simplified(y));
  }

  @Test
  void changesNothingTheSecondTime() {
    Graph once = Simplify.run(Differentiate.run(
        SmallNetwork.ofInputs(4).row("hidden", 3, "Gelu").row("logits", 2).loss("SoftmaxCrossEntropy").lower()));
    assertEquals(GraphPrinter.print(once), GraphPrinter.print(Simplify.run(once)));
  }

  @Test
  void theSameOperationOnTheSameValuesIsOneValue() {
    Value x = input("x", Shape.rows(3));
    Op sum = new Op.Reduce(Expr.ReduceOp.SUM, Op.Axis.COLUMNS, x);
    assertSame(graph.value("a", sum, NOWHERE), graph.value("b", sum, NOWHERE));
  }

  private Value input(String name, Shape shape) {
    return graph.leaf(name, Op.LeafKind.INPUT, shape, NOWHERE);
  }

  private String simplified(Value outputs) {
    Graph before = new Graph(graph.values(), outputs, Optional.empty(), Map.of());
    GraphVerifier.verify("test", before);
    Graph after = Simplify.run(before);
    GraphVerifier.verify("simplify", after);
    return GraphPrinter.print(after);
  }

  /// The lines between the loss and the list of results.
  private static String backward(String text) {
    String loss = "loss [] = reduce sum over batch (weightedLoss)\n";
    return text.substring(text.indexOf(loss) + loss.length(), text.indexOf("outputs:"));
  }
}
