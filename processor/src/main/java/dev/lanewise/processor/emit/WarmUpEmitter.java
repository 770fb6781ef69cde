package dev.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.lanewise.ParameterSlot;
import dev.lanewise.processor.ir.Kernel;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Program;
import dev.lanewise.processor.scalar.Cost;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/// Emits the calls of vector code that have HotSpot compile it: each method by itself, on a few samples and terms.
final class WarmUpEmitter {
  static final String NAME = "WarmUpCalls";

  /// Terms of the sums of a tile.
  static final int TERMS = 24;

  private static final String FIELD = "WARM_UP";
  private static final String ALL_ARRAYS = "parameters, buffers, weights";

  /// About how many vector instructions the loss of a sample takes beside its formulas, and beside them in each vector.
  private static final int LOSS_OF_SAMPLE = 100;
  private static final int LOSS_OF_VECTOR = 20;

  /// About how many instructions beside its formulas the loss of one output takes for as many samples as lanes.
  private static final int LOSS_OF_LANES = 80;

  private final Program program;
  private final Places places;
  private final ClassName buffers;

  WarmUpEmitter(Places places, ClassName buffers) {
    this.program = places.program();
    this.places = places;
    this.buffers = buffers;
  }

  /// A call of a tile, and how many vector instructions it takes.
  ///
  /// @param withMany whether machines with 32 registers use the tile
  /// @param withFew whether those with 16 do
  static CodeBlock tile(Tile tile, boolean withMany, boolean withFew, int terms, CodeBlock call) {
    CodeBlock instructions = CodeBlock.of("$L", instructions(tile, terms));
    return withMany && withFew ? CodeBlock.builder().addStatement(call).addStatement("yield $L", instructions).build()
        : callsIf(CodeBlock.of("$L$T.HAS_32_REGISTERS", withMany ? "" : "!", JavaTypes.LANES), instructions, call);
  }

  /// A call of a tile with padding, which only machines make whose vectors are shorter than rows are aligned to.
  static CodeBlock tileWithPadding(Tile tile, int terms, CodeBlock call) {
    return callsIf(CodeBlock.of("LANES < $L", ParameterSlot.ALIGNMENT),
        CodeBlock.of("$L", instructions(tile, terms)), call);
  }

  /// Calls that only machines with 16 registers make, and how many vector instructions they take.
  ///
  /// @param instructions as code
  static CodeBlock withFewRegisters(CodeBlock instructions, CodeBlock... calls) {
    return callsIf(CodeBlock.of("!$T.HAS_32_REGISTERS", JavaTypes.LANES), instructions, calls);
  }

  private static CodeBlock callsIf(CodeBlock condition, CodeBlock instructions, CodeBlock... calls) {
    CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("if ($L)", condition);
    List.of(calls).forEach(code::addStatement);
    return code.endControlFlow().addStatement("yield $L", instructions).build();
  }

  /// About how many vector instructions a tile takes.
  static int instructions(Tile tile, int terms) {
    int sums = tile.rows() * tile.multiplied();
    return terms * (sums + tile.rows() + tile.multiplied()) + 2 * sums;
  }

  /// A call of a loop over the samples, and how many vector instructions it takes.
  static CodeBlock samples(CodeBlock call, int instructionsOfSample) {
    return CodeBlock.builder()
        .addStatement(call)
        .addStatement("yield $L * buffers.size()", instructionsOfSample)
        .build();
  }

