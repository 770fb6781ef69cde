package dev.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.lanewise.ParameterSlot;
import dev.lanewise.formula.Expr;
import dev.lanewise.processor.ir.Kernel;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Value;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;

/// Emits the loss of each sample and its gradient as one pass over the rows of the batch.
///
/// What is one number for a sample becomes a local variable; what is a row becomes part of the loop that reads it. Only
/// a softmax is stored, where the gradient will be: its exponentials also give the logarithm of their sum.
final class LossRowsEmitter {
  static final String NAME = "lossRows";

  private final Kernel.LossRows kernel;
  private final Places places;
  private final ClassName buffers;
  private final Value outputs;
  private final LocalNames names = new LocalNames(
      "parameters", "buffers", "from", "to", "lanes", "lanesAt", "sampleLosses", "shares", "labels", "targets", "row",
      "targetsAt", "label", "lane", "column", "columns", "inside", "slope");
  private final Map<Value, Term> numbers = new HashMap<>();
  private final Map<Value, Value> storedSoftmax = new HashMap<>();

  LossRowsEmitter(Kernel.LossRows kernel, Places places, ClassName buffers) {
    this.kernel = kernel;
    this.places = places;
    this.buffers = buffers;
    this.outputs = places.program().graph().outputs();
  }

  MethodSpec emit() {
    CodeBlock.Builder code = CodeBlock.builder();
    declareArrays(code);
    code.beginControlFlow("for (int row = from; row < to; row++)");
    for (Value stored : arrays()) {
      code.addStatement("int $N = $L", rowAt(stored), places.rowAt(stored, "row"));
    }
    if (reads(Op.LeafKind.TARGETS)) {
      code.addStatement("int targetsAt = row * $N", width());
    }
    if (reads(Op.LeafKind.LABELS)) {
      code.addStatement("int label = labels[row]");
    }
    for (Value value : kernel.values()) {
      emit(value, code);
    }
    code.addStatement("sampleLosses[row] = $L", numbers.get(kernel.sampleLosses()).code());
    kernel.gradient().ifPresent(gradient -> gradientLoop(gradient, code));
    code.endControlFlow();
    return MethodSpec.methodBuilder(NAME)
        .addModifiers(Modifier.STATIC)
        .addJavadoc("$L", Prose.wrapped("The loss of samples {@code from} to {@code to}, each times its share in"
            + " the mean" + kernel.gradient().map(gradient -> ", and its gradient " + gradient.name()).orElse("")
            + ": one pass over the rows."))
        .addParameter(buffers, "buffers")
        .addParameter(int.class, "from")
        .addParameter(int.class, "to")
        .addParameter(int.class, "lanesAt")
        .addCode(Functions.body(kernel.values(), code.build()))
        .build();
  }

  private void declareArrays(CodeBlock.Builder code) {
    for (Value stored : arrays()) {
      code.add(places.declareArray(stored));
      names.allocate(places.array(stored));
      names.allocate(rowAt(stored));
    }
    if (reads(Op.LeafKind.LABELS)) {
      code.addStatement("int[] labels = buffers.labels()");
    }
    if (reads(Op.LeafKind.TARGETS)) {
      code.addStatement("float[] targets = buffers.targets()");
    }
    code.addStatement("float[] shares = buffers.shares()");
    code.addStatement("float[] sampleLosses = buffers.sampleLosses()");
    if (kernel.values().stream().anyMatch(LossRowsEmitter::isSum)) {
      code.addStatement("float[] lanes = buffers.lanes()");
    }
  }

  /// The values whose rows are read or written: outputs, gradient, and what activations of the last row have kept.
  private Set<Value> arrays() {
    Set<Value> arrays = new LinkedHashSet<>();
    arrays.add(outputs);
    kernel.gradient().ifPresent(arrays::add);
    kernel.values().stream().flatMap(value -> value.op().inputs().stream()).filter(places::isKept).forEach(arrays::add);
    return arrays;
  }

