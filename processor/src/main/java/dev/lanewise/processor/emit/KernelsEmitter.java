package dev.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.lanewise.processor.ir.Kernel;
import dev.lanewise.processor.ir.Program;
import java.util.List;
import javax.lang.model.element.Modifier;

/// Emits the nested classes with all vector code: pure functions of parameters and buffers.
final class KernelsEmitter {
  static final String NAME = "Kernels";
  static final String TILES = "Tiles";

  private final Places places;
  private final ClassName buffers;

  KernelsEmitter(Places places, ClassName buffers) {
    this.places = places;
    this.buffers = buffers;
  }

  /// The loops, from the forward pass to the updates.
  TypeSpec kernels() {
    Program program = places.program();
    TypeSpec.Builder type = nested(NAME, """
        The vector code, in the order in which it runs. Sums run in ascending order with fused
        multiply-adds, each in one thread, so that results depend neither on the vector width nor on
        the number of threads. Products are computed by {@link $N}.
        """, TILES);
    rowContractions(program.forward()).forEach(emitter -> type.addMethods(emitter.kernels()));
    program.loss().ifPresent(loss -> type.addMethods(new LossRowsEmitter(loss, places, buffers).emit()));
    rowContractions(program.backward()).forEach(emitter -> type.addMethods(emitter.kernels()));
    for (ParameterGradientEmitter.Use use : ParameterGradientEmitter.Use.values()) {
      parameterGradients(use).forEach(emitter -> type.addMethod(emitter.kernel(use)));
    }
    return type.build();
  }

  /// The tiles of all products.
  TypeSpec tiles() {
    Program program = places.program();
    TypeSpec.Builder type = nested(TILES, """
        The tiles of the products, each named by its product, its rows and its vectors of columns. A
        tile keeps its sums in registers; {@code sum3_1} is that of row 3 and vector 1. Each is
        compiled by itself, so tiles take arrays and places only.
        """);
    rowContractions(program.forward()).forEach(emitter -> type.addMethods(emitter.tiles()));
    rowContractions(program.backward()).forEach(emitter -> type.addMethods(emitter.tiles()));
    for (ParameterGradientEmitter.Use use : ParameterGradientEmitter.Use.values()) {
      parameterGradients(use).forEach(emitter -> type.addMethods(emitter.tiles(use)));
    }
    return type.build();
  }

  private List<RowContractionEmitter> rowContractions(List<Kernel.RowContraction> kernels) {
    return kernels.stream().map(kernel -> new RowContractionEmitter(kernel, places, buffers)).toList();
  }

  private List<ParameterGradientEmitter> parameterGradients(ParameterGradientEmitter.Use use) {
    return places.program().gradients().stream()
        .map(kernel -> ParameterGradientEmitter.of(kernel, places, buffers))
        .filter(emitter -> emitter.isNeeded(use))
        .toList();
  }

  private static TypeSpec.Builder nested(String name, String description, Object... arguments) {
    return TypeSpec.classBuilder(name)
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc(description, arguments)
        .addField(species())
        .addField(FieldSpec.builder(int.class, "LANES", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .initializer("$T.LENGTH", JavaTypes.LANES).build());
  }

  private static FieldSpec species() {
    TypeName type = ParameterizedTypeName.get(JavaTypes.VECTOR_SPECIES, ClassName.get(Float.class));
    return FieldSpec.builder(type, "SPECIES", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer("$T.SPECIES", JavaTypes.LANES)
        .build();
  }
}
