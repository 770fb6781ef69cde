package dev.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.lanewise.processor.ir.Contraction;
import dev.lanewise.processor.ir.Graph;
import dev.lanewise.processor.ir.Kernel;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Program;
import dev.lanewise.processor.ir.Shape;
import dev.lanewise.processor.ir.Value;
import dev.lanewise.processor.scalar.Cost;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/// Emits what happens to a product while it is at hand: bias, activation, derivative.
///
/// A cheap formula is applied to each sum in its register. A dear one is applied by a loop over the columns that tiles
/// have just stored, which are still in the cache: two dozen copies of an exponential would make a tile too large to
/// compile well, and HotSpot would inline a loop called from a tile into it.
final class EpilogueEmitter {
  /// Vector instructions up to which a formula is repeated for every sum of a tile.
  private static final int CHEAP = 2;

  private final Kernel.RowContraction kernel;
  private final Places places;
  private final ClassName buffers;
  private final String loopName;
  /// The maps of the loop that is emitted.
  private final List<Value> maps;

  EpilogueEmitter(Kernel.RowContraction kernel, Places places, ClassName buffers, String loopName) {
    this(kernel, kernel.epilogue(), places, buffers, loopName);
  }

  private EpilogueEmitter(
      Kernel.RowContraction kernel, List<Value> maps, Places places, ClassName buffers, String loopName) {
    this.kernel = kernel;
    this.maps = maps;
    this.places = places;
    this.buffers = buffers;
    this.loopName = loopName;
  }

  /// The last statements of a tile: the sums end up in their buffer, finished.
  CodeBlock ofTile(Tile tile) {
    CodeBlock.Builder code = CodeBlock.builder();
    Value result = kernel.result();
    LocalNames names = tileNames(tile);
    Map<Value, String> parameters = isInTile() ? parameterNames(names) : Map.of();
    if (places.array(result).equals(places.array(kernel.contract().a()))) {
      throw new IllegalStateException(result + " is computed from itself");
    }
    code.add(places.declareArray(result));
    code.addStatement("int resultAt = $L + column", places.rowAt(result, "row"));
    parameters.forEach((parameter, name) -> loadInTile(parameter, name, tile, code));
    for (int row = 0; row < tile.rows(); row++) {
      TileCode.nextRow(row, places.stride(result), code);
      for (int vector = 0; vector < tile.vectors(); vector++) {
        String at = TileCode.offset("resultAt", vector);
        code.addStatement("$L.intoArray($N,$W$L)",
            isInTile() ? inTile(tile, row, vector, parameters, names, code) : CodeBlock.of("$N", tile.sum(row, vector)),
            places.array(result), at);
      }
    }
    return code.build();
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
    int cost = Cost.of(map.formula());
    if (cost > CHEAP) {
      return Optional.of("the formula takes about " + cost + " vector instructions, and a tile repeats for each of its"
          + " sums no more than " + CHEAP);
    }
    return map.inputs().stream()
        .filter(input -> input != kernel.product() && !isParameter(input))
        .findFirst()
        .map(input -> "the formula reads the rows of " + input.name());
  }

  private Op.Map map() {
    return (Op.Map) kernel.epilogue().getFirst().op();
  }

  private static boolean isParameter(Value value) {
    return value.isLeaf(Op.LeafKind.PARAMETER);
  }

  /// The names that a tile uses itself.
  private LocalNames tileNames(Tile tile) {
    LocalNames names = new LocalNames("parameters", "buffers", "weightAt", "row", "column", "rowAt", "resultAt");
    names.allocate(places.array(kernel.contract().a()));
    names.allocate(places.array(kernel.result()));
    for (int row = 0; row < tile.rows(); row++) {
      for (int vector = 0; vector < tile.vectors(); vector++) {
        names.allocate(tile.sum(row, vector));
      }
    }
    return names;
  }

  private void loadInTile(Value parameter, String name, Tile tile, CodeBlock.Builder code) {
    String offset = places.constants().offset(parameter.name());
    if (isOneNumber(parameter)) {
      code.addStatement("float $N = parameters[$N]", name, offset);
    } else {
      TileCode.loadVectors(tile, name, "parameters", offset + " + column", code);
    }
  }