  /// The state of the class.
  FieldSpec field() {
    String operations = program.forward().stream()
        .map(kernel -> String.valueOf(kernel.operations()))
        .collect(Collectors.joining(", "));
    return FieldSpec.builder(JavaTypes.WARM_UP, FIELD, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer("new $T($L)", JavaTypes.WARM_UP, operations)
        .build();
  }

  /// What the common part of a model asks for.
  List<MethodSpec> methods() {
    CodeBlock.Builder code = CodeBlock.builder().add("return switch (stage) {\n$>");
    for (Calls calls : calls()) {
      code.add("case $N -> $N.$N(row, kernel, $L);\n", calls.stage(), NAME, calls.method(), calls.arrays());
    }
    code.add("default -> 0;\n");
    return List.of(
        PassesEmitter.override("warmUp", JavaTypes.WARM_UP).addStatement("return $N", FIELD).build(),
        PassesEmitter.override("callKernel", TypeName.INT)
            .addParameter(JavaTypes.STAGE, "stage")
            .addParameters(parameters(ALL_ARRAYS))
            .addCode(code.add("$<};\n").build())
            .build());
  }

  private List<ParameterSpec> parameters(String arrays) {
    List<ParameterSpec> parameters = new ArrayList<>();
    parameters.add(ParameterSpec.builder(int.class, "row").build());
    parameters.add(ParameterSpec.builder(int.class, "kernel").build());
    for (String name : arrays.split(", ")) {
      TypeName type = name.equals("buffers") ? buffers : TypeName.get(float[].class);
      parameters.add(ParameterSpec.builder(type, name).build());
    }
    return parameters;
  }

  /// The nested class with the calls, a method for each stage.
  TypeSpec type() {
    List<MethodSpec> methods = calls().stream().map(this::method).toList();
    boolean namesLanes = methods.stream().anyMatch(method -> method.code().toString().contains("LANES"));
    return TypeSpec.classBuilder(NAME)
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("""
            What {@link $T} calls on little work, for HotSpot to compile it. A method returns about how
            many vector instructions the call took, 0 if it makes none by that number.
            """, JavaTypes.WARM_UP)
        .addFields(namesLanes ? List.of(KernelsEmitter.lanes()) : List.of())
        .addMethods(methods)
        .build();
  }

  private MethodSpec method(Calls calls) {
    CodeBlock.Builder code = CodeBlock.builder().add("return switch (row) {\n$>");
    calls.ofRows().forEach((row, ofRow) -> code.add("case $L -> $L", row, ofRow(ofRow)));
    return MethodSpec.methodBuilder(calls.method())
        .addModifiers(Modifier.STATIC)
        .returns(TypeName.INT)
        .addJavadoc("Of $L.", calls.what())
        .addParameters(parameters(calls.arrays()))
        .addCode(code.add("default -> 0;\n$<};\n").build())
        .build();
  }

  private static CodeBlock ofRow(List<CodeBlock> calls) {
    CodeBlock.Builder code = CodeBlock.builder().add("switch (kernel) {\n$>");
    for (int kernel = 0; kernel < calls.size(); kernel++) {
      code.add("case $L -> {\n$>$L$<}\n", kernel, calls.get(kernel));
    }
    return code.add("default -> 0;\n$<};\n").build();
  }

  /// The calls of one stage, each with what it returns.
  ///
  /// @param stage a constant of [dev.lanewise.runtime.Stage]
  /// @param method what makes them
  /// @param what the stage in words
  /// @param arrays what the calls read and write
  /// @param ofRows for each row of the network that has some, by its number
  private record Calls(
      String stage, String method, String what, String arrays, SortedMap<Integer, List<CodeBlock>> ofRows) {}

  /// Those of the stages in which there is something to call.
  private List<Calls> calls() {
    String rows = "parameters, buffers";
    String sums = "buffers, weights";
    return Stream.of(
        new Calls("FORWARD", "callForward", "the forward pass", rows,
            rows(program.forward(), Tile.Samples.MANY)),
        new Calls("FORWARD_FEW", "callForwardFew", "the forward pass of five to eleven samples", rows,
            rows(program.forward(), Tile.Samples.FEW)),
        new Calls("FORWARD_SINGLY", "callForwardSingly", "the forward pass of fewer", rows,
            rows(program.forward(), Tile.Samples.FEWER)),
        new Calls("LOSS", "callLoss", "the loss", lossArrays(), new TreeMap<>(
            program.loss().map(loss -> Map.of(0, List.of(loss(loss)))).orElse(Map.of()))),
        new Calls("BACKWARD", "callBackward", "the backward pass", rows,
            rows(program.backward(), Tile.Samples.MANY)),
        new Calls("BACKWARD_FEW", "callBackwardFew", "the backward pass of five to eleven samples", rows,
            rows(program.backward(), Tile.Samples.FEW)),
        new Calls("BACKWARD_SINGLY", "callBackwardSingly", "the backward pass of fewer", rows,
            rows(program.backward(), Tile.Samples.FEWER)),
        new Calls("GRADIENT", "callGradient", "the gradient", sums, gradients(ParameterGradientEmitter.Use.GRADIENT)),
        new Calls("UPDATE", "callUpdate", "the update", sums, gradients(ParameterGradientEmitter.Use.UPDATE)))
        .filter(calls -> !calls.ofRows().isEmpty())
        .toList();
  }

  private String lossArrays() {
    return program.loss().filter(LossRowsEmitter::readsParameters).isPresent() ? "parameters, buffers" : "buffers";
  }

  private SortedMap<Integer, List<CodeBlock>> rows(List<Kernel.RowContraction> kernels, Tile.Samples samples) {
    SortedMap<Integer, List<CodeBlock>> calls = new TreeMap<>();
    for (Kernel.RowContraction kernel : kernels) {
      calls.put(program.numberOf(kernel.row()),
          new RowContractionEmitter(Form.VECTORS, kernel, places, buffers).callsForWarmUp(samples));
    }
    return calls;
  }

  private SortedMap<Integer, List<CodeBlock>> gradients(ParameterGradientEmitter.Use use) {
    SortedMap<Integer, List<CodeBlock>> calls = new TreeMap<>();
    for (Kernel.ParameterGradient kernel : program.gradients()) {
      ParameterGradientEmitter emitter = ParameterGradientEmitter.of(Form.VECTORS, kernel, places, buffers);
      List<CodeBlock> ofParameter = emitter.isNeeded(use) ? emitter.callsForWarmUp(use) : List.of();
      if (!ofParameter.isEmpty()) {
        calls.computeIfAbsent(program.numberOf(kernel.row()), _ -> new ArrayList<>()).addAll(ofParameter);
      }
    }
    return calls;
  }

  private CodeBlock loss(Kernel.LossRows loss) {
    CodeBlock call =
        CodeBlock.of("$N.$N($L, 0, buffers.size(), 0)", KernelsEmitter.NAME, LossRowsEmitter.NAME, lossArrays());
    if (OneOutputLoss.fits(loss, program)) {
      return CodeBlock.builder()
          .addStatement(call)
          .addStatement("yield $L * ((buffers.size() + LANES - 1) / LANES)", LOSS_OF_LANES + formulas(loss, false))
          .build();
    }
    int vectors = ParameterSlot.padded(program.graph().outputs().shape().width()) / ParameterSlot.ALIGNMENT;
    return samples(call, LOSS_OF_SAMPLE + vectors * (LOSS_OF_VECTOR + formulas(loss, true)));
  }

  /// About how many instructions the formulas of a loss take.
  private static int formulas(Kernel.LossRows loss, boolean ofRowsOnly) {
    return loss.values().stream()
        .filter(value -> !ofRowsOnly || value.shape().isRows())
        .mapToInt(value -> value.op() instanceof Op.Map map ? Cost.of(map.formula()) : 0)
        .sum();
  }
}
