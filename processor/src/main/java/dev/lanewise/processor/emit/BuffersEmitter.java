package dev.lanewise.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.lanewise.processor.ir.Buffer;
import dev.lanewise.processor.ir.Kernel;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.PanelWidth;
import dev.lanewise.processor.ir.Value;
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
    constructor.addCode(samples());
    for (Buffer buffer : places.program().buffers()) {
      type.addField(field(places.array(buffer.value()), "[capacity, " + buffer.value().shape().width()
          + "], rows " + buffer.stride() + " apart"));
      constructor.addCode(array(buffer));
    }
    int floats = TransposedPanels.floats(places.program().backward());
    if (floats > 0) {
      type.addField(FieldSpec.builder(float[][].class, TransposedPanels.FIELD, Modifier.FINAL)
          .addJavadoc("For each thread the panel of transposed weights that it works with.").build());
      constructor.addStatement("$N = arrayForEachThread(workers, $L)", TransposedPanels.FIELD, floats);
    }
    int packed = PackedInputs.largestGroup(places.program());
    if (packed > 0) {
      constructor.addStatement("packInputs($L)", packed);
    }
    if (TermBlocks.areUsed(places.program())) {
      constructor.addStatement("keepPartialSums($L)", PanelWidth.FULL);
    }
    return type.addMethod(constructor.build()).build();
  }

  /// What the workspace does with samples, if it does not leave them where they are.
  private CodeBlock samples() {
    double noise = places.program().inputNoise();
    CodeBlock.Builder code = CodeBlock.builder();
    if (places.program().copiesSamples()) {
      if (noise == 0) {
        code.add("// Rows a multiple of 4 KiB apart would share a few lines of the cache.\n");
      }
      code.addStatement("copySamples($N, $N)", places.constants().sampleWidth(), places.constants().sampleStride());
    }
    if (noise > 0) {
      code.addStatement("addNoiseToSamples($L)", ScalarSpelling.literal((float) noise));
    }
    return code.build();
  }

  private CodeBlock array(Buffer buffer) {
    CodeBlock.Builder code = CodeBlock.builder();
    String array = places.array(buffer.value());
    String stride = places.constants().stride(buffer);
    if (buffer.value().op() instanceof Op.Mask mask) {
      code.addStatement("$N = dropoutMask($N, $N, $L)", array, width(buffer.value()), stride, mask.rate());
    } else if (buffer.isShared()) {
      code.add("// The array of $N, which is no longer needed by then.\n", buffer.array());
      code.addStatement("$N = $N", array, Names.array(buffer.array()));
    } else {
      code.addStatement("$N = rows(capacity, $N)", array, stride);
    }
    return code.build();
  }

  /// The width of the row that a mask belongs to.
  private String width(Value mask) {
    Kernel.RowContraction row = places.program().forward().stream()
        .filter(kernel -> kernel.epilogue().stream().anyMatch(value -> value.op().inputs().contains(mask)))
        .findFirst()
        .orElseThrow();
    return places.constants().width(row.row());
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