  private void emit(Value value, CodeBlock.Builder code) {
    switch (value.op()) {
      case Op.Map map when !value.shape().isRows() -> number(value, numberOf(map, code), code);
      case Op.Gather(Value x, Value _) -> number(value,
          CodeBlock.of("$N[$N + label]", places.array(kept(x)), rowAt(kept(x))), code);
      case Op.Reduce(Expr.ReduceOp op, Op.Axis _, Value x) -> reduce(value, op, x, code);
      case Op.Softmax(Value x) -> softmax(value, x, code);
      case Op.Map _, Op.Scatter _, Op.Broadcast _ -> { }
      case Op.Contract _, Op.Leaf _ -> throw new IllegalStateException(value + " does not belong to the loss");
    }
  }

  private CodeBlock numberOf(Op.Map map, CodeBlock.Builder code) {
    Map<String, Term> variables = new HashMap<>();
    for (int i = 0; i < map.inputs().size(); i++) {
      variables.put(map.arguments().get(i), numberTerm(map.inputs().get(i)));
    }
    return FormulaEmitter.emit(map, variables, names, code).code();
  }

  private Term numberTerm(Value value) {
    if (value.isLeaf(Op.LeafKind.SAMPLE_SHARE)) {
      return Term.number("shares[row]");
    }
    Term term = numbers.get(value);
    if (term == null) {
      throw new IllegalStateException(value + " is not one number for each sample");
    }
    return term;
  }

  private void number(Value value, CodeBlock expression, CodeBlock.Builder code) {
    String name = names.allocate(Names.camel(value.name()));
    code.addStatement("float $N =$W$L", name, expression);
    numbers.put(value, Term.number(name));
  }

  private void reduce(Value value, Expr.ReduceOp op, Value x, CodeBlock.Builder code) {
    switch (op) {
      case SUM -> sumLoop(value, x, code);
      case MAX -> number(value, CodeBlock.of("$T.max($N, $N, $N)",
          JavaTypes.ROWS, places.array(kept(x)), rowAt(kept(x)), width()), code);
      case LOG_SUM_EXP -> number(value, softmaxCall(kept(x)), code);
    }
  }

  /// Without a backward pass there is no place for the softmax but that of the logits themselves.
  private CodeBlock softmaxCall(Value x) {
    Value target = kernel.gradient().orElseThrow(
        () -> new IllegalStateException("a softmax of " + x + " needs the buffer of a gradient"));
    storedSoftmax.put(x, target);
    return CodeBlock.of("$T.softmax($N, $N, $N, $N, $N)", JavaTypes.ROWS, places.array(x), rowAt(x), width(),
        places.array(target), rowAt(target));
  }

  private void softmax(Value value, Value x, CodeBlock.Builder code) {
    if (!storedSoftmax.containsKey(kept(x))) {
      code.addStatement("$L", softmaxCall(kept(x)));
    }
  }

  private void sumLoop(Value value, Value x, CodeBlock.Builder code) {
    code.beginControlFlow("for (int lane = 0; lane < $T.VIRTUAL_LANES; lane += LANES)", JavaTypes.ROWS);
    code.addStatement("$T columns = $T.zero(SPECIES)", JavaTypes.FLOAT_VECTOR, JavaTypes.FLOAT_VECTOR);
    code.beginControlFlow("for (int column = lane; column < $L; column += $T.VIRTUAL_LANES)",
        ParameterSlot.padded(x.shape().width()), JavaTypes.ROWS);
    Term element = element(x, code);
    code.addStatement("columns =$Wcolumns.add($L, inside)", VectorSpelling.broadcast(element).code());
    code.endControlFlow();
    code.addStatement("columns.intoArray(lanes, lanesAt + lane)");
    code.endControlFlow();
    number(value, CodeBlock.of("$T.treeSum(lanes, lanesAt)", JavaTypes.ROWS), code);
  }

  private void gradientLoop(Value gradient, CodeBlock.Builder code) {
    code.beginControlFlow("for (int column = 0; column < $L; column += LANES)",
        ParameterSlot.padded(gradient.shape().width()));
    Term element = element(gradient, code);
    code.addStatement("$T $N =$W$L", JavaTypes.FLOAT_VECTOR, "slope", VectorSpelling.broadcast(element).code());
    code.addStatement("$T.zero(SPECIES).blend($N, inside).intoArray($N, $N + column)",
        JavaTypes.FLOAT_VECTOR, "slope", places.array(gradient), rowAt(gradient));
    code.endControlFlow();
  }

