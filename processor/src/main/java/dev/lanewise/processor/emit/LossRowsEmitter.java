package dev.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import dev.lanewise.ParameterSlot;
import dev.lanewise.formula.Expr;
import dev.lanewise.processor.ir.Kernel;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Shape;
import dev.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/// Emits the loss of each sample and its gradient as one pass over the rows of the batch.
///
/// What is one number for a sample becomes a local variable; what is a row becomes part of the loop that reads it.
/// Reductions that do not wait for each other share a loop. Only a softmax is stored, where the gradient will be: its
/// exponentials also give the logarithm of their sum.
final class LossRowsEmitter {
  static final String NAME = "lossRows";

  private final Form form;
  private final Kernel.LossRows kernel;
  private final Places places;
  private final ClassName buffers;
  private final Value outputs;
  private final LocalNames names = new LocalNames(
      "parameters", "buffers", "from", "to", "lanes", "lanesAt", "sampleLosses", "shares", "labels", "targets", "row",
      "targetsAt", "label", "lane", "column", "columns", "inside", "slope");
  private final Map<Value, Term> numbers = new HashMap<>();
  private final SharedNumbers shared;
  private final Set<Value> required = new HashSet<>();
  private final Map<Value, Value> storedSoftmax = new HashMap<>();
  private final Set<Value> notYet = new HashSet<>();
  private final List<MethodSpec> methods = new ArrayList<>();
  private final RowReductions reductions;
  private final RowElements.LossRows rows;

  LossRowsEmitter(Form form, Kernel.LossRows kernel, Places places, ClassName buffers) {
    this.form = form;
    this.kernel = kernel;
    this.shared = SharedNumbers.among(kernel.values());
    this.places = places;
    this.buffers = buffers;
    this.outputs = places.program().graph().outputs();
    this.reductions = new RowReductions(kernel, outputs);
    this.notYet.addAll(leftBehind());
    this.notYet.addAll(kernel.stored());
    this.rows =
        new RowElements.LossRows(form, places, this::number, storedSoftmax, notYet, readByMap());
  }

  /// The pass over the rows, and the methods that it calls.
  List<MethodSpec> emit() {
    CodeBlock.Builder code = CodeBlock.builder();
    declareArrays(code);
    declareNumbers(code);
    code.beginControlFlow("for (int row = from; row < to; row++)");
    for (Value stored : arrays()) {
      code.addStatement("int $N = $L", rows.rowAt(stored), places.rowAt(stored, "row"));
    }
    kernel.input(Op.LeafKind.TARGETS).ifPresent(targets ->
        code.addStatement("int targetsAt = row * $N", places.constants().rowWidth(targets)));
    if (kernel.input(Op.LeafKind.LABELS).isPresent()) {
      code.addStatement("int label = labels[row]");
    }
    for (Value value : kernel.values()) {
      require(value, code);
    }
    code.addStatement("sampleLosses[row] = $L", numbers.get(kernel.sampleLosses()).code());
    kernel.gradient().ifPresent(gradient -> gradientLoop(gradient, code));
    code.endControlFlow();
    methods.addFirst(MethodSpec.methodBuilder(NAME)
        .addModifiers(Modifier.STATIC)
        .addParameters(readsParameters(kernel)
            ? List.of(ParameterSpec.builder(float[].class, "parameters").build())
            : List.of())
        .addJavadoc("$L", Prose.wrapped("The loss of samples {@code from} to {@code to}, each times its share in"
            + " the mean" + kernel.gradient().map(gradient -> ", and its gradient " + gradient.name()).orElse("")
            + ": one pass over the rows."))
        .addParameter(buffers, "buffers")
        .addParameter(int.class, "from")
        .addParameter(int.class, "to")
        .addParameter(int.class, "lanesAt")
        .addCode(form.body(kernel.values(), code.build()))
        .build());
    return methods;
  }

