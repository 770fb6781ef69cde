package dev.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.lanewise.ParameterSlot;
import dev.lanewise.processor.ir.Kernel;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Shape;
import dev.lanewise.processor.ir.Value;
import java.util.Arrays;

/// The gradient of a bias or a learnt parameter: rows that the backward pass has left, summed over the samples, and
/// over the columns too where all units share the parameter.
final class RowSumEmitter extends ParameterGradientEmitter {
  private final Value rows;
  private final boolean isOneNumber;

  RowSumEmitter(Kernel.ParameterGradient kernel, Places places, ClassName buffers) {
    super(kernel, places, buffers);
    this.rows = ((Op.Reduce) kernel.values().getFirst().op()).x();
    this.isOneNumber = kernel.gradient().shape().equals(Shape.SCALAR);
  }

  @Override
  MethodSpec kernel(Use use) {
    String sum = "the sum over the samples" + (isOneNumber ? " and the columns" : "") + " of " + rows.name();
    String what = use == Use.GRADIENT
        ? "The gradient of " + kernel.parameter() + ": " + sum + "."
        : "Moves " + kernel.parameter() + " against its gradient, " + sum + ".";
    return method(name(use), use)
        .addJavadoc("$L", Prose.wrapped(what))
        .addCode(isOneNumber ? oneNumber(use) : eachColumn(use))
        .build();
  }

  private CodeBlock eachColumn(Use use) {
    CodeBlock.Builder code = CodeBlock.builder();
    code.add(places.declareArray(rows));
    code.addStatement("int size = buffers.size()");
    broadcastRate(use, code);
    code.beginControlFlow("for (int column = 0; column < $L; column += LANES)", paddedWidth());
    sumSamples(code);
    code.addStatement("int resultAt = $N + column", places.constants().offset(kernel.parameter()));
    finish(use, "sum", "resultAt", code);
    return code.endControlFlow().build();
  }

  /// The sums of the columns, added in virtual lanes and a tree.
  private CodeBlock oneNumber(Use use) {
    CodeBlock.Builder code = CodeBlock.builder();
    code.add(places.declareArray(rows));
    code.addStatement("float[] lanes = buffers.lanes()");
    code.addStatement("int size = buffers.size()");
    code.beginControlFlow("for (int lane = 0; lane < $T.VIRTUAL_LANES; lane += LANES)", JavaTypes.ROWS);
    code.addStatement("$T columns = $T.zero(SPECIES)", JavaTypes.FLOAT_VECTOR, JavaTypes.FLOAT_VECTOR);
    code.beginControlFlow("for (int column = lane; column < $L; column += $T.VIRTUAL_LANES)",
        paddedWidth(), JavaTypes.ROWS);
    sumSamples(code);
    code.addStatement("columns = columns.add(sum)").endControlFlow();
    code.addStatement("columns.intoArray(lanes, lane)").endControlFlow();
    code.addStatement("float total = $T.treeSum(lanes, 0)", JavaTypes.ROWS);
    String place = places.constants().offset(kernel.parameter());
    if (use == Use.GRADIENT) {
      code.addStatement("$T.fill(gradient, $N, $N + $T.VIRTUAL_LANES, 0f)", Arrays.class, place, place, JavaTypes.ROWS);
      code.addStatement("gradient[$N] = total", place);
    } else {
      code.addStatement(
          "parameters[$N] = $T.fma(total, negativeLearningRate, parameters[$N])", place, Math.class, place);
    }
    return code.build();
  }

  private void sumSamples(CodeBlock.Builder code) {
    code.addStatement("$T sum = $T.zero(SPECIES)", JavaTypes.FLOAT_VECTOR, JavaTypes.FLOAT_VECTOR);
    code.beginControlFlow("for (int sample = 0; sample < size; sample++)");
    code.addStatement("int at = $L + column", places.rowAt(rows, "sample"));
    code.addStatement("sum = sum.add($T.fromArray(SPECIES, $N, at))", JavaTypes.FLOAT_VECTOR, places.array(rows));
    code.endControlFlow();
  }

  private int paddedWidth() {
    return ParameterSlot.padded(rows.shape().width());
  }
}
