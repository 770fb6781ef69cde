package dev.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.lanewise.formula.Expr;
import dev.lanewise.processor.ir.Kernel;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Program;
import dev.lanewise.processor.ir.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/// Emits the loss and its gradient for a network with one output, in vectors whose lanes are samples: of a vector of
/// columns one lane would count. The bits are those of [LossRowsEmitter], whose sums over the columns are one number
/// and zeros.
final class OneOutputLoss {
  private final Kernel.LossRows kernel;
  private final Places places;
  private final Value outputs;
  private final LocalNames names = new LocalNames("buffers", "from", "to", "lanes", "lanesAt", "sampleLosses", "shares",
      "targets", "row", "rows", "lane", "inside", "slope");
  private final Map<Value, Term> terms = new HashMap<>();
  private final CodeBlock.Builder code = CodeBlock.builder();

  OneOutputLoss(Kernel.LossRows kernel, Places places) {
    this.kernel = kernel;
    this.places = places;
    this.outputs = places.program().graph().outputs();
  }

  /// Whether a loss can be computed in this way: everything in it is one number for a sample.
  static boolean fits(Kernel.LossRows kernel, Program program) {
    Value outputs = program.graph().outputs();
    return outputs.shape().width() == 1
        && kernel.gradient().filter(gradient -> isKeptAlone(gradient, program)).isPresent()
        && kernel.stored().isEmpty()
        && kernel.values().stream().allMatch(value -> fits(value, kernel, outputs, program));
  }

  /// Nothing else may write to the padding of the gradient, which stays 0.
  private static boolean isKeptAlone(Value gradient, Program program) {
    return program.buffer(gradient).filter(own -> program.buffers().stream()
        .allMatch(buffer -> buffer == own || !buffer.array().equals(own.array()))).isPresent();
  }

  private static boolean fits(Value value, Kernel.LossRows kernel, Value outputs, Program program) {
    boolean isComputed = switch (value.op()) {
      case Op.Map _, Op.Broadcast _ -> true;
      case Op.Reduce(Expr.ReduceOp _, Op.Axis axis, Value _) -> axis == Op.Axis.COLUMNS;
      default -> false;
    };
    boolean isLeftBehind = program.buffer(value).isPresent() && kernel.gradient().filter(value::equals).isEmpty();
    return isComputed && !isLeftBehind && isOneNumber(value) && value.op().inputs().stream()
        .allMatch(input -> kernel.values().contains(input) || input == outputs || isLeafOfSamples(input));
  }

  private static boolean isOneNumber(Value value) {
    return !value.shape().isRows() || value.shape().width() == 1;
  }

  private static boolean isLeafOfSamples(Value input) {
    return input.isLeaf(Op.LeafKind.SAMPLE_SHARE) || input.isLeaf(Op.LeafKind.TARGETS) && isOneNumber(input);
  }

  /// The pass over the samples.
  MethodSpec emit(ClassName buffers) {
    Value gradient = kernel.gradient().orElseThrow();
    declareArrays(gradient);
    code.beginControlFlow("for (int row = from; row < to; row += LANES)");
    code.addStatement("$T<Float> inside = SPECIES.indexInRange(row, to)", JavaTypes.VECTOR_MASK);
    code.addStatement("int rows = Math.min(LANES, to - row)");
    String output = names.allocate(places.array(outputs) + Form.VECTORS.suffix());
    betweenLanesAnd(outputs, "lanes[lanesAt + lane] =$W$N[$L]");
    load(outputs, output, "lanes", "lanesAt", "");
    kernel.values().forEach(this::compute);
    code.addStatement("$L.intoArray(sampleLosses, row, inside)", vector(kernel.sampleLosses()));
    code.addStatement("$L.intoArray(lanes, lanesAt)", vector(gradient));
    betweenLanesAnd(gradient, "$N[$L] =$Wlanes[lanesAt + lane]");
    code.endControlFlow();
    return MethodSpec.methodBuilder(LossRowsEmitter.NAME)
        .addModifiers(Modifier.STATIC)
        .addJavadoc("$L", Prose.wrapped("The loss of samples {@code from} to {@code to}, each times its share in the"
            + " mean, and its gradient " + gradient.name() + ". There is one output, so the lanes of a vector are"
            + " samples."))
        .addParameter(buffers, "buffers")
        .addParameter(int.class, "from")
        .addParameter(int.class, "to")
        .addParameter(int.class, "lanesAt")
        .addCode(Functions.bodyOfSamples(kernel.values(), code.build()))
        .build();
  }

  private void declareArrays(Value gradient) {
    for (Value array : List.of(outputs, gradient)) {
      code.add(places.declareArray(array));
      names.allocate(places.array(array));
    }
    if (kernel.input(Op.LeafKind.TARGETS).isPresent()) {
      code.addStatement("float[] targets = buffers.targets()");
    }
    code.addStatement("float[] shares = buffers.shares()");
    code.addStatement("float[] sampleLosses = buffers.sampleLosses()");
    code.addStatement("float[] lanes = buffers.lanes()");
  }

  /// A loop that moves numbers between the lanes and the first column of some rows.
  private void betweenLanesAnd(Value rows, String statement) {
    code.beginControlFlow("for (int lane = 0; lane < rows; lane++)");
    code.addStatement(statement, places.array(rows), places.rowAt(rows, "(row + lane)")).endControlFlow();
  }

  private void load(Value value, String name, String array, String at, String mask) {
    code.addStatement("$T $N =$W$T.fromArray(SPECIES, $N, $N$L)",
        JavaTypes.FLOAT_VECTOR, name, JavaTypes.FLOAT_VECTOR, array, at, mask);
    terms.put(value, Term.vector(name));
  }

  private void compute(Value value) {
    switch (value.op()) {
      case Op.Map map -> declare(
          value, FormulaEmitter.emit(map, FormulaEmitter.variables(map, this::term), names, code));
      case Op.Broadcast(Value x, var _) -> terms.put(value, term(x));
      case Op.Reduce(Expr.ReduceOp op, Op.Axis _, Value x) when op == Expr.ReduceOp.SUM ->
        // A sum begins with 0: it is never -0.
        declare(value, Term.vector(CodeBlock.of("$L.add(0f)", vector(x))));
      case Op.Reduce(Expr.ReduceOp _, Op.Axis _, Value x) -> terms.put(value, term(x));
      default -> throw new IllegalStateException(value + " is not one number for a sample");
    }
  }

  private void declare(Value value, Term term) {
    if (!term.isVector()) {
      terms.put(value, term);
      return;
    }
    boolean isGradient = kernel.gradient().filter(value::equals).isPresent();
    String name = isGradient ? "slope" : names.allocate(Names.camel(value.name()));
    code.addStatement("$T $N =$W$L", JavaTypes.FLOAT_VECTOR, name, term.code());
    terms.put(value, Term.vector(name));
  }

  private Term term(Value value) {
    if (!terms.containsKey(value)) {
      boolean isTargets = value.isLeaf(Op.LeafKind.TARGETS);
      String name = names.allocate(isTargets ? "target" : "share");
      load(value, name, isTargets ? "targets" : "shares", "row", ", inside");
    }
    return terms.get(value);
  }

  private CodeBlock vector(Value value) {
    return VectorSpelling.broadcast(term(value)).code();
  }
}
