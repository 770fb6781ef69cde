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
  /// Vectors of columns that are added up side by side: an addition waits for the one before it, four overlap.
  private static final int AT_ONCE = 4;

  /// Fewer overlap where a second thread else would have nothing to do.
  private static final int LEAST_AT_ONCE = 2;

  private final Value rows;
  private final boolean isOneNumber;
  private final int blockVectors;

  RowSumEmitter(Form form, Kernel.ParameterGradient kernel, Places places, ClassName buffers) {
    super(form, kernel, places, buffers);
    this.rows = ((Op.Reduce) kernel.values().getFirst().op()).x();
    this.isOneNumber = kernel.gradient().shape().equals(Shape.SCALAR);
    int halfOfVectors = paddedWidth() / ParameterSlot.ALIGNMENT / 2;
    this.blockVectors = halfOfVectors < LEAST_AT_ONCE ? AT_ONCE : Math.min(halfOfVectors, AT_ONCE);
  }

  @Override
  MethodSpec kernel(Use use) {
    String sum = "the sum over the samples" + (isOneNumber ? " and the columns" : "") + " of " + rows.name();
    String what = use == Use.GRADIENT
        ? "The gradient of " + kernel.parameter() + ": " + sum + "."
        : "Moves " + kernel.parameter() + " against its gradient, " + sum + ".";
    MethodSpec.Builder method = method(name(use), use);
    if (isShared()) {
      method.addParameter(JavaTypes.SHARE, "share");
    }
    return method
        .addJavadoc("$L", Prose.wrapped(what))
        .addCode(isOneNumber ? oneNumber(use) : eachColumn(use))
        .build();
  }

  /// Threads share blocks of columns that are added up side by side.
  @Override
  boolean isShared() {
    return form.isVectors() && !isOneNumber && blocks() > 1;
  }

  private int blocks() {
    return paddedWidth() / (blockVectors * ParameterSlot.ALIGNMENT);
  }

  private CodeBlock eachColumn(Use use) {
    CodeBlock.Builder code = CodeBlock.builder();
    code.add(places.declareArray(rows));
    if (!form.isVectors()) {
      return code.add(columns("0", String.valueOf(paddedWidth()), 1, use)).build();
    }
    broadcastRate(use, code);
    int width = blockVectors * ParameterSlot.ALIGNMENT;
    int inBlocks = blocks() * width;
    if (isShared()) {
      code.add(columns(
          "share.first(" + blocks() + ") * " + width, "share.end(" + blocks() + ") * " + width, blockVectors, use));
    } else if (inBlocks > 0) {
      code.add(columns("0", String.valueOf(inBlocks), blockVectors, use));
    }
    int left = paddedWidth() - inBlocks;
    if (left > 0) {
      CodeBlock last = columns(
          String.valueOf(inBlocks), String.valueOf(paddedWidth()), left / ParameterSlot.ALIGNMENT, use);
      code.add(isShared()
          ? CodeBlock.builder().beginControlFlow("if (share.isFirst())").add(last).endControlFlow().build()
          : last);
    }
    return code.build();
  }

  /// The loop over some columns, so many vectors of them at once.
  private CodeBlock columns(String from, String to, int atOnce, Use use) {
    CodeBlock.Builder code = CodeBlock.builder();
    Tile tile = new Tile(1, atOnce);
    code.beginControlFlow("for (int column = $L;$Wcolumn < $L;$W$L)",
        from, to, atOnce == 1 ? form.next("column") : "column += " + TileCode.lanes(atOnce));
    sumSamples(tile, code);
    code.addStatement("int resultAt = $N + column", places.constants().offset(kernel.parameter()));
    for (int vector = 0; vector < atOnce; vector++) {
      finish(use, tile.name("sum", vector), TileCode.offset("resultAt", vector), code);
    }
    return code.endControlFlow().build();
  }

  /// The sums of the columns, added in virtual lanes and a tree.
  private CodeBlock oneNumber(Use use) {
    CodeBlock.Builder code = CodeBlock.builder();
    code.add(places.declareArray(rows));
    code.addStatement("float[] lanes = buffers.lanes()");
    code.beginControlFlow("for (int lane = 0; lane < $T.VIRTUAL_LANES; $L)", JavaTypes.ROWS, form.next("lane"));
    code.addStatement("$T columns = $L", form.type(), zero());
    code.beginControlFlow("for (int column = lane; column < $L; column += $T.VIRTUAL_LANES)",
        paddedWidth(), JavaTypes.ROWS);
    sumSamples(new Tile(1, 1), code);
    code.addStatement(form.isVectors() ? "columns = sum.add(columns)" : "columns += sum").endControlFlow();
    form.store(CodeBlock.of("columns"), "lanes", "lane", code);
    code.endControlFlow();
    code.addStatement("float total = $T.treeSum(lanes, 0)", form.rows());
    String place = places.constants().offset(kernel.parameter());
    if (use == Use.GRADIENT) {
      code.addStatement("$T.fill(gradient, $N, $N + $T.VIRTUAL_LANES, 0f)", Arrays.class, place, place, JavaTypes.ROWS);
      code.addStatement("gradient[$N] = total", place);
    } else {
      code.addStatement(
          "parameters[$N] = $T.fma(total, $L, parameters[$N])", place, Math.class, negativeLearningRate(), place);
    }
    return code.build();
  }

  private void sumSamples(Tile tile, CodeBlock.Builder code) {
    for (int vector = 0; vector < tile.vectors(); vector++) {
      code.addStatement("$T $N = $L", form.type(), tile.name("sum", vector), zero());
    }
    code.addStatement("int end = buffers.size() * $N + column", places.stride(rows));
    code.beginControlFlow("for (int at = column; at < end; at += $N)", places.stride(rows));
    for (int vector = 0; vector < tile.vectors(); vector++) {
      String sum = tile.name("sum", vector);
      CodeBlock row = form.load(places.array(rows), TileCode.offset("at", vector));
      if (form.isVectors()) {
        code.addStatement("$N = $L.add($N)", sum, row, sum);
      } else {
        code.addStatement("$N += $L", sum, row);
      }
    }
    code.endControlFlow();
  }

  private CodeBlock zero() {
    return form.spelled(ScalarSpelling.constant(0));
  }

  private int paddedWidth() {
    return ParameterSlot.padded(rows.shape().width());
  }
}
