package dev.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import dev.lanewise.ParameterSlot;
import dev.lanewise.processor.ir.Kernel;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Penalty;
import dev.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import javax.lang.model.element.Modifier;

/// The gradient of weights: the inputs of a row times the gradient of its outputs, summed over the samples.
final class WeightGradientEmitter extends ParameterGradientEmitter {
  private final Value x;
  private final Value dy;
  private final ParameterSlot slot;
  private final TileLoops loops;
  private final Penalty penalty;
  private final PackedInputs packed;

  WeightGradientEmitter(
      Form form, Kernel.ParameterGradient kernel, Op.Contract contract, Places places, ClassName buffers) {
    super(form, kernel, places, buffers);
    this.dy = contract.a();
    this.x = contract.b();
    this.slot = places.program().layout().slot(kernel.parameter());
    this.penalty = places.program().penalty(kernel.parameter());
    this.packed = new PackedInputs(kernel.parameter(), x, dy, slot, places, buffers);
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
    if (!form.isVectors()) {
      return method.addParameter(JavaTypes.SHARE, "share").addCode(plainCall(use)).build();
    }
    return method
        .addParameters(shareParameters(use))
        .addCode(packs() ? callOfPacked(use) : CodeBlock.of(""))
        .addCode(takesGiven(use) ? loops.aroundGiven(width -> rowLoops(use, width)) : sharedLoops(use))
        .build();
  }

  /// Whether the caller says which inputs a kernel takes.
  private boolean takesGiven(Use use) {
    return use == Use.UPDATE && isMovedBackward();
  }

  private List<ParameterSpec> shareParameters(Use use) {
    List<ParameterSpec> parameters = new ArrayList<>(List.of(ParameterSpec.builder(JavaTypes.SHARE, "share").build()));
    if (takesGiven(use)) {
      parameters.add(ParameterSpec.builder(int.class, "from").build());
      parameters.add(ParameterSpec.builder(int.class, "to").build());
    }
    return parameters;
  }

  private CodeBlock sharedLoops(Use use) {
    return use == Use.UPDATE && LargeWeights.includes(slot)
        ? loops.aroundGroups(
            inputs(), places.constants().group(kernel.parameter()), this::fetch, width -> rowLoops(use, width))
        : loops.aroundShares(inputs(), width -> rowLoops(use, width));
  }

  @Override
  List<MethodSpec> parts(Use use) {
    if (!form.isVectors() || !packs()) {
      return List.of();
    }
    MethodSpec kernel = method(packedName(use), use)
        .addModifiers(Modifier.PRIVATE)
        .addJavadoc("$L", Prose.wrapped("Does what {@link #" + name(use) + "} does, where there are 16 registers:"
            + " from copies that lie side by side."))
        .addParameters(shareParameters(use))
        .addCode(packed.declare())
        .addCode(takesGiven(use)
            ? packed.pack().toBuilder().add(loops.aroundGiven(width -> packedRowLoops(use, width))).build()
            : sharedPackedLoops(use))
        .build();
    // The method that copies serves both uses.
    return use == Use.GRADIENT ? List.of(packed.method(), kernel) : List.of(kernel);
  }

  private CodeBlock sharedPackedLoops(Use use) {
    BiFunction<String, String, CodeBlock> first =
        use == Use.UPDATE && LargeWeights.includes(slot) ? this::fetch : (_, _) -> CodeBlock.of("");
    String group = places.constants().group(kernel.parameter());
    return PackedInputs.declareRange().toBuilder()
        .add(loops.with((_, loop) -> packed.packUnlessDone().toBuilder().add(loop).build())
            .aroundSharesOfGroups(inputs(), group, first, width -> packedRowLoops(use, width)))
        .build();
  }

  private CodeBlock packedRowLoops(Use use, int width) {
    if (!packs(width)) {
      return rowLoops(use, width);
    }
    CodeBlock arguments = arguments(use);
    CodeBlock rows = tiles(width, false).loops(tile -> packed.call(tile, packedName(use), arguments));
    return packed.packGradients().toBuilder().add(beforeRows(width)).add(choice(paddedPair(use), rows)).build();
  }

  /// The loops over the inputs of the last vectors where the second of them is padding, by when that is so; none if no
  /// tile of its own is for that.
  private SequencedMap<CodeBlock, CodeBlock> paddedPair(Use use) {
    SequencedMap<CodeBlock, CodeBlock> cases = new LinkedHashMap<>();
    if (hasPaddedPair()) {
      cases.put(PaddedPair.condition(places.constants().outputs(weight())),
          paddedTiles().loops(tile -> call(tile, use)));
    }
    return cases;
  }

  private CodeBlock choice(SequencedMap<CodeBlock, CodeBlock> cases, CodeBlock otherwise) {
    if (cases.isEmpty()) {
      return otherwise;
    }
    CodeBlock.Builder code = CodeBlock.builder().add(hasPaddedPair() ? PaddedPair.comment() : CodeBlock.of(""));
    cases.forEach((condition, loops) -> {
      if (condition.equals(cases.firstEntry().getKey())) {
        code.beginControlFlow("if ($L)", condition);
      } else {
        code.nextControlFlow("else if ($L)", condition);
      }
      code.add(loops);
    });
    return code.nextControlFlow("else").add(otherwise).endControlFlow().build();
  }

