package dev.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.lanewise.processor.ir.Kernel;
import dev.lanewise.processor.ir.Program;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/// Emits the nested classes with what passes compute, in vectors and in plain Java: pure functions of parameters and
/// buffers.
final class KernelsEmitter {
  static final String NAME = "Kernels";
  static final String TILES = "Tiles";
  static final String PLAIN = "PlainKernels";

  private final Places places;
  private final ClassName buffers;

  KernelsEmitter(Places places, ClassName buffers) {
    this.places = places;
    this.buffers = buffers;
  }

  /// The loops, from the forward pass to the updates.
  TypeSpec kernels() {
    return inVectors(NAME, """
        The vector code, in the order in which it runs. Sums run in ascending order with fused
        multiply-adds, each in one thread, so that results depend neither on the vector width nor on
        the number of threads. Products are computed by {@link $N}.
        """, TILES)
        .addMethods(methods(Form.VECTORS))
        .build();
  }

  /// The same in plain Java.
  TypeSpec plain() {
    return nested(PLAIN, """
        The same in plain Java, number by number, for as long as HotSpot has not compiled
        {@link $N} and {@link $N}: the same bits.
        """, NAME, TILES)
        .addMethods(methods(Form.NUMBERS))
        .build();
  }

  private List<MethodSpec> methods(Form form) {
    Program program = places.program();
    List<MethodSpec> methods = new ArrayList<>();
    rowContractions(form, program.forward()).forEach(emitter -> methods.addAll(emitter.kernels()));
    program.loss().ifPresent(loss -> methods.addAll(form.isVectors() && OneOutputLoss.fits(loss, program)
        ? List.of(new OneOutputLoss(loss, places).emit(buffers))
        : new LossRowsEmitter(form, loss, places, buffers).emit()));
    rowContractions(form, program.backward()).forEach(emitter -> methods.addAll(emitter.kernels()));
    for (ParameterGradientEmitter.Use use : ParameterGradientEmitter.Use.values()) {
      for (ParameterGradientEmitter emitter : parameterGradients(form, use)) {
        methods.add(emitter.kernel(use));
        methods.addAll(emitter.parts(use));
      }
    }
    if (form.isVectors()) {
      program.backward().stream()
          .filter(kernel -> LargeWeights.moveBackward(kernel.contract().b().name(), program))
          .forEach(kernel -> methods.add(new LargeStepEmitter(kernel, places, buffers).kernel()));
    }
    return methods;
  }

  /// The tiles of all products.
  TypeSpec tiles() {
    Program program = places.program();
    TypeSpec.Builder type = inVectors(TILES, """
        The tiles of the products, each named by its product, its rows and its vectors of columns. A
        tile keeps its sums in registers; {@code sum3_1} is that of row 3 and vector 1. Each is
        compiled by itself, so tiles take arrays and places only.
        """);
    rowContractions(Form.VECTORS, program.forward()).forEach(emitter -> type.addMethods(emitter.tiles()));
    rowContractions(Form.VECTORS, program.backward()).forEach(emitter -> type.addMethods(emitter.tiles()));
    for (ParameterGradientEmitter.Use use : ParameterGradientEmitter.Use.values()) {
      parameterGradients(Form.VECTORS, use).forEach(emitter -> type.addMethods(emitter.tiles(use)));
    }
    return type.build();
  }

  private List<RowContractionEmitter> rowContractions(Form form, List<Kernel.RowContraction> kernels) {
    return kernels.stream().map(kernel -> new RowContractionEmitter(form, kernel, places, buffers)).toList();
  }

  private List<ParameterGradientEmitter> parameterGradients(Form form, ParameterGradientEmitter.Use use) {
    return places.program().gradients().stream()
        .map(kernel -> ParameterGradientEmitter.of(form, kernel, places, buffers))
        .filter(emitter -> emitter.isNeeded(use))
        .toList();
  }

  private static TypeSpec.Builder nested(String name, String description, Object... arguments) {
    return TypeSpec.classBuilder(name)
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc(description, arguments);
  }

  private static TypeSpec.Builder inVectors(String name, String description, Object... arguments) {
    return nested(name, description, arguments)
        .addField(species())
        .addField(lanes());
  }

  /// The constant for the lanes of a vector.
  static FieldSpec lanes() {
    return FieldSpec.builder(int.class, "LANES", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer("$T.LENGTH", JavaTypes.LANES)
        .build();
  }

  private static FieldSpec species() {
    TypeName type = ParameterizedTypeName.get(JavaTypes.VECTOR_SPECIES, ClassName.get(Float.class));
    return FieldSpec.builder(type, "SPECIES", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer("$T.SPECIES", JavaTypes.LANES)
        .build();
  }
}
