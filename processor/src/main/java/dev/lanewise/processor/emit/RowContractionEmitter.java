package dev.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.lanewise.ParameterSlot;
import dev.lanewise.processor.ir.Contraction;
import dev.lanewise.processor.ir.Kernel;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.PanelWidth;
import dev.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/// Emits a product of rows with weights: a loop over tiles, the tiles, and what finishes a tile; or, in plain Java, a
/// call and what finishes its rows.
///
/// Forward and input-gradient contractions share this template; the second reads weights that
/// are transposed a panel at a time.
final class RowContractionEmitter {
  /// Terms of a sum up to which threads share rows: measured with two threads on two cores.
  static final int FEW_TERMS = 64;

  private final Form form;
  private final Kernel.RowContraction kernel;
  private final Places places;
  private final ClassName buffers;
  private final Value x;
  private final Value weight;
  private final boolean isForward;
  private final String name;
  private final Optional<TermBlocks> blocks;
  private final TileLoops loops;
  private final EpilogueEmitter epilogue;

  RowContractionEmitter(Form form, Kernel.RowContraction kernel, Places places, ClassName buffers) {
    this.form = form;
    this.kernel = kernel;
    this.places = places;
    this.buffers = buffers;
    this.x = kernel.contract().a();
    this.weight = kernel.contract().b();
    this.isForward = kernel.contract().form() == Contraction.FORWARD;
    this.name = (isForward ? "forward" : "backward") + Names.capitalized(kernel.row());
    int columns = ParameterSlot.padded(columns());
    TileLoops whole = new TileLoops(columns, PanelWidth.of(columns), panel());
    this.blocks = form.isVectors() ? TermBlocks.of(this) : Optional.empty();
    this.loops = blocks.isPresent() ? whole.with(blocks.get()::around) : whole;
    this.epilogue = new EpilogueEmitter(form, kernel, places, buffers, "finish" + Names.capitalized(name));
  }

  /// The method that the model calls.
  String name() {
    return name;
  }

  /// The row of the network.
  String row() {
    return kernel.row();
  }

  /// Whether threads share its rows and no columns. Weights that another core has moved have to be fetched, as has the
  /// cache line in which the columns of two threads meet; for short sums the second takes longer.
  boolean isSharedByRows() {
    int terms = kernel.contract().a().shape().width();
    return loops.isOnePanel() || terms <= FEW_TERMS;
  }

  /// The method that the model calls, and those that finish what it has computed.
  List<MethodSpec> kernels() {
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(form.isVectors() ? driver() : plainDriver());
    blocks.ifPresent(inBlocks -> methods.add(inBlocks.kernel()));
    methods.addAll(epilogue.loops());
    return methods;
  }

  /// The call of the method: for the thread's share.
  CodeBlock call(Form callForm) {
    CodeBlock inputs = movesWeights() && callForm.isVectors()
        ? CodeBlock.of(",$W$L,$W$L", firstInput(), endOfInputs()) : CodeBlock.of("");
    return CodeBlock.builder().addStatement("$N.$N(parameters, buffers, share$L)",
        PassesEmitter.kernels(callForm), name, inputs).build();
  }

  /// The thread's first input, where threads share groups of them.
  CodeBlock firstInput() {
    return CodeBlock.of("share.firstOf($N, $N)", places.constants().inputs(weight), group());
  }

  /// The end of the inputs that begin with [#firstInput].
  CodeBlock endOfInputs() {
    return CodeBlock.of("share.endOf($N, $N)", places.constants().inputs(weight), group());
  }

  /// The constant for the inputs of a group.
  String group() {
    return places.constants().group(weight.name());
  }

  /// The tiles.
  List<MethodSpec> tiles() {
    List<MethodSpec> methods = new ArrayList<>();
    for (int width : loops.panelWidths()) {
      for (Tile.Samples samples : Tile.Samples.values()) {
        Tile.forSamples(samples, width, true).forEach(tile -> methods.add(tile(tile)));
      }
    }
    blocks.ifPresent(inBlocks -> methods.add(inBlocks.tileMethod()));
    if (hasPaddedPair()) {
      methods.add(tile(Tile.withPadding()));
    }
    return methods;
  }

  /// Whether a step moves the weights while the kernel has them at hand.
  boolean movesWeights() {
    return !isForward && LargeWeights.moveBackward(weight.name(), places.program());
  }

  private MethodSpec driver() {
    String samples = "buffers.size()";
    MethodSpec.Builder method = method(name)
        .addJavadoc("$L", Prose.wrapped(description()))
        .addParameter(JavaTypes.SHARE, "share")
        .addCode(isForward ? CodeBlock.of("") : TransposedPanels.declare());
    if (movesWeights()) {
      return method
          .addParameter(int.class, "fromInput")
          .addParameter(int.class, "toInput")
          .addCode(loops.aroundPanels(samples, this::beforePanel, this::rowLoops))
          .build();
    }
    return method
        .addCode(isSharedByRows()
            ? loops.aroundRows(samples, this::beforePanel, this::rowLoops)
            : loops.aroundHalves(samples, this::beforePanel, this::rowLoops))
        .build();
  }