  /// Whether a tile of its own multiplies the last vectors of columns where the second of them is padding.
  private boolean hasPaddedPair() {
    return PaddedPair.hasTile(slot.outputs(), slot.inputs());
  }

  private InputTiles paddedTiles() {
    return new InputTiles(slot.inputs(), Tile.withPadding());
  }

  private Value weight() {
    return places.program().graph().value(kernel.parameter());
  }

  private CodeBlock callOfPacked(Use use) {
    return CodeBlock.builder()
        .beginControlFlow("if (!$T.HAS_32_REGISTERS)", JavaTypes.LANES)
        .addStatement("$N($L,$Wshare$L)", packedName(use), arguments(use), takesGiven(use) ? ", from, to" : "")
        .addStatement("return")
        .endControlFlow()
        .build();
  }

  /// What the names of the methods that read copies begin with.
  String packedName(Use use) {
    return name(use) + "Packed";
  }

  /// Whether tiles for 16 registers read copies.
  private boolean packs() {
    return PackedInputs.serve(slot);
  }

  /// Whether those for panels of a width do: a last narrow panel has tiles of one vector, the same for all machines.
  private boolean packs(int width) {
    return packs() && width == slot.panelWidth();
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
    return places.constants().inputs(weight());
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
      if (packs(width)) {
        many.forEach(tile -> calls.add(callForWarmUp(tile, true, false, use, arrays)));
        calls.addAll(packed.callsForWarmUp(few, packedName(use), arrays));
        continue;
      }
      for (Tile tile : Tile.eachOnce(many, few)) {
        calls.add(callForWarmUp(tile, many.contains(tile), few.contains(tile), use, arrays));
      }
    }
    if (hasPaddedPair()) {
      paddedTiles().tiles().forEach(tile -> calls.add(
          WarmUpEmitter.tileWithPadding(tile, WarmUpEmitter.TERMS, callForWarmUp(tile, use, arrays))));
    }
    return calls;
  }

  private CodeBlock callForWarmUp(Tile tile, boolean withMany, boolean withFew, Use use, String arrays) {
    return WarmUpEmitter.tile(tile, withMany, withFew, WarmUpEmitter.TERMS, callForWarmUp(tile, use, arrays));
  }

  private CodeBlock callForWarmUp(Tile tile, Use use, String arrays) {
    return CodeBlock.of("$N.$N($L, 0, 0, 0)", KernelsEmitter.TILES, name(use) + tile.suffix(), arrays);
  }

  @Override
  List<MethodSpec> tiles(Use use) {
    WeightGradientTiles methods = tilesOf(use);
    List<MethodSpec> tiles = new ArrayList<>();
    for (int width : loops.panelWidths()) {
      List<Tile> many = tiles(width, true).tiles();
      List<Tile> few = tiles(width, false).tiles();
      if (packs(width)) {
        many.forEach(tile -> tiles.add(methods.tile(tile)));
        few.forEach(tile -> tiles.add(methods.packed(tile)));
      } else {
        Tile.eachOnce(many, few).forEach(tile -> tiles.add(methods.tile(tile)));
      }
    }
    if (hasPaddedPair()) {
      paddedTiles().tiles().forEach(tile -> tiles.add(methods.tile(tile)));
    }
    return tiles;
  }

  private InputTiles tiles(int width, boolean has32Registers) {
    return InputTiles.of(width, slot.inputs(), has32Registers);
  }

  private CodeBlock rowLoops(Use use, int width) {
    SequencedMap<CodeBlock, CodeBlock> cases = paddedPair(use);
    CodeBlock many = tiles(width, true).loops(tile -> call(tile, use));
    CodeBlock few = tiles(width, false).loops(tile -> call(tile, use));
    if (many.equals(few) || packs(width)) {
      return beforeRows(width).toBuilder().add(choice(cases, many)).build();
    }
    cases.put(CodeBlock.of("$T.HAS_32_REGISTERS", JavaTypes.LANES), many);
    return beforeRows(width).toBuilder().add(choice(cases, few)).build();
  }

  private CodeBlock beforeRows(int width) {
    return CodeBlock.builder()
        .addStatement("int weightAt = $L",
            loops.weightAt(places.constants().offset(kernel.parameter()), inputs(), width))
        .addStatement("int input = from")
        .build();
  }

  private CodeBlock call(Tile tile, Use use) {
    return CodeBlock.of("$N.$N($L,$WweightAt, input, column)",
        KernelsEmitter.TILES, name(use) + tile.suffix(), arguments(use));
  }

  private WeightGradientTiles tilesOf(Use use) {
    return new WeightGradientTiles(this, use, x, dy, slot, penalty);
  }
}
