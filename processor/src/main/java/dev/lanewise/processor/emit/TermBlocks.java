package dev.lanewise.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.lanewise.ParameterSlot;
import dev.lanewise.processor.ir.Kernel;
import dev.lanewise.processor.ir.PanelWidth;
import dev.lanewise.processor.ir.Program;
import java.util.Arrays;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/// Products with long sums, on machines with 16 registers: a block of the terms of all sums of a panel, then the next
/// block. Weights of a block stay in a core's second cache while all samples pass, which those of a whole panel fill.
/// Sums wait in an array in between; each grows in the same order as in one piece.
///
/// @param emitter the emitter of the product
record TermBlocks(RowContractionEmitter emitter) {
  /// Terms of a block: weights of 128 KiB. With 512 and 2,048 products took up to 2 and 6 % longer.
  private static final int BLOCK = 1024;

  /// Terms from which on there are blocks. A sum of 4,096 took 0.82 times as long, one of 2,048 0.95 times.
  private static final int FEWEST_TERMS = 2 * BLOCK;

  /// Samples from which on there are blocks: for fewer, weights pass a few times only.
  private static final int FEWEST_SAMPLES = 12;

  private static final String ARRAY = "partialSums";

  /// The blocks of a product, if it has any.
  static Optional<TermBlocks> of(RowContractionEmitter emitter) {
    return areUsed(emitter.kernel()) ? Optional.of(new TermBlocks(emitter)) : Optional.empty();
  }

  private static boolean areUsed(Kernel.RowContraction kernel) {
    int columns = ParameterSlot.padded(kernel.product().shape().width());
    return kernel.contract().a().shape().width() >= FEWEST_TERMS && PanelWidth.of(columns) == PanelWidth.FULL;
  }

  /// Whether a program has products in blocks.
  static boolean areUsed(Program program) {
    return program.forward().stream().anyMatch(TermBlocks::areUsed)
        || program.backward().stream().anyMatch(TermBlocks::areUsed);
  }

  /// What stands around the loop over the columns of a full panel.
  CodeBlock around(String panel, CodeBlock loop) {
    return CodeBlock.builder()
        .beginControlFlow("if (!$T.HAS_32_REGISTERS && to - from >= $L)", JavaTypes.LANES, FEWEST_SAMPLES)
        .addStatement("$N(parameters, buffers, $Lbuffers.partialSums(share.thread()),$W$L, from, to)",
            name(), transposed(), panel)
        .nextControlFlow("else")
        .add(loop)
        .endControlFlow()
        .build();
  }

  private String name() {
    return emitter.name() + "InBlocks";
  }

  private String transposed() {
    return emitter.isForward() ? "" : TransposedPanels.ARRAY + ", ";
  }

  /// The method for some rows of a full panel.
  MethodSpec kernel() {
    Tile tile = tile();
    String panel = emitter.panel();
    String term = emitter.isForward() ? "input" : "output";
    CodeBlock columns = CodeBlock.of("int column = panel; column < panel + $N; column += $L",
        panel, TileCode.lanes(tile.vectors()));
    CodeBlock.Builder code = CodeBlock.builder()
        .addStatement("$T.fill($N, 0, (to - from + $L) * $N, 0f)", Arrays.class, ARRAY, tile.rows() - 1, panel)
        .beginControlFlow("for (int $N = 0; $N < $N; $N += $L)", term, term, emitter.depth(), term, BLOCK)
        .addStatement("int end = $T.min($N + $L, $N)", Math.class, term, BLOCK, emitter.depth())
        .beginControlFlow("for (int row = from; row < to; row += $L)", tile.rows())
        .add("// The last rows may be some of those before once more: the same numbers, from sums of their own.\n")
        .addStatement("int first = $T.min(row, to - $L)", Math.class, tile.rows())
        .beginControlFlow("for ($L)", columns)
        .addStatement("int weightAt = $L + $N * $N", emitter.weightAt(), term, panel)
        .addStatement("int sumsAt = (row - from) * $N + column - panel", panel)
        .addStatement("$N.$N(parameters, buffers, $L$N, sumsAt, weightAt,$Wfirst, column, $N, end)",
            KernelsEmitter.TILES, tileName(), transposed(), ARRAY, term)
        .endControlFlow()
        .endControlFlow()
        .endControlFlow();
    CodeBlock after = emitter.afterTiles(tile.vectors());
    if (!after.isEmpty()) {
      code.beginControlFlow("for ($L)", columns).add(after).endControlFlow();
    }
    return emitter.methodOfPanel(name())
        .addModifiers(Modifier.PRIVATE)
        .addJavadoc("$L", Prose.wrapped("Rows {@code from} to {@code to} of a panel of {@link #" + emitter.name()
            + "}, where there are 16 registers: in blocks of " + BLOCK + " terms, whose weights stay in the cache."))
        .addParameter(float[].class, ARRAY)
        .addParameter(int.class, "panel")
        .addParameter(int.class, "from")
        .addParameter(int.class, "to")
        .addCode(code.build())
        .build();
  }

