package dev.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;

/// A method that computes one row of the loss of one sample, for the loops of the loss to read.
final class LossRowMethod {
  private final Value row;
  private final Set<Value> computed;
  private final RowElements.LossRows rows;
  private final Map<Value, Term> numbers;
  private final Map<String, Class<?>> parameters = new LinkedHashMap<>();
  private final CodeBlock.Builder declarations = CodeBlock.builder();

  /// @param elements what the loop that computes the row has read
  /// @param numbers the variables of the calling method
  LossRowMethod(Value row, RowElements elements, RowElements.LossRows rows, Map<Value, Term> numbers) {
    this.row = row;
    this.computed = elements.computed();
    this.rows = rows;
    this.numbers = numbers;
    declareArray(row);
    elements.read().forEach(this::declare);
  }

  private void declare(Value value) {
    if (value.isLeaf(Op.LeafKind.TARGETS)) {
      declarations.addStatement("float[] targets = buffers.targets()");
      declarations.addStatement("int targetsAt = row * $N", rows.places().constants().rowWidth(value));
    } else if (value.isLeaf(Op.LeafKind.LABELS)) {
      parameters.put("label", int.class);
    } else if (value.isLeaf(Op.LeafKind.SAMPLE_SHARE)) {
      declarations.addStatement("float[] shares = buffers.shares()");
    } else if (numbers.containsKey(value)) {
      parameters.put(numbers.get(value).code().toString(), float.class);
    } else if (value.isLeaf(Op.LeafKind.PARAMETER)) {
      parameters.put("parameters", float[].class);
    } else if (value.shape().isRows() && !(value.op() instanceof Op.Leaf)) {
      declareArray(value);
    }
  }

  private void declareArray(Value value) {
    declarations.add(rows.places().declareArray(value));
    declarations.addStatement("int $N = $L", rows.rowAt(value), rows.places().rowAt(value, "row"));
  }

  private String name() {
    return LossRowsEmitter.NAME + Names.capitalized(row.name());
  }

  /// The call, in a loop over the samples.
  CodeBlock call() {
    CodeBlock.Builder call = CodeBlock.builder().add("$N(buffers, row", name());
    parameters.keySet().forEach(name -> call.add(",$W$N", name));
    return call.add(")").build();
  }

  /// The method around the loop over the columns.
  MethodSpec emit(ClassName buffers, CodeBlock loop) {
    MethodSpec.Builder method = MethodSpec.methodBuilder(name())
        .addModifiers(Modifier.STATIC)
        .addJavadoc("$L", Prose.wrapped("A row of the loss of one sample, for other loops to read: {@code "
            + Prose.shortened(row.name() + " = " + ((Op.Map) row.op()).text()) + "}."))
        .addParameter(buffers, "buffers")
        .addParameter(int.class, "row");
    parameters.forEach((name, type) -> method.addParameter(type, name));
    return method.addCode(rows.form().body(computed, declarations.add(loop).build())).build();
  }
}
