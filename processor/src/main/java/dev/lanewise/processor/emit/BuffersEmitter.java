package dev.lanewise.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.lanewise.processor.ir.Buffer;
import javax.lang.model.element.Modifier;

/// Emits the nested class that holds the arrays of a workspace, one field for each value that is kept.
final class BuffersEmitter {
  static final String NAME = "Buffers";

  private final Places places;

  BuffersEmitter(Places places) {
    this.places = places;
  }

  TypeSpec emit(CodeBlock owner) {
    TypeSpec.Builder type = TypeSpec.classBuilder(NAME)
        .addModifiers(Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("The memory of one caller: what the forward pass keeps for the backward pass, row by row.")
        .superclass(JavaTypes.COMPILED_WORKSPACE);
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder()
        .addParameter(int.class, "capacity")
        .addParameter(JavaTypes.WORKERS, "workers")
        .addStatement("super($L, capacity, workers$L)", owner, reductions());
    if (places.program().copiesSamples()) {
      constructor.addComment("Rows a multiple of 4 KiB apart would share a few lines of the cache.");
      constructor.addStatement("copySamples($N, $N)",
          places.constants().sampleWidth(), places.constants().sampleStride());
    }
    for (Buffer buffer : places.program().buffers()) {
      type.addField(field(places.array(buffer.value()), "[capacity, " + buffer.value().shape().width()
          + "], rows " + buffer.stride() + " apart"));
      if (buffer.isShared()) {
        constructor.addComment("The array of $N, which is no longer needed by then.", buffer.array());
        constructor.addStatement("$N = $N", places.array(buffer.value()), Names.array(buffer.array()));
      } else {
        constructor.addStatement("$N = rows(capacity, $N)",
            places.array(buffer.value()), places.constants().stride(buffer));
      }
    }
    int floats = TransposedPanels.floats(places.program().backward());
    if (floats > 0) {
      type.addField(FieldSpec.builder(float[][].class, TransposedPanels.FIELD, Modifier.FINAL)
          .addJavadoc("For each thread the panel of transposed weights that it works with.").build());
      constructor.addStatement("$N = new float[workers.threads()][$L]", TransposedPanels.FIELD, floats);
    }
    return type.addMethod(constructor.build()).build();
  }

  /// How many reductions of the loss run at once, where that is more than one.
  private CodeBlock reductions() {
    int largest = places.program().loss()
        .map(loss -> new RowReductions(loss, places.program().graph().outputs()).largestGroup())
        .orElse(0);
    return largest > 1 ? CodeBlock.of(", $L", largest) : CodeBlock.of("");
  }

  private static FieldSpec field(String name, String shape) {
    return FieldSpec.builder(float[].class, name, Modifier.FINAL).addJavadoc("$L", shape).build();
  }
}
