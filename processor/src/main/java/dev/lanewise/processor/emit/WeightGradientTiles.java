package dev.lanewise.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.lanewise.ParameterSlot;
import dev.lanewise.processor.emit.ParameterGradientEmitter.Use;
import dev.lanewise.processor.ir.Penalty;
import dev.lanewise.processor.ir.Value;
import java.util.Optional;

/// Emits the tiles of a gradient of weights: their loop over the samples, and what becomes of the sums.
///
/// @param emitter the emitter of the gradient
/// @param x the inputs of the row
/// @param dy the gradient of its outputs
record WeightGradientTiles(
    WeightGradientEmitter emitter, Use use, Value x, Value dy, ParameterSlot slot, Penalty penalty) {

  /// The tile that reads inputs and output gradients where they are.
  MethodSpec tile(Tile tile) {
    Places places = emitter.places;
    CodeBlock.Builder code = CodeBlock.builder();
    code.add(places.declareArray(x)).add(places.declareArray(dy));
    TileCode.declareSums(tile, code);
    code.addStatement("int rowAt = $L", places.columnAt(x, "input"));
    openSampleLoop(places.stride(dy), "column", code);
    TileCode.loadMultiplied(tile, "dOutput", places.array(dy), "at", code);
    multiplyRows(tile, places.array(x), code);
    code.addStatement("rowAt += $N", places.stride(x)).endControlFlow();
    finishWeights(tile, code);
    return emitter.method(emitter.name(use) + tile.suffix(), use)
        .addParameter(int.class, "weightAt")
        .addParameter(int.class, "input")
        .addParameter(int.class, "column")
        .addCode(code.build())
        .build();
  }

  /// The tile that reads copies; see [PackedInputs].
  MethodSpec packed(Tile tile) {
    boolean withGradients = PackedInputs.copyGradients(slot);
    Places places = emitter.places;
    String gradients = withGradients ? PackedInputs.GRADIENTS : places.array(dy);
    MethodSpec.Builder method = emitter.method(emitter.packedName(use) + tile.suffix(), use)
        .addParameter(float[].class, PackedInputs.ARRAY);
    if (withGradients) {
      method.addParameter(float[].class, PackedInputs.GRADIENTS);
    }
    method.addParameter(int.class, "packedAt")
        .addParameter(int.class, "weightAt")
        .addParameter(int.class, "input");
    CodeBlock.Builder code = CodeBlock.builder();
    if (!withGradients) {
      method.addParameter(int.class, "column");
      code.add(places.declareArray(dy));
    }
    TileCode.declareSums(tile, code);
    code.addStatement("int rowAt = packedAt");
    openSampleLoop(withGradients ? TileCode.lanes(tile.vectors()) : places.stride(dy),
        withGradients ? "0" : "column", code);
    TileCode.loadMultiplied(tile, "dOutput", gradients, "at", code);
    multiplyRows(tile, PackedInputs.ARRAY, code);
    code.addStatement("rowAt += $L", tile.rows()).endControlFlow();
    finishWeights(tile, code);
    return method.addCode(code.build()).build();
  }

  /// The loop over the samples, counted by the place in `dy` that it has come to. While both places were products of
  /// the sample's number, HotSpot loaded every input before the first multiplication, which left too few registers for
  /// the sums.
  private static void openSampleLoop(String stride, String first, CodeBlock.Builder code) {
    code.addStatement("int end = buffers.size() * $L$L", stride, first.equals("0") ? "" : " + " + first);
    code.beginControlFlow("for (int at = $L; at < end; at += $L)", first, stride);
  }

  private static void multiplyRows(Tile tile, String array, CodeBlock.Builder code) {
    for (int row = 0; row < tile.rows(); row++) {
      TileCode.multiplyRow(tile, row, array, row == 0 ? "rowAt" : "rowAt + " + row, "dOutput", code);
    }
  }

  private void finishWeights(Tile tile, CodeBlock.Builder code) {
    Constants constants = emitter.places.constants();
    if (use == Use.GRADIENT) {
      TileCode.declarePadding(tile, code);
    }
    emitter.broadcastRate(use, code);
    broadcastStrength("l2", constants.l2(slot.name()), code);
    broadcastStrength("l1", constants.l1(slot.name()), code);
    int width = tile.vectors() * ParameterSlot.ALIGNMENT;
    String panel = width == slot.panelWidth() ? constants.panel(slot.name()) : String.valueOf(width);
    code.addStatement("int resultAt = weightAt + input * $L", panel);
    for (int row = 0; row < tile.rows(); row++) {
      if (row > 0) {
        TileCode.nextRow("resultAt", panel, code);
      }
      for (int vector = 0; vector < tile.multiplied(); vector++) {
        finishWeight(tile.sum(row, vector), TileCode.offset("resultAt", vector), row + vector == 0, code);
      }
      if (tile.hasPadding() && use == Use.GRADIENT) {
        code.addStatement("$N.intoArray(gradient, $L)", Tile.PADDING, TileCode.offset("resultAt", tile.multiplied()));
      }
    }
  }

  private static void broadcastStrength(String name, Optional<String> constant, CodeBlock.Builder code) {
    constant.ifPresent(strength -> code.addStatement("$T $N = $T.broadcast(SPECIES, $N)",
        JavaTypes.FLOAT_VECTOR, name, JavaTypes.FLOAT_VECTOR, strength));
  }

  /// Adds the penalty to a sum, then stores it or moves the weights by it.
  private void finishWeight(String sum, String at, boolean isFirst, CodeBlock.Builder code) {
    if (penalty.isNone()) {
      emitter.finish(use, sum, at, code);
      return;
    }
    code.addStatement("$Lweight =$W$T.fromArray(SPECIES, parameters, $L)",
        isFirst ? CodeBlock.of("$T ", JavaTypes.FLOAT_VECTOR) : "", JavaTypes.FLOAT_VECTOR, at);
    if (penalty.l2() > 0) {
      code.addStatement("$N = weight.fma(l2, $N)", sum, sum);
    }
    if (penalty.l1() > 0) {
      code.addStatement("$N = $N.add(l1, weight.compare($T.GT, 0f))$Z.sub(l1, weight.compare($T.LT, 0f))",
          sum, sum, JavaTypes.VECTOR_OPERATORS, JavaTypes.VECTOR_OPERATORS);
    }
    if (use == Use.GRADIENT) {
      code.addStatement("$N.intoArray(gradient, $L)", sum, at);
    } else {
      code.addStatement("$N.fma(rate, weight).intoArray(parameters, $L)", sum, at);
    }
  }
}
