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
        forwardOperations(),
        rows("forward", program.forward()),
        override("outputRows", FLOATS).addParameter(buffers, "buffers")
            .addStatement("return buffers.$N", places.array(outputs)).build(),
        override("outputStride", TypeName.INT).addStatement("return $N", places.stride(outputs)).build(),
        lossRows(),
        outputGradientRows(),
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

  private MethodSpec forwardOperations() {
    long operations = program.forward().stream()
        .mapToLong(kernel -> 2L * kernel.product().shape().width() * kernel.contract().a().shape().width())
        .sum();
    return override("forwardOperations", TypeName.LONG).addStatement("return $LL", operations).build();
  }

  private MethodSpec rows(String name, List<Kernel.RowContraction> kernels) {
    MethodSpec.Builder method = override(name, TypeName.VOID)
        .addParameter(float[].class, "parameters")
        .addParameter(buffers, "buffers")
        .addParameter(JavaTypes.SHARE, "share");
    RowContractionEmitter before = null;
    for (Kernel.RowContraction kernel : kernels) {
      RowContractionEmitter emitter = new RowContractionEmitter(kernel, places, buffers);
      if (before != null && !(before.isSharedByRows() && emitter.isSharedByRows())) {
        method.addStatement("share.barrier()");
      }
      method.addStatement("$N.$N(parameters, buffers, share)", KernelsEmitter.NAME, emitter.name());
      before = emitter;
    }
    return method.build();
  }

  private MethodSpec lossRows() {
    MethodSpec.Builder method = override("lossRows", TypeName.VOID)
        .addParameter(float[].class, "parameters")
        .addParameter(buffers, "buffers")
        .addParameter(JavaTypes.SHARE, "share")
        .addParameter(int.class, "lanesAt");
    if (!new RowContractionEmitter(program.forward().getLast(), places, buffers).isSharedByRows()) {
      method.addStatement("share.barrier()");
    }
    program.loss().ifPresent(loss -> method.addStatement(
        "$N.$N($Lbuffers,$Wshare.from(buffers.size()),$Wshare.to(buffers.size()),$WlanesAt)",
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
    method.addParameter(JavaTypes.SHARE, "share");
    List<CodeBlock> whole = new ArrayList<>();
    for (Kernel.ParameterGradient kernel : program.gradients()) {
      ParameterGradientEmitter emitter = ParameterGradientEmitter.of(kernel, places, buffers);
      if (!emitter.isNeeded(use)) {
        continue;
      }
      if (emitter.isShared()) {
        method.addStatement("$N.$N($L,$Wshare)", KernelsEmitter.NAME, emitter.name(use), emitter.arguments(use));
      } else {
        whole.add(CodeBlock.of("$N.$N($L)",
            KernelsEmitter.NAME, emitter.name(use), emitter.arguments(use)));
      }
    }
    if (!whole.isEmpty()) {
      method.beginControlFlow("if (share.isFirst())");
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
