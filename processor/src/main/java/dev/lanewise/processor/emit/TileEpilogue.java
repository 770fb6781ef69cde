package dev.lanewise.processor.emit;

import com.palantir.javapoet.CodeBlock;
import dev.lanewise.formula.Parts;
import dev.lanewise.processor.ir.Kernel;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Emits the end of a tile: one formula is applied to each sum in its register, or none, and the sum is stored.
final class TileEpilogue {
  private final Kernel.RowContraction kernel;
  private final List<Value> maps;
  private final Tile tile;
  private final Places places;
  private final LocalNames names;
  private final CodeBlock.Builder code = CodeBlock.builder();

  /// @param maps the formula, or empty
  TileEpilogue(Kernel.RowContraction kernel, List<Value> maps, Tile tile, Places places) {
    this.kernel = kernel;
    this.maps = maps;
    this.tile = tile;
    this.places = places;
    this.names = new LocalNames("parameters", "buffers", "weightAt", "row", "column", "rowAt", "resultAt");
  }

  /// The statements.
  CodeBlock emit() {
    Value result = kernel.result();
    takeNames();
    TileCode.declarePadding(tile, code);
    code.add(places.declareArray(result));
    Map<Value, String> rows = declareRows();
    code.addStatement("int resultAt = $L + column", places.rowAt(result, "row"));
    rows.forEach((value, at) -> code.addStatement("int $N = $L + column", at, places.rowAt(value, "row")));
    Map<Value, String> parameters = EpilogueLoop.parameterNames(maps, names);
    parameters.forEach(this::loadParameter);
    for (int row = 0; row < tile.rows(); row++) {
      if (row > 0) {
        TileCode.nextRow("resultAt", places.stride(result), code);
        rows.forEach((value, at) -> TileCode.nextRow(at, places.stride(value), code));
      }
      for (int vector = 0; vector < tile.vectors(); vector++) {
        code.addStatement("$L.intoArray($N,$W$L)", finished(row, vector, rows, parameters),
            places.array(result), TileCode.offset("resultAt", vector));
      }
    }
    return code.build();
  }

  /// The names that a tile uses itself.
  private void takeNames() {
    Value x = kernel.contract().a();
    if (places.array(kernel.result()).equals(places.array(x))) {
      throw new IllegalStateException(kernel.result() + " is computed from itself");
    }
    names.allocate(places.array(x));
    names.allocate(places.array(kernel.result()));
    names.allocate(Tile.PADDING);
    for (int row = 0; row < tile.rows(); row++) {
      for (int vector = 0; vector < tile.multiplied(); vector++) {
        names.allocate(tile.sum(row, vector));
      }
    }
  }

  /// Declares the arrays of other rows that the formula reads.
  ///
  /// @return for each the name of the place in its array
  private Map<Value, String> declareRows() {
    Map<Value, String> rows = new LinkedHashMap<>();
    for (Value row : EpilogueLoop.otherRows(kernel, maps)) {
      if (!places.array(row).equals(places.array(kernel.contract().a()))) {
        code.add(places.declareArray(row));
        names.allocate(places.array(row));
      }
      rows.put(row, names.allocate(places.array(row) + "At"));
    }
    return rows;
  }

  private void loadParameter(Value parameter, String name) {
    String offset = places.constants().offset(parameter.name());
    if (EpilogueLoop.isOneNumber(parameter)) {
      code.addStatement("float $N = parameters[$N]", name, offset);
    } else {
      TileCode.loadVectors(tile, name, "parameters", offset + " + column", code);
    }
  }

  /// A sum with the formula applied; what the formula needs first are local variables that end like the sum.
  private CodeBlock finished(int row, int vector, Map<Value, String> rows, Map<Value, String> parameters) {
    String sum = tile.sum(row, vector);
    if (maps.isEmpty()) {
      return CodeBlock.of("$N", sum);
    }
    LocalNames ofSum = names.endingIn(tile.ending(row, vector));
    Op.Map map = (Op.Map) maps.getFirst().op();
    Map<String, Term> variables = FormulaEmitter.variables(map, input -> input == kernel.product() ? Term.vector(sum)
        : rows.containsKey(input) ? loadRow(input, TileCode.offset(rows.get(input), vector), ofSum)
        : EpilogueLoop.isOneNumber(input) ? Term.number(parameters.get(input))
        : Term.vector(tile.name(parameters.get(input), vector)));
    CodeBlock finished = FormulaEmitter.emit(map.formula(), variables, ofSum, code).code();
    if (Parts.operations(map.formula()) <= 1) {
      return finished;
    }
    String name = ofSum.allocate("result");
    code.addStatement("$T $N =$W$L", JavaTypes.FLOAT_VECTOR, name, finished);
    return CodeBlock.of("$N", name);
  }

  private Term loadRow(Value value, String at, LocalNames ofSum) {
    String name = ofSum.allocate(places.array(value) + Form.VECTORS.suffix());
    code.addStatement("$T $N =$W$L",
        JavaTypes.FLOAT_VECTOR, name, Form.VECTORS.load(places.array(value), at));
    return Term.vector(name);
  }
}