  private MethodSpec plainDriver() {
    Value result = kernel.result();
    CodeBlock from = isForward
        ? CodeBlock.of("$L, $L, $N", places.arrayOf(x), places.start(x), places.stride(x))
        : CodeBlock.of("$L,$W$N", places.arrayOf(x), places.stride(x));
    return method(name)
        .addJavadoc("$L", Prose.wrapped(description()))
        .addParameter(JavaTypes.SHARE, "share")
        .addStatement("int from = share.from(buffers.size())")
        .addStatement("int to = share.to(buffers.size())")
        .addStatement("$T.$L($L, parameters,$WLAYOUT.slot($S), $L, $N,$Wfrom, to)", JavaTypes.SCALAR_PRODUCTS,
            isForward ? "forward" : "backward", from, weight.name(), places.arrayOf(result), places.stride(result))
        .addCode(epilogue.afterPlainProduct())
        .build();
  }

  /// Calls of all tiles and of what finishes them, for [WarmUpEmitter].
  ///
  /// @param samples for how many
  List<CodeBlock> callsForWarmUp(Tile.Samples samples) {
    List<CodeBlock> calls = new ArrayList<>();
    int terms = Math.min(WarmUpEmitter.TERMS, x.shape().width());
    String weightAt = isForward ? places.constants().offset(weight.name()) : "0";
    for (int width : loops.panelWidths()) {
      List<Tile> many = Tile.forSamples(samples, width, true);
      List<Tile> few = isInBlocks(samples, width) ? List.of() : Tile.forSamples(samples, width, false);
      for (Tile tile : Tile.eachOnce(many, few)) {
        calls.add(WarmUpEmitter.tile(
            tile, many.contains(tile), few.contains(tile), terms, callForWarmUp(tile, weightAt, terms)));
      }
    }
    if (samples == Tile.Samples.MANY) {
      blocks.ifPresent(inBlocks -> calls.add(inBlocks.callForWarmUp(weightAt)));
      if (hasPaddedPair()) {
        Tile tile = Tile.withPadding();
        calls.add(WarmUpEmitter.tileWithPadding(tile, terms, callForWarmUp(tile, weightAt, terms)));
      }
    }
    calls.addAll(epilogue.callsForWarmUp(loops.panelWidths().getFirst() / ParameterSlot.ALIGNMENT));
    return calls;
  }

  private CodeBlock callForWarmUp(Tile tile, String weightAt, int terms) {
    return CodeBlock.of("$N.$N(parameters, buffers, $L$L,$W0, 0, $L)",
        KernelsEmitter.TILES, name + tile.suffix(), transposedForWarmUp(), weightAt, terms);
  }

  /// The argument for transposed weights in a call for [WarmUpEmitter], and a comma; empty for the forward pass.
  String transposedForWarmUp() {
    return isForward ? "" : "buffers." + TransposedPanels.FIELD + "[0], ";
  }

  /// Whether a tile of its own multiplies the last vectors of columns where the second of them is padding.
  private boolean hasPaddedPair() {
    return blocks.isEmpty() && PaddedPair.hasTile(columns(), kernel.contract().a().shape().width());
  }

  /// When the last vectors have that tile.
  private Optional<CodeBlock> paddedPair() {
    return hasPaddedPair()
        ? Optional.of(PaddedPair.condition(
            isForward ? places.constants().outputs(weight) : places.constants().inputs(weight)))
        : Optional.empty();
  }

  private int columns() {
    return kernel.product().shape().width();
  }

  /// Whether machines with 16 registers multiply in blocks of terms.
  private boolean isInBlocks(Tile.Samples samples, int width) {
    return blocks.isPresent() && samples == Tile.Samples.MANY && width == PanelWidth.FULL;
  }

  private CodeBlock beforePanel(String panel) {
    if (isForward) {
      return CodeBlock.of("");
    }
    boolean isLarge = LargeWeights.includes(places.program().layout().slot(weight.name()));
    return TransposedPanels.make(weight, isLarge, places.constants(), panel);
  }

  private CodeBlock rowLoops(int width) {
    CodeBlock.Builder code = CodeBlock.builder();
    code.addStatement("int weightAt = $L", weightAt(width));
    code.add(new SampleLoops(width, paddedPair()).emit(this::call));
    return code.add(epilogue.afterTiles(width / ParameterSlot.ALIGNMENT)).build();
  }

  private CodeBlock weightAt(int width) {
    return isForward
        ? loops.weightAt(places.constants().offset(weight.name()), depth(), width)
        : loops.inPanel(width);
  }