  private CodeBlock inTile(Tile tile, int row, int vector, Map<Value, String> parameters, LocalNames names,
      CodeBlock.Builder code) {
    if (kernel.epilogue().isEmpty()) {
      return CodeBlock.of("$N", tile.sum(row, vector));
    }
    Map<String, Term> variables = new HashMap<>();
    for (int i = 0; i < map().inputs().size(); i++) {
      Value input = map().inputs().get(i);
      String name = parameters.get(input);
      variables.put(map().arguments().get(i), input == kernel.product() ? Term.vector(tile.sum(row, vector))
          : isOneNumber(input) ? Term.number(name) : Term.vector(tile.name(name, vector)));
    }
    return FormulaEmitter.emit(map().formula(), variables, names, code).code();
  }

  /// The methods that finish stored sums, if the formula is too dear for the tile itself.
  List<MethodSpec> loops() {
    List<MethodSpec> methods = new ArrayList<>();
    for (int loop = 0; !isInTile() && loop < kernel.loops().size(); loop++) {
      methods.add(new EpilogueEmitter(kernel, kernel.loops().get(loop), places, buffers, nameOf(loop)).loop());
    }
    return methods;
  }

  private MethodSpec loop() {
    MethodSpec.Builder method = MethodSpec.methodBuilder(loopName)
        .addModifiers(Modifier.STATIC)
        .addJavadoc("$L", Prose.wrapped(
            "Finishes some columns of the products of samples {@code from} to {@code to}: " + description() + "."))
        .addParameter(float[].class, "parameters")
        .addParameter(buffers, "buffers")
        .addParameter(int.class, "from")
        .addParameter(int.class, "to")
        .addParameter(int.class, "column")
        .addParameter(int.class, "columns");
    CodeBlock.Builder code = CodeBlock.builder();
    arrays().forEach(value -> code.add(places.declareArray(value)));
    LocalNames names =
        new LocalNames("parameters", "buffers", "sum", "place", "sample", "from", "to", "column", "columns");
    arrays().forEach(value -> names.allocate(places.array(value)));
    Map<Value, String> parameters = parameterNames(names);
    parameters.forEach((parameter, name) -> {
      if (isOneNumber(parameter)) {
        code.addStatement("float $N = parameters[$N]", name, places.constants().offset(parameter.name()));
      }
    });
    code.beginControlFlow("for (int place = column; place < column + columns; place += LANES)");
    parameters.forEach((parameter, name) -> {
      if (!isOneNumber(parameter)) {
        code.addStatement("$T $N = $T.fromArray(SPECIES, parameters, $N + place)",
            JavaTypes.FLOAT_VECTOR, name, JavaTypes.FLOAT_VECTOR, places.constants().offset(parameter.name()));
      }
    });
    code.beginControlFlow("for (int sample = from; sample < to; sample++)");
    code.add(loopBody(parameters, names));
    code.endControlFlow().endControlFlow();
    return method.addCode(Functions.body(maps, code.build())).build();
  }

  private CodeBlock loopBody(Map<Value, String> parameters, LocalNames names) {
    CodeBlock.Builder code = CodeBlock.builder();
    Value result = kernel.result();
    for (Value value : arrays()) {
      code.addStatement("int $N = $L + place", names.allocate(at(value)), places.rowAt(value, "sample"));
    }
    if (readsSum()) {
      code.addStatement("$T sum =$W$T.fromArray(SPECIES, $N, $N)",
          JavaTypes.FLOAT_VECTOR, JavaTypes.FLOAT_VECTOR, places.array(result), at(result));
    }
    if (copiesSum()) {
      code.addStatement("sum.intoArray($N, $N)", places.array(kernel.product()), at(kernel.product()));
    }
    Map<Value, Term> terms = new HashMap<>();
    terms.put(kernel.product(), Term.vector("sum"));
    parameters.forEach((parameter, name) ->
        terms.put(parameter, isOneNumber(parameter) ? Term.number(name) : Term.vector(name)));
    for (Value value : maps) {
      Op.Map map = (Op.Map) value.op();
      Map<String, Term> variables = new HashMap<>();
      for (int i = 0; i < map.inputs().size(); i++) {
        Value input = map.inputs().get(i);
        variables.put(map.arguments().get(i), terms.computeIfAbsent(input, kept -> load(kept, names, code)));
      }
      String local = names.allocate(Names.array(value.name()) + "Vector");
      FormulaEmitter.declare(local, map, variables, names, code);
      terms.put(value, Term.vector(local));
      if (value == result || places.isKept(value)) {
        store(value, local, code);
      }
    }
    return code.build();
  }

