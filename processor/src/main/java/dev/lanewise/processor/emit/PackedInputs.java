package dev.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.lanewise.ParameterSlot;
import dev.lanewise.processor.ir.Kernel;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.PanelWidth;
import dev.lanewise.processor.ir.Program;
import dev.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/// Copies of inputs, and of output gradients, which the gradients of weights read on machines with 16 registers.
///
/// A tile there has four or five inputs, which are a quarter of each cache line that it reads; lines of some hundred
/// samples fill half of a first cache of 32 KiB. Copies of a group of inputs lie side by side, those of a tile sample
/// after sample, and serve all outputs. The output gradients of a panel are copied for large weights, whose
/// mini-batches are large enough to fill the other half. Taller tiles for 32 registers gained nothing from copies.
///
/// @param parameter the name of the weights
/// @param x the inputs of the row
/// @param dy the gradient of its outputs
record PackedInputs(String parameter, Value x, Value dy, ParameterSlot slot, Places places, ClassName buffers) {
  /// The local variable and parameter for the copies of inputs.
  static final String ARRAY = "packed";

  /// The local variable and parameter for the copies of output gradients.
  static final String GRADIENTS = "packedGradients";

  /// Outputs of two panels.
  private static final int MOST_OUTPUTS_WITHOUT = 2 * PanelWidth.FULL;

  /// Vector instructions that copy what a tile reads of a sample.
  private static final int INSTRUCTIONS_OF_COPY = 2;

  /// Whether a gradient of weights reads copies: where there are enough panels to read them for, and a group of inputs
  /// at least. With 64 inputs and 64 outputs a step took 4 to 9 % longer, with 784 and 50 as long as without.
  static boolean serve(ParameterSlot slot) {
    return slot.isWeight() && slot.outputs() > MOST_OUTPUTS_WITHOUT && slot.inputs() >= LargeWeights.GROUP;
  }

  /// Whether output gradients are copied as well.
  static boolean copyGradients(ParameterSlot slot) {
    return LargeWeights.includes(slot);
  }

  /// The inputs of the largest group that a program copies; 0 if it copies none.
  static int largestGroup(Program program) {
    return program.gradients().stream()
        .filter(kernel -> kernel.gradient().op() instanceof Op.Contract)
        .map(Kernel.ParameterGradient::parameter)
        .map(parameter -> program.layout().slot(parameter))
        .filter(PackedInputs::serve)
        .mapToInt(slot -> Math.min(slot.inputs(), LargeWeights.GROUP + InputTiles.FEWEST_SHARED - 1))
        .max().orElse(0);
  }

  /// Declares the arrays of a thread.
  CodeBlock declare() {
    CodeBlock.Builder code = CodeBlock.builder()
        .addStatement("float[] $N = buffers.packedInputs(share.thread())", ARRAY);
    if (copyGradients(slot)) {
      code.addStatement("float[] $N = buffers.packedGradients(share.thread())", GRADIENTS);
    }
    return code.build();
  }

  /// The method that copies inputs `from` to `to`.
  MethodSpec method() {
    return MethodSpec.methodBuilder(name())
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .addJavadoc("$L", Prose.wrapped("Copies what tiles for 16 registers read of inputs {@code from} to {@code to}:"
            + " those of each tile sample after sample, so that it uses all that comes with a cache line."))
        .addParameter(buffers, "buffers")
        .addParameter(float[].class, ARRAY)
        .addParameter(int.class, "from")
        .addParameter(int.class, "to")
        .addStatement("int input = from")
        .addCode(InputTiles.of(slot.panelWidth(), slot.inputs(), false).loops(tile -> CodeBlock.of(
            "$T.copy($L, $L,$W$N, $L, buffers.size(),$W$N, (input - from) * buffers.size())", JavaTypes.COLUMNS,
            places.arrayOf(x), places.columnAt(x, "input"), places.stride(x), tile.rows(), ARRAY)))
        .build();
  }

  private String name() {
    return "pack" + places.constants().methodName(parameter) + "Inputs";
  }

  /// Copies inputs `from` to `to`.
  CodeBlock pack() {
    return CodeBlock.builder().addStatement("$N(buffers, $N, from, to)", name(), ARRAY).build();
  }

  /// Declares what [#packUnlessDone] remembers.
  static CodeBlock declareRange() {
    return CodeBlock.builder().addStatement("int packedFrom = 0").addStatement("int packedTo = 0").build();
  }

  /// Copies inputs `from` to `to` unless it was these that were copied last: all panels of a thread but the first and
  /// the last have the same.
  CodeBlock packUnlessDone() {
    return CodeBlock.builder()
        .beginControlFlow("if (from != packedFrom || to != packedTo)")
        .add(pack())
        .addStatement("packedFrom = from")
        .addStatement("packedTo = to")
        .endControlFlow()
        .build();
  }

  /// Copies the output gradients of the columns at hand, where they are copied.
  CodeBlock packGradients() {
    return copyGradients(slot)
        ? CodeBlock.builder()
            .addStatement("$T.copy($L, column, $N,$W2 * LANES, buffers.size(), $N, 0)",
                JavaTypes.COLUMNS, places.arrayOf(dy), places.stride(dy), GRADIENTS)
            .build()
        : CodeBlock.of("");
  }

  /// The call of a tile.
  ///
  /// @param method the method of all tiles, but for their suffix
  /// @param arguments those for all tiles
  CodeBlock call(Tile tile, String method, CodeBlock arguments) {
    return CodeBlock.of("$N.$N($L,$W$L,$W(input - from) * buffers.size(), weightAt, input$L)",
        KernelsEmitter.TILES, method + tile.suffix(), arguments, arrays(), copyGradients(slot) ? "" : ", column");
  }

  private String arrays() {
    return copyGradients(slot) ? ARRAY + ", " + GRADIENTS : ARRAY;
  }

  /// Calls of what copies and of the tiles, for [WarmUpEmitter].
  ///
  /// @param method the method of all tiles, but for their suffix
  /// @param arguments those for all tiles
  List<CodeBlock> callsForWarmUp(List<Tile> tiles, String method, String arguments) {
    String ofThread = "buffers.packedInputs(0)" + (copyGradients(slot) ? ", buffers.packedGradients(0)" : "");
    List<CodeBlock> calls = new ArrayList<>();
    calls.add(WarmUpEmitter.withFewRegisters(
        CodeBlock.of("$L * buffers.size()", INSTRUCTIONS_OF_COPY),
        CodeBlock.of("$T.copy($L, $L,$W$N, $L, buffers.size(),$Wbuffers.packedInputs(0), 0)", JavaTypes.COLUMNS,
            places.arrayOf(x), places.start(x), places.stride(x), tiles.getFirst().rows())));
    for (Tile tile : tiles) {
      calls.add(WarmUpEmitter.tile(tile, false, true, WarmUpEmitter.TERMS, CodeBlock.of("$N.$N($L,$W$L, 0, 0, 0$L)",
          KernelsEmitter.TILES, method + tile.suffix(), arguments, ofThread, copyGradients(slot) ? "" : ", 0")));
    }
    return calls;
  }
}