  private void declareArrays(CodeBlock.Builder code) {
    for (Value stored : arrays()) {
      code.add(places.declareArray(stored));
      names.allocate(places.array(stored));
      names.allocate(rows.rowAt(stored));
    }
    if (kernel.input(Op.LeafKind.LABELS).isPresent()) {
      code.addStatement("int[] labels = buffers.labels()");
    }
    if (kernel.input(Op.LeafKind.TARGETS).isPresent()) {
      code.addStatement("float[] targets = buffers.targets()");
    }
    code.addStatement("float[] shares = buffers.shares()");
    code.addStatement("float[] sampleLosses = buffers.sampleLosses()");
    if (reductions.largestGroup() > 0) {
      code.addStatement("float[] lanes = buffers.lanes()");
    }
  }

  /// Whether the loss of a network reads parameters: those that an activation of the last row has learnt.
  static boolean readsParameters(Kernel.LossRows kernel) {
    return kernel.values().stream()
        .flatMap(value -> value.op().inputs().stream())
        .anyMatch(value -> value.isLeaf(Op.LeafKind.PARAMETER));
  }

  private void declareNumbers(CodeBlock.Builder code) {
    for (Value value : kernel.values()) {
      for (Value input : value.op().inputs()) {
        if (input.isLeaf(Op.LeafKind.PARAMETER) && input.shape().equals(Shape.SCALAR) && !numbers.containsKey(input)) {
          declare(input, CodeBlock.of("parameters[$N]", places.constants().offset(input.name())), code);
        }
      }
    }
  }

  /// The values whose rows are read or written: outputs, gradient, and what activations of the last row have kept.
  private Set<Value> arrays() {
    Set<Value> arrays = new LinkedHashSet<>();
    arrays.add(outputs);
    kernel.gradient().ifPresent(arrays::add);
    arrays.addAll(leftBehind());
    kernel.values().stream().flatMap(value -> value.op().inputs().stream()).filter(places::isKept).forEach(arrays::add);
    return arrays;
  }

  /// Emits what a value needs and then the value, unless it is a row, which the loops that read it compute.
  private void require(Value value, CodeBlock.Builder code) {
    if (value.op() instanceof Op.Leaf || rows.isRead(value) || !required.add(value)) {
      return;
    }
    Optional<List<Value>> group = reductions.groupOf(value);
    for (Value member : group.orElse(List.of(value))) {
      member.op().inputs().forEach(input -> require(input, code));
    }
    if (group.isPresent()) {
      required.addAll(group.get());
      reductionLoop(group.get(), code);
    } else if (kernel.stored().contains(value)) {
      storeRow(value, code);
    } else {
      emit(value, code);
    }
  }

  private void emit(Value value, CodeBlock.Builder code) {
    switch (value.op()) {
      case Op.Map map when !value.shape().isRows() -> declare(value, numberOf(map, code), code);
      case Op.Gather(Value x, Value _) -> declare(value, element(x, CodeBlock.of(" + label")), code);
      case Op.Pick(Value x, int column) ->
        declare(value, element(x, column == 0 ? CodeBlock.of("") : CodeBlock.of(" + $L", column)), code);
      case Op.Reduce(Expr.ReduceOp op, Op.Axis _, Value x) when op == Expr.ReduceOp.MAX ->
        declare(value, CodeBlock.of("$T.max($N, $N, $N)",
            form.rows(), places.array(x), rows.rowAt(x), places.constants().rowWidth(x)), code);
      case Op.Reduce(Expr.ReduceOp _, Op.Axis _, Value x) -> declare(value, softmaxCall(x), code);
      case Op.Softmax(Value x) -> code.addStatement("$L", softmaxCall(x));
      case Op.Map _, Op.Scatter _, Op.Broadcast _ -> { }
      case Op.Contract _, Op.Leaf _, Op.Mask _ ->
        throw new IllegalStateException(value + " does not belong to the loss");
    }
  }

  private CodeBlock numberOf(Op.Map map, CodeBlock.Builder code) {
    Op.Map byValues = map.byValues();
    Map<String, Term> variables = new HashMap<>();
    byValues.inputs().forEach(input -> variables.put(input.name(), number(input)));
    return FormulaEmitter.emit(byValues, variables, names, code, shared).code();
  }

