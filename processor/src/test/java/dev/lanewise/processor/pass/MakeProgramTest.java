package dev.lanewise.processor.pass;

import static dev.lanewise.processor.pass.SmallNetwork.NOWHERE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FormulaParser;
import dev.lanewise.processor.ir.Buffer;
import dev.lanewise.processor.ir.Graph;
import dev.lanewise.processor.ir.GraphBuilder;
import dev.lanewise.processor.ir.Kernel;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Program;
import dev.lanewise.processor.ir.Shape;
import dev.lanewise.processor.ir.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Grouping into kernels, places of parameters, and buffers, as text.
class MakeProgramTest {

  @Test
  void groupsTheBooksNetworkIntoOneKernelForEachProductAndOneForTheLoss() {
    Program program = SmallNetwork.ofInputs(4).row("hidden", 3, "Sigmoid").row("logits", 2)
        .loss("SoftmaxCrossEntropy").program();
    assertEquals("""
        forward hiddenProduct, then hidden
        forward logitsProduct, then logits
        loss weightedLoss and dLogits by logSumExpOutputs, outputsAtLabel, weightedLoss, dOutputsAtLabel, \
        dLogitsPart, softmaxLogits, dLogits
        backward dHidden, then dHiddenPreActivation
        gradient of hidden.bias: dHidden.bias
        gradient of hidden.weight: dHidden.weight
        gradient of logits.bias: dLogits.bias
        gradient of logits.weight: dLogits.weight
        """, kernels(program));
  }

  @Test
  void aRowWithoutBiasAndActivationIsItsProduct() {
    Program program = SmallNetwork.ofInputs(4).rowWithoutBias("y", 2).loss("MeanSquaredError").program();
    assertEquals("""
        forward y
        loss weightedLoss and dY by elementLoss, sampleLoss, weightedLoss, dSampleLoss, dY
        gradient of y.weight: dY.weight
        """, kernels(program));
  }

  @Test
  void appliesTwoActivationsToTheTileAndBothDerivativesToTheOther() {
    Program program = SmallNetwork.ofInputs(4).row("hidden", 3, "Gelu", "Silu").rowWithoutBias("y", 2)
        .loss("MeanSquaredError").program();
    assertTrue(kernels(program).startsWith("forward hiddenProduct, then hiddenPreActivation, hiddenGelu, hidden\n"),
        kernels(program));
    assertTrue(kernels(program).contains("backward dHidden, then dHiddenPreActivation\n"), kernels(program));
    assertEquals(List.of("hiddenPreActivation", "hiddenGelu", "hidden", "y", "dY", "dHiddenPreActivation in y"),
        buffers(program));
  }

  @Test
  void anActivationOnTheLastRowIsDerivedInTheRowsOfTheLoss() {
    Program program = SmallNetwork.ofInputs(4).row("y", 2, "Tanh").loss("MeanSquaredError").program();
    assertTrue(kernels(program).contains(" and dYPreActivation by "), kernels(program));
  }

  @Test
  void aNetworkWithoutALossHasForwardKernelsOnly() {
    Program program = SmallNetwork.ofInputs(4).row("hidden", 3, "Relu").row("y", 2).program();
    assertEquals("""
        forward hiddenProduct, then hidden
        forward yProduct, then y
        """, kernels(program));
    assertEquals(List.of("hidden", "y"), buffers(program));
  }

  @Test
  void handsAnArrayOnOnlyBetweenRowsOfEqualDistance() {
    Program equal = SmallNetwork.ofInputs(4).row("hidden", 16, "Relu").row("y", 16).loss("MeanSquaredError").program();
    assertEquals(List.of("hidden", "y", "dY", "dHiddenPreActivation in y"), buffers(equal));
    Program different =
        SmallNetwork.ofInputs(4).row("hidden", 17, "Relu").row("y", 16).loss("MeanSquaredError").program();
    assertEquals(List.of("hidden", "y", "dY", "dHiddenPreActivation"), buffers(different));
  }

