package dev.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.lanewise.processor.ir.Kernel;
import dev.lanewise.processor.ir.Program;
import dev.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/// Emits the passes that the common part of a model asks for; each calls kernels in order.
final class PassesEmitter {
  private static final TypeName FLOATS = TypeName.get(float[].class);

  private final Program program;
  private final Places places;
  private final ClassName buffers;

  PassesEmitter(Program program, Places places, ClassName buffers) {
    this.program = program;
    this.places = places;
    this.buffers = buffers;
  }

  List<MethodSpec> emit() {
    Value outputs = program.graph().outputs();
    return List.of(
        makeBuffers(),
        rows("forward", program.forward()),
        override("outputRows", FLOATS).addParameter(buffers, "buffers")
            .addStatement("return buffers.$N", places.array(outputs)).build(),
        override("outputStride", TypeName.INT).addStatement("return $N", places.stride(outputs)).build(),
        lossRows(),
        outputGradientRows(),
        transposeWeights(),
        rows("backward", program.backward()),
        parameterGradients(ParameterGradientEmitter.Use.GRADIENT),
        parameterGradients(ParameterGradientEmitter.Use.UPDATE));
  }

  private MethodSpec makeBuffers() {
    return override("buffers", buffers)
        .addParameter(int.class, "capacity")
        .addParameter(JavaTypes.WORKERS, "workers")
        .addStatement("return new $T(capacity, workers)", buffers)
        .build();
  }

  private MethodSpec rows(String name, List<Kernel.RowContraction> kernels) {
    MethodSpec.Builder method = override(name, TypeName.VOID)
        .addParameter(float[].class, "parameters")
        .addParameter(buffers, "buffers")
        .addParameter(int.class, "from")
        .addParameter(int.class, "to");
    for (Kernel.RowContraction kernel : kernels) {
      method.addStatement("$N.$N(parameters, buffers, from, to)", KernelsEmitter.NAME,
          new RowContractionEmitter(kernel, places, buffers).name());
    }
    return method.build();
  }

  private MethodSpec lossRows() {
    MethodSpec.Builder method = override("lossRows", TypeName.VOID)
        .addParameter(float[].class, "parameters")
        .addParameter(buffers, "buffers")
        .addParameter(int.class, "from")
        .addParameter(int.class, "to")
        .addParameter(int.class, "lanesAt");
    program.loss().ifPresent(loss -> method.addStatement("$N.$N($Lbuffers, from, to, lanesAt)",
        KernelsEmitter.NAME, LossRowsEmitter.NAME, LossRowsEmitter.readsParameters(loss) ? "parameters, " : ""));
    return method.build();
  }

  private MethodSpec outputGradientRows() {
    CodeBlock array = program.loss().flatMap(Kernel.LossRows::gradient)
        .map(gradient -> CodeBlock.of("buffers.$N", places.array(gradient)))
        .orElse(CodeBlock.of("null"));
    return override("outputGradientRows", FLOATS)
        .addParameter(buffers, "buffers")
        .addStatement("return $L", array)
        .build();
  }

  private MethodSpec transposeWeights() {
    MethodSpec.Builder method = override("transposeWeights", TypeName.VOID)
        .addParameter(float[].class, "parameters")
        .addParameter(buffers, "buffers")
        .addParameter(int.class, "thread")
        .addParameter(int.class, "threads");
    for (Value weight : BuffersEmitter.transposedWeights(program.backward())) {
      method.addStatement("$N.$N(parameters, buffers, thread, threads)",
          KernelsEmitter.NAME, TransposeEmitter.name(weight));
    }
    return method.build();
  }

  private MethodSpec parameterGradients(ParameterGradientEmitter.Use use) {
    boolean isUpdate = use == ParameterGradientEmitter.Use.UPDATE;
    MethodSpec.Builder method = override(isUpdate ? "update" : "gradient", TypeName.VOID)
        .addParameter(float[].class, "parameters");
    if (!isUpdate) {
      method.addParameter(float[].class, "gradient");
    }
    method.addParameter(buffers, "buffers");
    if (isUpdate) {
      method.addParameter(float.class, "negativeLearningRate");
    }
    method.addParameter(int.class, "thread").addParameter(int.class, "threads");
    List<CodeBlock> whole = new ArrayList<>();
    for (Kernel.ParameterGradient kernel : program.gradients()) {
      ParameterGradientEmitter emitter = ParameterGradientEmitter.of(kernel, places, buffers);
      if (emitter.isSharedByInputs()) {
        String inputs = places.constants().inputs(program.graph().value(kernel.parameter()));
        method.addStatement("$N.$N($L,$Wshare($N, thread, threads),$Wshare($N, thread + 1, threads))",
            KernelsEmitter.NAME, emitter.name(use), emitter.arguments(use), inputs, inputs);
      } else {
        whole.add(CodeBlock.of("$N.$N($L)",
            KernelsEmitter.NAME, emitter.name(use), emitter.arguments(use)));
      }
    }
    if (!whole.isEmpty()) {
      method.beginControlFlow("if (thread == 0)");
      whole.forEach(call -> method.addStatement("$L", call));
      method.endControlFlow();
    }
    return method.build();
  }

  private static MethodSpec.Builder override(String name, TypeName result) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(result);
  }
}
