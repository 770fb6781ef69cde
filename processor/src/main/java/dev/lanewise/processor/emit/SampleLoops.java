package dev.lanewise.processor.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// The loops of a product that call its tiles for samples `from` to `to`. A last tile may take samples before it once
/// more: it computes the same numbers.
///
/// @param panelWidth the width of the panel that the columns lie in
/// @param paddedPair when the second vector of columns is padding, as code, if a tile of its own is for that
record SampleLoops(int panelWidth, Optional<CodeBlock> paddedPair) {

  /// The loops.
  ///
  /// @param call the call of a tile for the samples from one on, which is given as code
  CodeBlock emit(BiFunction<Tile, String, CodeBlock> call) {
    CodeBlock.Builder code = CodeBlock.builder().addStatement("int row = from");
    paddedPair.ifPresent(condition -> ofPaddedPair(condition, call, code));
    many(call, code);
    few(call, code);
    Tile single = Tile.forSamples(Tile.Samples.FEWER, panelWidth, true).getFirst();
    return code
        .beginControlFlow("for (; row < to; row++)")
        .addStatement("$L", call.apply(single, "row"))
        .endControlFlow()
        .build();
  }

  /// The loop that takes twelve samples and more of vectors where the second is padding.
  private static void ofPaddedPair(
      CodeBlock condition, BiFunction<Tile, String, CodeBlock> call, CodeBlock.Builder code) {
    Tile tile = Tile.withPadding();
    code.add(PaddedPair.comment());
    code.beginControlFlow("if ($L && to - from >= $L)", condition, tile.rows());
    code.beginControlFlow("for (; row < to - $L; row += $L)", tile.rows(), tile.rows());
    code.addStatement("$L", call.apply(tile, "row")).endControlFlow();
    code.addStatement("$L", call.apply(tile, "to - " + tile.rows()));
    code.addStatement("row = to").endControlFlow();
  }

  /// The loops that take twelve samples and more: tall tiles, and for what is left one more or one or two others.
  private void many(BiFunction<Tile, String, CodeBlock> call, CodeBlock.Builder code) {
    List<Tile> tiles = Tile.forSamples(Tile.Samples.MANY, panelWidth, true);
    Tile tall = tiles.getFirst();
    Tile middle = tiles.getLast();
    CodeBlock hasRegisters = tall.needs32Registers()
        ? CodeBlock.of("$T.HAS_32_REGISTERS && ", JavaTypes.LANES) : CodeBlock.of("");
    code.beginControlFlow("if ($Lto - from >= $L)", hasRegisters, tall.rows());
    code.beginControlFlow("for (; row < to - $L; row += $L)", 2 * middle.rows(), tall.rows());
    code.addStatement("$L", call.apply(tall, "row")).endControlFlow();
    code.beginControlFlow("if (row < to - $L)", tall.rows());
    code.addStatement("$L", call.apply(middle, "row"));
    code.addStatement("row = to - $L", middle.rows()).endControlFlow();
    code.add("// What is left, and perhaps rows before it once more: the same numbers, sooner.\n");
    code.beginControlFlow("if (row < to - $L)", middle.rows());
    code.addStatement("$L", call.apply(tall, "to - " + tall.rows()));
    code.nextControlFlow("else");
    code.addStatement("$L", call.apply(middle, "to - " + middle.rows())).endControlFlow();
    code.addStatement("row = to").endControlFlow();
  }

  /// The loops that take five to eleven samples, and with few registers more.
  private void few(BiFunction<Tile, String, CodeBlock> call, CodeBlock.Builder code) {
    Tile tile = Tile.forSamples(Tile.Samples.FEW, panelWidth, true).getFirst();
    code.beginControlFlow("for (; row <= to - $L; row += $L)", tile.rows(), tile.rows());
    code.addStatement("$L", call.apply(tile, "row")).endControlFlow();
    code.beginControlFlow("if (row < to && to - from >= $L)", tile.rows());
    code.addStatement("$L", call.apply(tile, "to - " + tile.rows()));
    code.addStatement("row = to").endControlFlow();
  }
}