  private Term number(Value value) {
    if (value.isLeaf(Op.LeafKind.SAMPLE_SHARE)) {
      return Term.number("shares[row]");
    }
    if (value.isLeaf(Op.LeafKind.LABELS)) {
      return new Term(CodeBlock.of("(float) label"), false, Term.Binding.UNARY);
    }
    if (value.op() instanceof Op.Map(Expr.Constant(double constant), var _, var _, var _)) {
      return ScalarSpelling.constant(constant);
    }
    Value repeated = value.op() instanceof Op.Broadcast(Value x, var _) ? x : value;
    Term term = repeated == value ? numbers.get(value) : number(repeated);
    if (term == null) {
      throw new IllegalStateException(value + " is not one number for each sample");
    }
    return term;
  }

  private void declare(Value value, CodeBlock expression, CodeBlock.Builder code) {
    String name = names.allocate(Names.camel(value.name()));
    code.addStatement("float $N =$W$L", name, expression);
    numbers.put(value, Term.number(name));
  }

  private CodeBlock element(Value x, CodeBlock offset) {
    String array = x.op() instanceof Op.Leaf ? "targets" : places.array(x);
    return CodeBlock.of("$N[$N$L]", array, rows.rowAt(x), offset);
  }

  private CodeBlock softmaxCall(Value x) {
    Value target = kernel.gradient().orElseThrow(
        () -> new IllegalStateException("a softmax of " + x + " needs the buffer of a gradient"));
    storedSoftmax.put(x, target);
    return CodeBlock.of("$T.softmax($N, $N, $N, $N, $N)", form.rows(), places.array(x), rows.rowAt(x),
        places.constants().rowWidth(x), places.array(target), rows.rowAt(target));
  }

  /// One loop over the columns for reductions of the same width: each keeps its own virtual lanes.
  private void reductionLoop(List<Value> group, CodeBlock.Builder code) {
    Value first = ((Op.Reduce) group.getFirst().op()).x();
    LocalNames locals = names.inner();
    Map<Value, String> accumulators = new HashMap<>();
    group.forEach(value -> accumulators.put(value,
        group.size() == 1 ? "columns" : locals.allocate(Names.camel(value.name()) + "Columns")));
    code.beginControlFlow("for (int lane = 0; lane < $T.VIRTUAL_LANES; $L)", JavaTypes.ROWS, form.next("lane"));
    for (Value value : group) {
      code.addStatement("$T $N =$W$L", form.type(), accumulators.get(value), neutral(value));
    }
    code.beginControlFlow("for (int column = lane; column < $L; column += $T.VIRTUAL_LANES)",
        end(first), JavaTypes.ROWS);
    RowElements elements = elements(first, locals, code);
    for (Value value : group) {
      carryOn(value, accumulators.get(value), elements, code);
    }
    code.endControlFlow();
    for (int i = 0; i < group.size(); i++) {
      form.store(CodeBlock.of("$N", accumulators.get(group.get(i))), "lanes", lanesAt(i) + " + lane", code);
    }
    code.endControlFlow();
    for (int i = 0; i < group.size(); i++) {
      declare(group.get(i), isMax(group.get(i))
          ? CodeBlock.of("$T.max(lanes, $L, $T.VIRTUAL_LANES)", form.rows(), lanesAt(i), JavaTypes.ROWS)
          : CodeBlock.of("$T.treeSum(lanes, $L)", form.rows(), lanesAt(i)), code);
    }
  }

  /// Takes the columns at hand into a reduction.
  private void carryOn(Value reduction, String columns, RowElements elements, CodeBlock.Builder code) {
    CodeBlock element = form.spelled(elements.of(((Op.Reduce) reduction.op()).x()));
    if (form.isVectors()) {
      // What a loop carries on is the argument: HotSpot knows the class of the receiver whatever its profile.
      code.addStatement("$N = $L.blend($L,$Winside).$L($N)",
          columns, neutral(reduction), element, isMax(reduction) ? "max" : "add", columns);
    } else if (isMax(reduction)) {
      code.addStatement("$N = Math.max($L, $N)", columns, element, columns);
    } else {
      code.addStatement("$N += $L", columns, element);
    }
  }