  /// The vector of a row value at `column`, with the statements that load what it needs.
  private Term element(Value value, CodeBlock.Builder code) {
    code.addStatement("$T<Float> inside = SPECIES.indexInRange(column, $N)", JavaTypes.VECTOR_MASK, width());
    return element(value, new HashMap<>(), names.inner(), code);
  }

  private Term element(Value value, Map<Value, Term> loaded, LocalNames locals, CodeBlock.Builder code) {
    Term known = loaded.get(value);
    if (known != null) {
      return known;
    }
    Term term = value.shape().isRows() ? rowTerm(value, loaded, locals, code) : numberTerm(value);
    loaded.put(value, term);
    return term;
  }

  private Term rowTerm(Value value, Map<Value, Term> loaded, LocalNames locals, CodeBlock.Builder code) {
    return switch (value.op()) {
      case Op.Leaf _ -> local(value, locals, CodeBlock.of("$T.fromArray(SPECIES, targets, targetsAt + column, inside)",
          JavaTypes.FLOAT_VECTOR), code);
      case Op.Softmax(Value x) -> {
        Value stored = storedSoftmax.get(kept(x));
        yield local(value, locals, load(places.array(stored), rowAt(stored)), code);
      }
      case Op.Scatter(Value x, Value _, int _) -> local(value, locals, CodeBlock.of(
          "$T.zero(SPECIES).blend($L,$W$T.NUMBERS.compare($T.EQ, (float) (label - column)))",
          JavaTypes.FLOAT_VECTOR, numberTerm(x).code(), JavaTypes.LANES, JavaTypes.VECTOR_OPERATORS), code);
      case Op.Broadcast(Value x, var _) -> element(x, loaded, locals, code);
      case Op.Map map when !places.isKept(value) || value == kernel.gradient().orElse(null) -> {
        Map<String, Term> variables = new HashMap<>();
        for (int i = 0; i < map.inputs().size(); i++) {
          variables.put(map.arguments().get(i), element(map.inputs().get(i), loaded, locals, code));
        }
        Term term = FormulaEmitter.emit(map, variables, locals, code);
        yield term.isVector() && isReadByMap(value) ? local(value, locals, term.code(), code) : term;
      }
      default -> local(value, locals, load(places.array(kept(value)), rowAt(kept(value))), code);
    };
  }

  /// Whether a formula reads the value, perhaps in several places.
  private boolean isReadByMap(Value value) {
    return kernel.values().stream()
        .anyMatch(reader -> reader.op() instanceof Op.Map && reader.op().inputs().contains(value));
  }

  private static CodeBlock load(String array, String at) {
    return CodeBlock.of("$T.fromArray(SPECIES, $N, $N + column)", JavaTypes.FLOAT_VECTOR, array, at);
  }

  private static Term local(Value value, LocalNames locals, CodeBlock expression, CodeBlock.Builder code) {
    String name = locals.allocate(Names.camel(value.name()) + "Vector");
    code.addStatement("$T $N =$W$L", JavaTypes.FLOAT_VECTOR, name, expression);
    return Term.vector(name);
  }

  private Value kept(Value value) {
    if (!places.isKept(value)) {
      throw new IllegalStateException(value + " must be kept to be read by whole rows");
    }
    return value;
  }

  private String rowAt(Value value) {
    return places.array(value) + "At";
  }

  private String width() {
    return places.constants().width(Constants.rowOf(
        places.program().forward().getLast().contract().b()));
  }

  private static boolean isSum(Value value) {
    return value.op() instanceof Op.Reduce reduce && reduce.op() == Expr.ReduceOp.SUM;
  }

  private boolean reads(Op.LeafKind kind) {
    return kernel.values().stream()
        .flatMap(value -> value.op().inputs().stream())
        .anyMatch(value -> value.isLeaf(kind));
  }
}
