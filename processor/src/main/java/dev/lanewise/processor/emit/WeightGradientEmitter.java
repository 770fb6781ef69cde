package dev.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.lanewise.ParameterSlot;
import dev.lanewise.processor.ir.Kernel;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Penalty;
import dev.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The gradient of weights: the inputs of a row times the gradient of its outputs, summed over the samples.
final class WeightGradientEmitter extends ParameterGradientEmitter {
  private final Value x;
  private final Value dy;
  private final ParameterSlot slot;
  private final TileLoops loops;
  private final Penalty penalty;

  WeightGradientEmitter(
      Form form, Kernel.ParameterGradient kernel, Op.Contract contract, Places places, ClassName buffers) {
    super(form, kernel, places, buffers);
    this.dy = contract.a();
    this.x = contract.b();
    this.slot = places.program().layout().slot(kernel.parameter());
    this.penalty = places.program().penalty(kernel.parameter());
    this.loops = new TileLoops(
        ParameterSlot.padded(slot.outputs()), slot.panelWidth(), places.constants().panel(kernel.parameter()));
  }

  @Override
  boolean isShared() {
    return true;
  }

  @Override
  boolean readsParameter() {
    return !penalty.isNone();
  }

  @Override
  MethodSpec kernel(Use use) {
    String what = use == Use.GRADIENT
        ? "The gradient of %s: the sum over the samples of input times %s%s."
        : "Moves %s against its gradient: the sum over the samples of input times %s%s.";
    MethodSpec.Builder method = method(name(use), use)
        .addJavadoc("$L", Prose.wrapped(
            String.format(what, kernel.parameter(), dy.name(), penalty.isNone() ? "" : ", and the penalty")));
    if (use == Use.UPDATE && form.isVectors() && isMovedBackward()) {
      return method
          .addParameter(int.class, "from")
          .addParameter(int.class, "to")
          .addCode(loops.aroundGiven(width -> rowLoops(use, width)))
          .build();
    }
    return method
        .addParameter(JavaTypes.SHARE, "share")
        .addCode(form.isVectors() ? sharedLoops(use) : plainCall(use))
        .build();
  }

  private CodeBlock sharedLoops(Use use) {
    return use == Use.UPDATE && LargeWeights.includes(slot)
        ? loops.aroundGroups(
            inputs(), places.constants().group(kernel.parameter()), this::fetch, width -> rowLoops(use, width))
        : loops.aroundShares(inputs(), width -> rowLoops(use, width));
  }

  /// Fetches the weights of a group.
  ///
  /// @param panel the first output of its panel, as code
  /// @param width the outputs of the panel, as code
  private CodeBlock fetch(String panel, String width) {
    return CodeBlock.builder()
        .addStatement("$T.fetch(parameters, $L + from * $L,$W(to - from) * $L)", JavaTypes.CACHE_LINES,
            loops.panelAt(places.constants().offset(kernel.parameter()), inputs(), panel), width, width)
        .build();
  }

  /// The constant for the number of inputs.
  private String inputs() {
    return places.constants().inputs(places.program().graph().value(kernel.parameter()));
  }

  private CodeBlock plainCall(Use use) {
    CodeBlock l2 = strength(places.constants().l2(kernel.parameter()));
    CodeBlock l1 = strength(places.constants().l1(kernel.parameter()));
    CodeBlock rows = CodeBlock.of("$L, $L, $N,$W$L, $N,$Wbuffers.size()", places.arrayOf(x), places.start(x),
        places.stride(x), places.arrayOf(dy), places.stride(dy));
    CodeBlock.Builder code = CodeBlock.builder()
        .addStatement("$T weight = LAYOUT.slot($S)", JavaTypes.PARAMETER_SLOT, kernel.parameter())
        .addStatement("int from = share.from($N)", inputs())
        .addStatement("int to = share.to($N)", inputs());
    if (use == Use.UPDATE) {
      return code.addStatement("$T.update($L, parameters,$Wweight, from, to, $L, $L, $L)",
          JavaTypes.SCALAR_PRODUCTS, rows, negativeLearningRate(), l2, l1).build();
    }
    code.addStatement("$T.gradient($L, gradient,$Wweight, from, to)", JavaTypes.SCALAR_PRODUCTS, rows);
    if (!penalty.isNone()) {
      code.addStatement("$T.addPenalty(parameters, gradient, weight, from, to, $L, $L)",
          JavaTypes.SCALAR_PRODUCTS, l2, l1);
    }
    return code.build();
  }

  private static CodeBlock strength(Optional<String> constant) {
    return CodeBlock.of("$L", constant.orElse("0f"));
  }