  /// The columns of a row that a loop takes; vectors take the padding as well.
  private CodeBlock end(Value row) {
    return form.isVectors()
        ? CodeBlock.of("$L", ParameterSlot.padded(row.shape().width()))
        : CodeBlock.of("$N", places.constants().rowWidth(row));
  }

  /// Calls the method that stores a row which others read from its array, because there is no room for it in their
  /// loops. A method of its own keeps this one in a size that HotSpot compiles.
  private void storeRow(Value row, CodeBlock.Builder code) {
    CodeBlock.Builder loop = CodeBlock.builder();
    loop.beginControlFlow("for (int column = 0; column < $L; $L)", end(row), form.next("column"));
    RowElements elements = elements(row, names.inner(), loop);
    form.store(form.spelled(elements.of(row)), places.array(row), rows.rowAt(row) + " + column", loop);
    loop.endControlFlow();
    notYet.remove(row);
    LossRowMethod method = new LossRowMethod(row, elements, rows, numbers);
    methods.add(method.emit(buffers, loop.build()));
    code.addStatement("$L", method.call());
  }

  private CodeBlock neutral(Value reduction) {
    return form.spelled(isMax(reduction)
        ? Term.number("Float.NEGATIVE_INFINITY") : ScalarSpelling.constant(0));
  }

  private static boolean isMax(Value reduction) {
    return ((Op.Reduce) reduction.op()).op() == Expr.ReduceOp.MAX;
  }

  private static String lanesAt(int index) {
    return index == 0 ? "lanesAt" : "lanesAt + " + index * ParameterSlot.ALIGNMENT;
  }

  private void gradientLoop(Value gradient, CodeBlock.Builder code) {
    code.beginControlFlow("for (int column = 0; column < $L; $L)", end(gradient), form.next("column"));
    RowElements elements = elements(gradient, names.inner(), code);
    Map<Value, String> vectors = new LinkedHashMap<>();
    for (Value value : leftBehind()) {
      String name = value == gradient ? "slope" : elements.nameOf(places.array(value) + form.suffix());
      elements.declare(value, name);
      vectors.put(value, name);
    }
    vectors.forEach((value, name) -> form.store(
        form.isVectors()
            ? CodeBlock.of("$T.zero(SPECIES).blend($N, inside)", JavaTypes.FLOAT_VECTOR, name)
            : CodeBlock.of("$N", name),
        places.array(value), rows.rowAt(value) + " + column", code));
    code.endControlFlow();
    vectors.keySet().forEach(value -> clearPadding(value, code));
  }

  /// Numbers have gone as far as the row does; vectors have left 0 behind it.
  private void clearPadding(Value row, CodeBlock.Builder code) {
    int padded = ParameterSlot.padded(row.shape().width());
    if (!form.isVectors() && padded > row.shape().width()) {
      code.addStatement("$T.fill($N, $N + $N, $N + $L, 0f)", Arrays.class, places.array(row), rows.rowAt(row),
          places.constants().rowWidth(row), rows.rowAt(row), padded);
    }
  }

  /// The rows that the kernel leaves behind: the gradient where the backward pass begins, and what only gradients of
  /// parameters need.
  private Set<Value> leftBehind() {
    return kernel.values().stream()
        .filter(value -> !kernel.stored().contains(value))
        .filter(value -> places.isKept(value) || kernel.gradient().filter(value::equals).isPresent())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /// The vectors in a loop over the columns of a row, which begins with the mask that leaves out the padding.
  private RowElements elements(Value row, LocalNames locals, CodeBlock.Builder code) {
    if (form.isVectors()) {
      code.addStatement("$T<Float> inside = SPECIES.indexInRange(column, $N)",
          JavaTypes.VECTOR_MASK, places.constants().rowWidth(row));
    }
    return new RowElements(rows, locals, code);
  }

  private Set<Value> readByMap() {
    return kernel.values().stream()
        .filter(value -> value.op() instanceof Op.Map)
        .flatMap(value -> value.op().inputs().stream())
        .collect(Collectors.toSet());
  }
}
