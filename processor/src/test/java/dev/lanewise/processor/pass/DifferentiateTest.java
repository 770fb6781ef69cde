package dev.lanewise.processor.pass;

import static dev.lanewise.processor.pass.SmallNetwork.NOWHERE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FormulaParser;
import dev.lanewise.processor.ir.Contraction;
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
import org.junit.jupiter.params.provider.EnumSource;

class DifferentiateTest {
  private final GraphBuilder graph = new GraphBuilder();

  @Test
  void addsTheBackwardPassOfTheBooksNetworkBehindItsForwardPass() {
    SmallNetwork book =
        SmallNetwork.ofInputs(4).row("hidden", 3, "Sigmoid").row("logits", 2).loss("SoftmaxCrossEntropy");
    assertEquals("""
        samples [batch, 4] = input
        hidden.weight [3, 4] = parameter
        hidden.bias [3] = parameter
        hiddenProduct [batch, 3] = contract "bi,oi->bo" (samples, hidden.weight)
        hiddenPreActivation [batch, 3] = map sum + bias where sum = hiddenProduct, bias = hidden.bias
        hidden [batch, 3] = map sigmoid(x) where x = hiddenPreActivation
        logits.weight [2, 3] = parameter
        logits.bias [2] = parameter
        logitsProduct [batch, 2] = contract "bi,oi->bo" (hidden, logits.weight)
        logits [batch, 2] = map sum + bias where sum = logitsProduct, bias = logits.bias
        labels [batch] = labels
        logSumExpOutputs [batch] = reduce log_sum_exp over columns (logits)
        outputsAtLabel [batch] = gather (logits, labels)
        sampleLoss [batch] = map logSumExpOutputs - outputsAtLabel \
        where logSumExpOutputs = logSumExpOutputs, outputsAtLabel = outputsAtLabel
        sampleShare [batch] = sample_share
        weightedLoss [batch] = map loss * share where loss = sampleLoss, share = sampleShare
        loss [] = reduce sum over batch (weightedLoss)
        outputs: logits
        loss: loss
        """, book.lowered());
    String forward = book.lowered().substring(0, book.lowered().indexOf("outputs:"));
    assertEquals(forward + """
        dLoss [] = map 1
        dWeightedLoss [batch] = broadcast (dLoss) to [batch]
        dSampleLoss [batch] = map d * share where d = dWeightedLoss, loss = sampleLoss, share = sampleShare
        dLogSumExpOutputs [batch] = map d * 1 \
        where d = dSampleLoss, logSumExpOutputs = logSumExpOutputs, outputsAtLabel = outputsAtLabel
        dOutputsAtLabel [batch] = map d * -1 \
        where d = dSampleLoss, logSumExpOutputs = logSumExpOutputs, outputsAtLabel = outputsAtLabel
        dLogitsPart [batch, 2] = scatter (dOutputsAtLabel, labels) into 2
        softmaxLogits [batch, 2] = softmax (logits)
        dLogitsPart2 [batch, 2] = map d * softmax where d = dLogSumExpOutputs, softmax = softmaxLogits
        dLogits [batch, 2] = map a + b where a = dLogitsPart, b = dLogitsPart2
        dLogitsProduct [batch, 2] = map d * 1 where d = dLogits, sum = logitsProduct, bias = logits.bias
        dLogits.bias [2] = reduce sum over batch (dLogitsProduct)
        dHidden [batch, 3] = contract "bo,oi->bi" (dLogitsProduct, logits.weight)
        dLogits.weight [2, 3] = contract "bo,bi->oi" (dLogitsProduct, hidden)
        dHiddenPreActivation [batch, 3] = map d * (sigmoid(x) * (1 - sigmoid(x))) \
        where d = dHidden, x = hiddenPreActivation
        dHiddenProduct [batch, 3] = map d * 1 \
        where d = dHiddenPreActivation, sum = hiddenProduct, bias = hidden.bias
        dHidden.bias [3] = reduce sum over batch (dHiddenProduct)
        dHidden.weight [3, 4] = contract "bo,bi->oi" (dHiddenProduct, samples)
        outputs: logits
        loss: loss
        gradient of hidden.weight: dHidden.weight
        gradient of hidden.bias: dHidden.bias
        gradient of logits.weight: dLogits.weight
        gradient of logits.bias: dLogits.bias
        """, book.after("differentiate"));
  }