  @Override
  List<CodeBlock> callsForWarmUp(Use use) {
    String arrays = use == Use.UPDATE ? "weights, buffers, 0f"
        : readsParameter() ? "weights, weights, buffers" : "weights, buffers";
    List<CodeBlock> calls = new ArrayList<>();
    for (int width : loops.panelWidths()) {
      List<Tile> many = tiles(width, true).tiles();
      List<Tile> few = tiles(width, false).tiles();
      for (Tile tile : Tile.eachOnce(many, few)) {
        calls.add(WarmUpEmitter.tile(tile, many.contains(tile), few.contains(tile), WarmUpEmitter.TERMS,
            CodeBlock.of("$N.$N($L, 0, 0, 0)", KernelsEmitter.TILES, name(use) + tile.suffix(), arrays)));
      }
    }
    return calls;
  }

  @Override
  List<MethodSpec> tiles(Use use) {
    List<MethodSpec> methods = new ArrayList<>();
    for (int width : loops.panelWidths()) {
      Tile.eachOnce(tiles(width, true).tiles(), tiles(width, false).tiles())
          .forEach(tile -> methods.add(tile(tile, use)));
    }
    return methods;
  }

  private InputTiles tiles(int width, boolean has32Registers) {
    return InputTiles.of(width, slot.inputs(), has32Registers);
  }

  private CodeBlock rowLoops(Use use, int width) {
    CodeBlock.Builder code = CodeBlock.builder();
    Value weight = places.program().graph().value(kernel.parameter());
    code.addStatement("int weightAt = $L", loops.weightAt(
        places.constants().offset(kernel.parameter()), places.constants().inputs(weight), width));
    code.addStatement("int input = from");
    CodeBlock many = tiles(width, true).loops(tile -> call(tile, use));
    CodeBlock few = tiles(width, false).loops(tile -> call(tile, use));
    if (many.equals(few)) {
      return code.add(many).build();
    }
    return code.beginControlFlow("if ($T.HAS_32_REGISTERS)", JavaTypes.LANES).add(many)
        .nextControlFlow("else").add(few)
        .endControlFlow()
        .build();
  }

  private CodeBlock call(Tile tile, Use use) {
    return CodeBlock.of("$N.$N($L,$WweightAt, input, column)",
        KernelsEmitter.TILES, name(use) + tile.suffix(), arguments(use));
  }

  private MethodSpec tile(Tile tile, Use use) {
    CodeBlock.Builder code = CodeBlock.builder();
    code.add(places.declareArray(x)).add(places.declareArray(dy));
    TileCode.declareSums(tile, code);
    sampleLoop(tile, code);
    broadcastRate(use, code);
    broadcastStrength("l2", places.constants().l2(kernel.parameter()), code);
    broadcastStrength("l1", places.constants().l1(kernel.parameter()), code);
    int width = tile.vectors() * ParameterSlot.ALIGNMENT;
    String panel = width == slot.panelWidth()
        ? places.constants().panel(kernel.parameter()) : String.valueOf(width);
    code.addStatement("int resultAt = weightAt + input * $L", panel);
    for (int row = 0; row < tile.rows(); row++) {
      if (row > 0) {
        TileCode.nextRow("resultAt", panel, code);
      }
      for (int vector = 0; vector < tile.vectors(); vector++) {
        finishWeight(use, tile.sum(row, vector), TileCode.offset("resultAt", vector), row + vector == 0, code);
      }
    }
    return method(name(use) + tile.suffix(), use)
        .addParameter(int.class, "weightAt")
        .addParameter(int.class, "input")
        .addParameter(int.class, "column")
        .addCode(code.build())
        .build();
  }

  /// The loop over the samples, counted by the place in `dy` that it has come to. While both places were products of
  /// the sample's number, HotSpot loaded every input before the first multiplication, which left too few registers for
  /// the sums.
  private void sampleLoop(Tile tile, CodeBlock.Builder code) {
    code.addStatement("int rowAt = $L", places.columnAt(x, "input"));
    code.addStatement("int end = buffers.size() * $N + column", places.stride(dy));
    code.beginControlFlow("for (int at = column; at < end; at += $N)", places.stride(dy));
    TileCode.loadVectors(tile, "dOutput", places.array(dy), "at", code);
    for (int row = 0; row < tile.rows(); row++) {
      TileCode.multiplyRow(tile, row, places.array(x), row == 0 ? "rowAt" : "rowAt + " + row, "dOutput", code);
    }
    code.addStatement("rowAt += $N", places.stride(x));
    code.endControlFlow();
  }

  private static void broadcastStrength(String name, Optional<String> constant, CodeBlock.Builder code) {
    constant.ifPresent(strength -> code.addStatement("$T $N = $T.broadcast(SPECIES, $N)",
        JavaTypes.FLOAT_VECTOR, name, JavaTypes.FLOAT_VECTOR, strength));
  }

  /// Adds the penalty to a sum, then stores it or moves the weights by it.
  private void finishWeight(Use use, String sum, String at, boolean isFirst, CodeBlock.Builder code) {
    if (penalty.isNone()) {
      finish(use, sum, at, code);
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