  /// The product.
  Kernel.RowContraction kernel() {
    return kernel;
  }

  /// Whether it is one of the forward pass.
  boolean isForward() {
    return isForward;
  }

  /// Where the weights of the current columns of a full panel begin.
  CodeBlock weightAt() {
    return weightAt(PanelWidth.FULL);
  }

  /// What finishes the columns at hand after their tiles.
  CodeBlock afterTiles(int vectors) {
    return epilogue.afterTiles(vectors);
  }

  /// What finishes the sums of a tile.
  CodeBlock ofTile(Tile tile) {
    return epilogue.ofTile(tile);
  }

  private CodeBlock call(Tile tile, String row) {
    return CodeBlock.of("$N.$N(parameters, buffers, $LweightAt,$W$L, column, $N)",
        KernelsEmitter.TILES, name + tile.suffix(), isForward ? "" : TransposedPanels.ARRAY + ", ", row, depth());
  }

  private MethodSpec tile(Tile tile) {
    MethodSpec.Builder method = methodOfPanel(name + tile.suffix())
        .addParameter(int.class, "weightAt")
        .addParameter(int.class, "row")
        .addParameter(int.class, "column")
        .addParameter(int.class, terms());
    CodeBlock.Builder code = CodeBlock.builder().add(declareRows(""));
    TileCode.declareSums(tile, code);
    code.add(termLoop(tile, terms() + " * " + panelOf(tile)));
    code.add(epilogue.ofTile(tile));
    return method.addCode(code.build()).build();
  }

  /// Declares the array of the rows, and the place in the first one.
  ///
  /// @param term the first term, as code; empty for 0
  CodeBlock declareRows(String term) {
    return CodeBlock.builder()
        .add(places.declareArray(x))
        .addStatement("int rowAt = $L$L", places.rowAt(x, "row"), term.isEmpty() ? "" : " + " + term)
        .build();
  }

  /// The loop that adds terms to the sums of a tile. It counts the place, as the gradient of weights does: with a
  /// number of terms that HotSpot does not know, counting terms was a quarter slower.
  ///
  /// @param length the floats from the first term's weights to the end, as code
  CodeBlock termLoop(Tile tile, String length) {
    CodeBlock.Builder code = CodeBlock.builder();
    code.addStatement("int end = weightAt + $L", length);
    code.beginControlFlow("for (int at = weightAt; at < end; at += $L)", panelOf(tile));
    TileCode.loadMultiplied(tile, "weight", isForward ? "parameters" : TransposedPanels.ARRAY, "at", code);
    for (int r = 0; r < tile.rows(); r++) {
      String at = TileCode.rowOffset("rowAt", r, places.stride(x));
      TileCode.multiplyRow(tile, r, places.array(x), at, "weight", code);
    }
    return code.addStatement("rowAt++").endControlFlow().build();
  }

  /// The distance of the weights' rows within the panel that a tile works on.
  private String panelOf(Tile tile) {
    int width = tile.vectors() * ParameterSlot.ALIGNMENT;
    return width == PanelWidth.of(ParameterSlot.padded(columns())) ? panel() : String.valueOf(width);
  }

  /// The constant for the columns of a full panel.
  String panel() {
    return isForward ? places.constants().panel(weight.name()) : places.constants().transposedPanel(weight);
  }

  /// The parameter of a tile for the length of each sum.
  private String terms() {
    return isForward ? "inputs" : "outputs";
  }

  /// The constant for the length of each sum.
  String depth() {
    return isForward ? places.constants().inputs(weight) : places.constants().outputs(weight);
  }

  private String description() {
    String row = kernel.row();
    String result = kernel.result().name();
    if (isForward) {
      return "Row " + row + ": the product with its weights" + formulas() + manner() + ".";
    }
    return "The gradient with respect to what row " + row + " reads: " + result + formulas() + manner() + ".";
  }

  private String manner() {
    return form.isVectors() ? ", a tile at a time" : "";
  }

  private String formulas() {
    if (kernel.loops().size() > 1) {
      return ", then " + kernel.loops().size() + " loops that compute " + kernel.result().name();
    }
    StringBuilder text = new StringBuilder();
    for (Value value : kernel.epilogue()) {
      text.append(", then {@code ").append(((Op.Map) value.op()).text()).append("}");
    }
    return text.toString();
  }

  /// A method for a panel: it reads the transposed panel where the weights are transposed.
  MethodSpec.Builder methodOfPanel(String methodName) {
    MethodSpec.Builder method = method(methodName);
    return isForward ? method : method.addParameter(float[].class, TransposedPanels.ARRAY);
  }

  private MethodSpec.Builder method(String methodName) {
    return MethodSpec.methodBuilder(methodName)
        .addModifiers(Modifier.STATIC)
        .addParameter(float[].class, "parameters")
        .addParameter(buffers, "buffers");
  }
}