  @Test
  void leavesAGraphWithoutALossAlone() {
    SmallNetwork network = SmallNetwork.ofInputs(4).row("hidden", 3, "Relu");
    assertEquals(network.lowered(), network.after("differentiate"));
  }

  @Test
  void computesNoGradientOfTheSamples() {
    String text = SmallNetwork.ofInputs(4).row("y", 2).loss("MeanSquaredError").after("differentiate");
    assertTrue(!text.contains("dSamples") && !text.contains("dTargets"), text);
  }

  @Test
  void sumsThePartsOfAValueThatIsUsedTwice() {
    Value weight = parameter("w", Shape.rows(3));
    Value left = map("left", "exp(x)", weight);
    Value right = map("right", "tanh(x)", weight);
    Value both = graph.map("both", FormulaParser.parse("x * z"), List.of("x", "z"), List.of(left, right), NOWHERE);
    assertEquals("""
        dLoss [] = map 1
        dRowSums [batch] = broadcast (dLoss) to [batch]
        dBoth [batch, 3] = broadcast (dRowSums) to [batch, 3]
        dLeft [batch, 3] = map d * z where d = dBoth, x = left, z = right
        dRight [batch, 3] = map d * x where d = dBoth, x = left, z = right
        dWPart [batch, 3] = map d * (1 - tanh(x) * tanh(x)) where d = dRight, x = w
        dWPart2 [batch, 3] = map d * exp(x) where d = dLeft, x = w
        dW [batch, 3] = map a + b where a = dWPart, b = dWPart2
        gradient of w: dW
        """, backward(both));
  }

  @Test
  void sumsThreePartsOneAfterTheOther() {
    Value weight = parameter("w", Shape.rows(3));
    Value sum = graph.map("sum", FormulaParser.parse("x + y + z"), List.of("x", "y", "z"),
        List.of(weight, weight, weight), NOWHERE);
    String text = backward(sum);
    assertTrue(text.contains("dWPart2 [batch, 3] = map a + b where a = dWPart, b = dWPart\n"), text);
    assertTrue(text.contains("dW [batch, 3] = map a + b where a = dWPart2, b = dWPart\n"), text);
  }

  @Test
  void sumsOverTheAxesAlongWhichAnInputWasRepeated() {
    Value rows = parameter("rows", Shape.rows(3));
    Value row = parameter("row", Shape.vector(3));
    Value perSample = parameter("perSample", Shape.PER_SAMPLE);
    Value number = parameter("number", Shape.SCALAR);
    List<String> names = List.of("a", "b", "c", "e");
    Value sum = graph.map(
        "sum", FormulaParser.parse("a + b + c + e"), names, List.of(rows, row, perSample, number), NOWHERE);
    String text = backward(sum);
    assertTrue(text.contains("""
        dRow [3] = reduce sum over batch (dRows)
        dPerSample [batch] = reduce sum over columns (dRows)
        dNumber [] = reduce sum over columns (dRow)
        """), text);
  }

  @Test
  void givesTheGradientOfAMaximumToEveryElementThatIsOne() {
    Value x = parameter("x", Shape.rows(3));
    Value max = graph.value("max", new Op.Reduce(Expr.ReduceOp.MAX, Op.Axis.COLUMNS, x), NOWHERE);
    assertEquals("""
        dLoss [] = map 1
        dMax [batch] = broadcast (dLoss) to [batch]
        dX [batch, 3] = map where(x == max, d, 0) where d = dMax, x = x, max = max
        gradient of x: dX
        """, backward(max));
  }

  @Test
  void differentiatesSoftmaxByRows() {
    Value x = parameter("x", Shape.rows(3));
    Value probability = graph.value("p", new Op.Softmax(x), NOWHERE);
    assertEquals("""
        dLoss [] = map 1
        dRowSums [batch] = broadcast (dLoss) to [batch]
        dP [batch, 3] = broadcast (dRowSums) to [batch, 3]
        dPProduct [batch, 3] = map d * y where d = dP, y = p
        dPSum [batch] = reduce sum over columns (dPProduct)
        dX [batch, 3] = map y * (d - sum) where d = dP, y = p, sum = dPSum
        gradient of x: dX
        """, backward(probability));
  }