  private static Tile tile() {
    return Tile.forSamples(Tile.Samples.MANY, PanelWidth.FULL, false).getFirst();
  }

  private String tileName() {
    return emitter.name() + "Block" + tile().suffix();
  }

  /// The tile: it takes up its sums, and finishes them if it adds their last terms.
  MethodSpec tileMethod() {
    Tile tile = tile();
    String panel = emitter.panel();
    MethodSpec.Builder method = emitter.methodOfPanel(tileName()).addParameter(float[].class, ARRAY);
    for (String place : new String[] {"sumsAt", "weightAt", "row", "column", "fromTerm", "toTerm"}) {
      method.addParameter(int.class, place);
    }
    CodeBlock.Builder code = CodeBlock.builder().add(emitter.declareRows("fromTerm"));
    for (int row = 0; row < tile.rows(); row++) {
      for (int vector = 0; vector < tile.vectors(); vector++) {
        code.addStatement("$T $N =$W$T.fromArray(SPECIES, $N, $L)", JavaTypes.FLOAT_VECTOR, tile.sum(row, vector),
            JavaTypes.FLOAT_VECTOR, ARRAY, sumAt(row, vector));
      }
    }
    code.add(emitter.termLoop(tile, "(toTerm - fromTerm) * " + panel));
    code.beginControlFlow("if (toTerm < $N)", emitter.depth());
    for (int row = 0; row < tile.rows(); row++) {
      for (int vector = 0; vector < tile.vectors(); vector++) {
        code.addStatement("$N.intoArray($N, $L)", tile.sum(row, vector), ARRAY, sumAt(row, vector));
      }
    }
    code.addStatement("return").endControlFlow();
    return method.addCode(code.add(emitter.ofTile(tile)).build()).build();
  }

  private String sumAt(int row, int vector) {
    return TileCode.offset(TileCode.rowOffset("sumsAt", row, emitter.panel()), vector);
  }

  /// The calls of the tile for [WarmUpEmitter]: with first terms and with last ones, which HotSpot has to have seen
  /// both.
  ///
  /// @param weightAt where weights are, as code
  CodeBlock callForWarmUp(String weightAt) {
    CodeBlock tile = CodeBlock.of("$N.$N(parameters, buffers, $Lbuffers.partialSums(0), 0,$W$L, 0, 0",
        KernelsEmitter.TILES, tileName(), emitter.transposedForWarmUp(), weightAt);
    CodeBlock first = CodeBlock.of("$L, 0, $L)", tile, WarmUpEmitter.TERMS);
    CodeBlock last = CodeBlock.of("$L, $N - $L, $N)", tile, emitter.depth(), WarmUpEmitter.TERMS, emitter.depth());
    int instructions = 2 * WarmUpEmitter.instructions(tile(), WarmUpEmitter.TERMS);
    return WarmUpEmitter.withFewRegisters(CodeBlock.of("$L", instructions), first, last);
  }
}
