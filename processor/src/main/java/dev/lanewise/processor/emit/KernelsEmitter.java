package dev.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.lanewise.processor.ir.Kernel;
import dev.lanewise.processor.ir.Program;
import dev.lanewise.processor.ir.Value;
import java.util.List;
import javax.lang.model.element.Modifier;

/// Emits the nested class with all vector code: pure functions of parameters and buffers, in the order they run.
final class KernelsEmitter {
  static final String NAME = "Kernels";

  private final Places places;
  private final ClassName buffers;

  KernelsEmitter(Places places, ClassName buffers) {
    this.places = places;
    this.buffers = buffers;
  }

  TypeSpec emit() {
    Program program = places.program();
    TypeSpec.Builder type = TypeSpec.classBuilder(NAME)
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("""
            The vector code. Sums run in ascending order with fused multiply-adds, each in one thread, so that results
            depend neither on the vector width nor on the number of threads.

            <p>A tile, named by its rows and vectors, keeps its sums in registers; it is compiled by itself, so it takes
            arrays and places only.
            """)
        .addField(species())
        .addField(FieldSpec.builder(int.class, "LANES", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .initializer("$T.LENGTH", JavaTypes.LANES).build());
    List<Value> transposed = BuffersEmitter.transposedWeights(program.backward());
    for (Value weight : transposed) {
      type.addField(FieldSpec.builder(int.class, TransposeEmitter.panelConstant(weight), Modifier.PRIVATE,
          Modifier.STATIC, Modifier.FINAL).initializer("$L", TransposeEmitter.panelWidth(weight)).build());
    }
    for (Kernel.RowContraction kernel : program.forward()) {
      type.addMethods(new RowContractionEmitter(kernel, places, buffers).emit());
    }
    program.loss().ifPresent(loss -> type.addMethod(new LossRowsEmitter(loss, places, buffers).emit()));
    transposed.forEach(weight -> type.addMethod(TransposeEmitter.emit(weight, places.constants(), buffers)));
    for (Kernel.RowContraction kernel : program.backward()) {
      type.addMethods(new RowContractionEmitter(kernel, places, buffers).emit());
    }
    for (ParameterGradientEmitter.Use use : ParameterGradientEmitter.Use.values()) {
      for (Kernel.ParameterGradient kernel : program.gradients()) {
        type.addMethods(ParameterGradientEmitter.of(kernel, places, buffers).emit(use));
      }
    }
    return type.build();
  }

  private static FieldSpec species() {
    TypeName type = ParameterizedTypeName.get(JavaTypes.VECTOR_SPECIES, ClassName.get(Float.class));
    return FieldSpec.builder(type, "SPECIES", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer("$T.SPECIES", JavaTypes.LANES)
        .build();
  }
}