  @Test
  void neverHandsOnWhatAParameterGradientStillReads() {
    Program program = SmallNetwork.ofInputs(3).row("a", 3, "Relu").row("b", 3, "Relu").row("c", 3, "Relu").row("d", 3)
        .loss("MeanSquaredError").program();
    for (Kernel.ParameterGradient gradient : program.gradients()) {
      for (Value read : gradient.gradient().op().inputs()) {
        program.buffer(read).ifPresent(buffer -> assertTrue(
            program.buffers().stream().skip(program.buffers().indexOf(buffer) + 1)
                .noneMatch(later -> later.array().equals(buffer.array())),
            read + " is overwritten before " + gradient.parameter() + " is ready: " + buffers(program)));
      }
    }
  }

  @Test
  void rowsLieApartByMultiplesOf16ButNotByMultiplesOf256() {
    assertEquals(List.of(16, 16, 32, 240, 272, 272, 528),
        List.of(1, 16, 17, 240, 241, 256, 512).stream().map(LayOut::stride).toList());
  }

  @Test
  void placesParametersOneAfterTheOtherInTheOrderOfTheRows() {
    Program program = SmallNetwork.ofInputs(5).row("a", 33).rowWithoutBias("b", 1).program();
    assertEquals(
        List.of("a.weight[33, 5] at 0 by 32", "a.bias[33] at 240 by 48", "b.weight[1, 33] at 288 by 16"),
        program.layout().slots().stream()
            .map(slot -> slot.name() + slot.shape() + " at " + slot.offset() + " by " + slot.panelWidth())
            .toList());
    assertEquals(288 + 33 * 16, program.layout().length());
  }

  @Test
  void refusesParametersThatDoNotFitIntoAnArray() {
    SmallNetwork network = SmallNetwork.ofInputs(65_536).row("a", 65_536);
    assertThrows(ArithmeticException.class, network::program);
  }

  @Test
  void refusesAValueThatFitsNoKernel() {
    GraphBuilder graph = new GraphBuilder();
    Value bias = graph.leaf("bias", Op.LeafKind.PARAMETER, Shape.vector(3), NOWHERE);
    Value x = graph.leaf("x", Op.LeafKind.INPUT, Shape.rows(3), NOWHERE);
    Value norm = graph.map("norm", FormulaParser.parse("b * b"), List.of("b"), List.of(bias), NOWHERE);
    Value y = graph.map("y", FormulaParser.parse("x * n"), List.of("x", "n"), List.of(x, norm), NOWHERE);
    Value sums = graph.value("sums", new Op.Reduce(Expr.ReduceOp.SUM, Op.Axis.COLUMNS, y), NOWHERE);
    Value loss = graph.value("loss", new Op.Reduce(Expr.ReduceOp.SUM, Op.Axis.BATCH, sums), NOWHERE);
    Graph built = new Graph(graph.values(), y, Optional.of(loss), Map.of());
    assertEquals("norm[3] fits no kernel",
        assertThrows(IllegalStateException.class, () -> MakeProgram.of(built, Map.of(), 0)).getMessage());
  }

  private static List<String> buffers(Program program) {
    return program.buffers().stream().map(MakeProgramTest::text).toList();
  }

  private static String text(Buffer buffer) {
    return buffer.name() + (buffer.isShared() ? " in " + buffer.array() : "");
  }

  private static String kernels(Program program) {
    StringBuilder text = new StringBuilder();
    program.forward().forEach(kernel -> text.append("forward ").append(text(kernel)));
    program.loss().ifPresent(kernel -> text.append("loss ").append(kernel.sampleLosses().name())
        .append(kernel.gradient().map(gradient -> " and " + gradient.name()).orElse(""))
        .append(" by ").append(names(kernel.values())).append('\n'));
    program.backward().forEach(kernel -> text.append("backward ").append(text(kernel)));
    program.gradients().forEach(kernel ->
        text.append("gradient of ").append(kernel.parameter())
            .append(": ").append(kernel.gradient().name()).append('\n'));
    return text.toString();
  }

  private static String text(Kernel.RowContraction kernel) {
    String epilogue = kernel.epilogue().isEmpty() ? "" : ", then " + names(kernel.epilogue());
    return kernel.product().name() + epilogue + "\n";
  }

  private static String names(List<Value> values) {
    return String.join(", ", values.stream().map(Value::name).toList());
  }
}
