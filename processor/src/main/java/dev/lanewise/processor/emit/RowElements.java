package dev.lanewise.processor.emit;

import com.palantir.javapoet.CodeBlock;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Value;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Spells the elements of rows at `column`, vectors or numbers, in one loop over the columns; what several rows need is
/// loaded once.
final class RowElements {
  private final LossRows rows;
  private final LocalNames locals;
  private final CodeBlock.Builder code;
  private final Map<Value, Term> loaded = new HashMap<>();
  private final Set<Value> read = new LinkedHashSet<>();
  private final Set<Value> computed = new LinkedHashSet<>();

  /// What a loop needs to know of the method around it.
  ///
  /// @param form whether the loop takes vectors or numbers
  /// @param numbers the variable of what is one number for each sample
  /// @param stored the value in whose place the softmax of a value is kept
  /// @param notYet what is kept, but has not been computed so far
  /// @param readByMap what some formula reads, perhaps in several places
  record LossRows(
      Form form,
      Places places,
      Function<Value, Term> numbers,
      Map<Value, Value> stored,
      Set<Value> notYet,
      Set<Value> readByMap) {

    /// Where the row at hand begins.
    String rowAt(Value value) {
      return value.op() instanceof Op.Leaf ? "targetsAt" : places.array(value) + "At";
    }

    /// Whether a row is read from an array; others are computed in the loops that read them.
    boolean isRead(Value value) {
      return value.op() instanceof Op.Softmax softmax && stored.containsKey(softmax.x())
          || places.isKept(value) && !notYet.contains(value);
    }
  }

  RowElements(LossRows rows, LocalNames locals, CodeBlock.Builder code) {
    this.rows = rows;
    this.locals = locals;
    this.code = code;
  }

  /// What the loop takes from around it: rows in arrays, numbers for each sample, leaves.
  Set<Value> read() {
    return read;
  }

  /// The rows that the loop computes itself.
  Set<Value> computed() {
    return computed;
  }

  /// The vector of a row, or the number for each sample that a row repeats, with the statements that it needs.
  Term of(Value value) {
    Term known = loaded.get(value);
    if (known != null) {
      return known;
    }
    boolean isRow = value.shape().isRows() || isParameterOfUnits(value);
    if (!isRow || value.op() instanceof Op.Leaf) {
      read.add(value);
    }
    Term term = isRow ? row(value) : rows.numbers.apply(value);
    loaded.put(value, term);
    return term;
  }

  private Term row(Value value) {
    if (value.isLeaf(Op.LeafKind.POSITIONS)) {
      return local(value, isInVectors()
          ? CodeBlock.of("$T.NUMBERS.add(column)", JavaTypes.LANES) : CodeBlock.of("column"));
    }
    return switch (value.op()) {
      case Op.Leaf _ when isParameterOfUnits(value) -> local(value,
          rows.form.load("parameters", rows.places.constants().offset(value.name()) + " + column"));
      case Op.Leaf _ -> local(value, isInVectors()
          ? CodeBlock.of("$T.fromArray(SPECIES, targets, targetsAt + column, inside)", JavaTypes.FLOAT_VECTOR)
          : CodeBlock.of("targets[targetsAt + column]"));
      case Op.Softmax(Value x) when rows.isRead(value) -> local(value, load(rows.stored.get(x)));
      case Op.Scatter(Value x, Value labels, int _) -> {
        read.add(labels);
        yield local(value, isInVectors()
            ? CodeBlock.of("$T.zero(SPECIES).blend($L,$W$T.NUMBERS.compare($T.EQ, (float) (label - column)))",
                JavaTypes.FLOAT_VECTOR, of(x).code(), JavaTypes.LANES, JavaTypes.VECTOR_OPERATORS)
            : CodeBlock.of("column == label ? $L : 0f", of(x).code()));
      }
      case Op.Broadcast(Value x, var _) -> of(x);
      case Op.Map map when !rows.isRead(value) -> {
        computed.add(value);
        Term term = FormulaEmitter.emit(map, FormulaEmitter.variables(map, this::of), locals, code);
        boolean isElement = term.isVector() || !isInVectors();
        yield isElement && rows.readByMap.contains(value) ? local(value, term.code()) : term;
      }
      default -> local(value, load(value));
    };
  }

  /// A name for a local variable that nothing else has.
  String nameOf(String wanted) {
    return locals.allocate(wanted);
  }

  /// Declares a local variable for a row, from which others of the loop read it.
  void declare(Value value, String name) {
    code.addStatement("$T $N =$W$L", rows.form.type(), name, rows.form.spelled(of(value)));
    loaded.put(value, rows.form.local(name));
  }

  private static boolean isParameterOfUnits(Value value) {
    return value.isLeaf(Op.LeafKind.PARAMETER) && value.shape().isVector();
  }

  private CodeBlock load(Value value) {
    read.add(value);
    return rows.form.load(rows.places.array(value), rows.rowAt(value) + " + column");
  }

  private Term local(Value value, CodeBlock expression) {
    String name = locals.allocate(Names.camel(value.name()) + rows.form.suffix());
    code.addStatement("$T $N =$W$L", rows.form.type(), name, expression);
    return rows.form.local(name);
  }

  private boolean isInVectors() {
    return rows.form.isVectors();
  }
}
