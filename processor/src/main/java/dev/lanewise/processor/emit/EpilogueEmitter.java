package dev.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.lanewise.processor.ir.Kernel;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Program;
import dev.lanewise.processor.ir.Value;
import dev.lanewise.processor.scalar.Cost;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Emits what happens to a product while it is at hand: bias, activation, derivative.
///
/// A cheap formula is applied to each sum in its register. A dear one is applied by a loop over the columns that tiles
/// have just stored, which are still in the cache: two dozen copies of an exponential would make a tile too large to
/// compile well, and HotSpot would inline a loop called from a tile into it.
final class EpilogueEmitter {
  /// Vector instructions, loads of rows among them, up to which a formula is repeated for every sum of a tile.
  private static final int CHEAP = 3;

  /// Of a loop, for each vector, beside its formulas.
  private static final int LOADS_AND_STORES = 4;

  private final Form form;
  private final Kernel.RowContraction kernel;
  private final Places places;
  private final ClassName buffers;
  private final String loopName;

  EpilogueEmitter(Form form, Kernel.RowContraction kernel, Places places, ClassName buffers, String loopName) {
    this.form = form;
    this.kernel = kernel;
    this.places = places;
    this.buffers = buffers;
    this.loopName = loopName;
  }

  /// The last statements of a tile: the sums end up in their buffer, finished.
  CodeBlock ofTile(Tile tile) {
    return new TileEpilogue(kernel, isInTile() ? kernel.epilogue() : List.of(), tile, places).emit();
  }

  /// The statements that finish the columns that the tiles have left, if they have not done so themselves.
  CodeBlock afterTiles(int vectors) {
    CodeBlock.Builder calls = CodeBlock.builder();
    for (int loop = 0; !isInTile() && loop < kernel.loops().size(); loop++) {
      calls.addStatement("$N(parameters, buffers, from, to, column, $L)",
          nameOf(loop), TileCode.lanes(vectors));
    }
    return calls.build();
  }

  /// The statements that finish the rows of a product in plain Java.
  CodeBlock afterPlainProduct() {
    CodeBlock.Builder calls = CodeBlock.builder();
    for (int loop = 0; loop < kernel.loops().size(); loop++) {
      calls.addStatement("$N(parameters, buffers, from, to)", nameOf(loop));
    }
    return calls.build();
  }

  /// Calls of the loops, for [WarmUpEmitter].
  List<CodeBlock> callsForWarmUp(int vectors) {
    List<CodeBlock> calls = new ArrayList<>();
    for (int loop = 0; !isInTile() && loop < kernel.loops().size(); loop++) {
      int instructions = kernel.loops().get(loop).stream().mapToInt(EpilogueEmitter::cost).sum();
      calls.add(WarmUpEmitter.samples(CodeBlock.of("$N.$N(parameters, buffers, 0, buffers.size(), 0, $L)",
          KernelsEmitter.NAME, nameOf(loop), TileCode.lanes(vectors)), vectors * (LOADS_AND_STORES + instructions)));
    }
    return calls;
  }

  private static int cost(Value value) {
    return Cost.of(((Op.Map) value.op()).formula());
  }

  private String nameOf(int loop) {
    return loop == 0 ? loopName : loopName + (loop + 1);
  }

  /// Whether sums are finished in their registers.
  private boolean isInTile() {
    return whyAfterTiles(kernel, places.program()).isEmpty();
  }

  /// Why sums are not finished in their registers, if they are not.
  static Optional<String> whyAfterTiles(Kernel.RowContraction kernel, Program program) {
    if (kernel.epilogue().isEmpty()) {
      return Optional.empty();
    }
    if (kernel.epilogue().size() > 1) {
      return Optional.of("these are " + kernel.epilogue().size() + " formulas one after the other");
    }
    if (program.buffer(kernel.product()).isPresent()) {
      return Optional.of(kernel.product().name() + " is kept as well");
    }
    Op.Map map = (Op.Map) kernel.epilogue().getFirst().op();
    List<Value> rows = EpilogueLoop.otherRows(kernel, kernel.epilogue());
    int cost = Cost.of(map.formula()) + rows.size();
    if (cost > CHEAP) {
      return Optional.of("the formula takes about " + cost + " vector instructions, and a tile repeats for each of its"
          + " sums no more than " + CHEAP);
    }
    if (Padding.isToBeCleared(kernel, kernel.result(), program.graph())) {
      return Optional.of("the derivative at 0 need not be finite, so that the padding is cleared");
    }
    String target = program.buffer(kernel.result()).orElseThrow().array();
    return rows.stream()
        .filter(row -> program.buffer(row).filter(buffer -> buffer.array().equals(target)).isPresent())
        .findFirst()
        .map(row -> "the result takes the place of " + row.name());
  }

  /// The methods that finish stored sums, if the formula is too dear for the tile itself.
  List<MethodSpec> loops() {
    List<MethodSpec> methods = new ArrayList<>();
    for (int loop = 0; hasLoops() && loop < kernel.loops().size(); loop++) {
      methods.add(
          new EpilogueLoop(kernel, kernel.loops().get(loop), places, buffers, form).emit(nameOf(loop)));
    }
    return methods;
  }

  private boolean hasLoops() {
    return !form.isVectors() || !isInTile();
  }
}