  /// Whether the loop needs the product, which the tiles leave where the result will be.
  private boolean readsSum() {
    return copiesSum() || maps.stream().anyMatch(value -> value.op().inputs().contains(kernel.product()));
  }

  /// Whether the loop, the first, puts the product where it is kept.
  private boolean copiesSum() {
    return places.isKept(kernel.product()) && maps.getFirst() == kernel.epilogue().getFirst();
  }

  private void store(Value value, String local, CodeBlock.Builder code) {
    if (isPaddingToBeCleared(value)) {
      code.add("// The derivative at 0 need not be finite, but the padding of a gradient is 0.\n");
      code.addStatement("$T.zero(SPECIES).blend($N, SPECIES.indexInRange(place, $N))$Z.intoArray($N, $N)",
          JavaTypes.FLOAT_VECTOR, local, places.constants().inputs(kernel.contract().b()), places.array(value),
          at(value));
    } else {
      code.addStatement("$N.intoArray($N, $N)", local, places.array(value), at(value));
    }
  }

  /// Whether the padding of a value ends up in that of a gradient, and is not 0 by itself.
  private boolean isPaddingToBeCleared(Value value) {
    Graph graph = places.program().graph();
    return kernel.contract().form() == Contraction.INPUT_GRADIENT
        && (value == kernel.result() || graph.values().stream().anyMatch(reader -> isBatchSum(reader, value)))
        && !Padding.isZero(graph, value);
  }

  private static boolean isBatchSum(Value reader, Value value) {
    return reader.op() instanceof Op.Reduce(_, Op.Axis axis, Value x) && axis == Op.Axis.BATCH && x == value;
  }

  private Term load(Value value, LocalNames names, CodeBlock.Builder code) {
    String local = names.allocate(Names.array(value.name()) + "Vector");
    code.addStatement("$T $N =$W$T.fromArray(SPECIES, $N, $N)",
        JavaTypes.FLOAT_VECTOR, local, JavaTypes.FLOAT_VECTOR, places.array(value), at(value));
    return Term.vector(local);
  }

  /// The local variable for the place in a value's array.
  private String at(Value value) {
    return places.array(value) + "At";
  }

  /// The parameters that the loop reads, each with a local variable: `bias`, `slope`.
  private Map<Value, String> parameterNames(LocalNames names) {
    Map<Value, String> parameters = new LinkedHashMap<>();
    maps.stream()
        .flatMap(value -> value.op().inputs().stream())
        .filter(EpilogueEmitter::isParameter)
        .forEach(parameter -> parameters.computeIfAbsent(
            parameter, key -> names.allocate(key.name().substring(key.name().indexOf('.') + 1))));
    return parameters;
  }

  private static boolean isOneNumber(Value parameter) {
    return parameter.shape().equals(Shape.SCALAR);
  }

  /// The values whose arrays the loop reads or writes.
  private Set<Value> arrays() {
    Set<Value> arrays = new LinkedHashSet<>();
    if (readsSum() || maps.contains(kernel.result())) {
      arrays.add(kernel.result());
    }
    if (copiesSum()) {
      arrays.add(kernel.product());
    }
    for (Value value : maps) {
      value.op().inputs().stream()
          .filter(input -> input != kernel.product() && places.isKept(input))
          .forEach(arrays::add);
      if (places.isKept(value)) {
        arrays.add(value);
      }
    }
    return arrays;
  }

  private String description() {
    int loops = kernel.loops().size();
    if (loops > 1) {
      return "loop " + (kernel.loops().indexOf(maps) + 1) + " of " + loops + " towards " + kernel.result().name()
          + ", " + maps.stream()
              .map(value -> "{@code " + Prose.shortened(value.name() + " = " + ((Op.Map) value.op()).text()) + "}")
              .collect(Collectors.joining(", "));
    }
    StringBuilder text = new StringBuilder();
    for (Value value : maps) {
      text.append(text.isEmpty() ? "" : ", then ");
      text.append("{@code ").append(((Op.Map) value.op()).text()).append("}");
    }
    return text.toString();
  }
}