  @Test
  void gathersTheGradientOfWhatWasScattered() {
    Value x = parameter("x", Shape.PER_SAMPLE);
    Value labels = graph.leaf("labels", Op.LeafKind.LABELS, Shape.PER_SAMPLE, NOWHERE);
    Value scattered = graph.value("s", new Op.Scatter(x, labels, 3), NOWHERE);
    String text = backward(scattered);
    assertTrue(text.contains("dX [batch] = gather (dS, labels)\n"), text);
  }

  @Test
  void keepsTheNameOfTheUpstreamGradientApartFromAnArgumentOfThatName() {
    Value x = parameter("x", Shape.rows(3));
    Value y = graph.map("y", FormulaParser.parse("d * d"), List.of("d"), List.of(x), NOWHERE);
    String text = backward(y);
    assertTrue(text.contains("dX [batch, 3] = map dD * (2 * d) where dD = dY, d = x\n"), text);
  }

  @ParameterizedTest
  @EnumSource
  void contractionsAreClosedUnderDifferentiation(Contraction form) {
    boolean isOverTheBatch = form == Contraction.WEIGHT_GRADIENT;
    Value a = parameter("a", Shape.rows(4));
    Value b = parameter("b", isOverTheBatch ? Shape.rows(3)
        : form == Contraction.FORWARD ? Shape.matrix(3, 4) : Shape.matrix(4, 3));
    Value product = graph.value("product", new Op.Contract(form, a, b), NOWHERE);
    Value samples = graph.leaf("samples", Op.LeafKind.INPUT, Shape.rows(3), NOWHERE);
    Value rows = isOverTheBatch
        ? graph.value("rows", new Op.Contract(Contraction.FORWARD, samples, product), NOWHERE)
        : product;
    String expected = switch (form) {
      case FORWARD -> """
          dA [batch, 4] = contract "bo,oi->bi" (dProduct, b)
          dB [3, 4] = contract "bo,bi->oi" (dProduct, a)
          """;
      case INPUT_GRADIENT -> """
          dA [batch, 4] = contract "bi,oi->bo" (dProduct, b)
          dB [4, 3] = contract "bo,bi->oi" (a, dProduct)
          """;
      case WEIGHT_GRADIENT -> """
          dA [batch, 4] = contract "bi,oi->bo" (b, dProduct)
          dB [batch, 3] = contract "bo,oi->bi" (a, dProduct)
          """;
    };
    String text = backward(rows);
    assertTrue(text.contains(expected), text);
  }

  private Value parameter(String name, Shape shape) {
    return graph.leaf(name, Op.LeafKind.PARAMETER, shape, NOWHERE);
  }

  private Value map(String name, String formula, Value x) {
    return graph.map(name, FormulaParser.parse(formula), List.of("x"), List.of(x), NOWHERE);
  }

  /// What differentiation adds to the graph of the sum over all elements of a value, and the gradients.
  private String backward(Value value) {
    Value rowSums = value.shape().isRows()
        ? graph.value("rowSums", new Op.Reduce(Expr.ReduceOp.SUM, Op.Axis.COLUMNS, value), NOWHERE)
        : value;
    Value loss = graph.value("loss", new Op.Reduce(Expr.ReduceOp.SUM, Op.Axis.BATCH, rowSums), NOWHERE);
    Graph forward = new Graph(graph.values(), value, Optional.of(loss), Map.of());
    GraphVerifier.verify("test", forward);
    Graph differentiated = Differentiate.run(forward);
    GraphVerifier.verify("differentiate", differentiated);
    return GraphPrinter.print(differentiated).lines()
        .skip(forward.values().size())
        .filter(line -> !line.startsWith("outputs:") && !line.startsWith("loss:"))
        .map(line -> line + "\n")
        .reduce("", String::concat);
  }
}
