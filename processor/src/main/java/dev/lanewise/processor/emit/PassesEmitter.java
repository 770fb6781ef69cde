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
import java.util.function.BiFunction;
import java.util.function.Function;
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
    List<MethodSpec> methods = new ArrayList<>(List.of(
        makeBuffers(),
        forwardOperations(),
        rows("forward", "FORWARD", program.forward()),
        override("outputRows", FLOATS).addParameter(buffers, "buffers")
            .addStatement("return buffers.$N", places.array(outputs)).build(),
        override("outputStride", TypeName.INT).addStatement("return $N", places.stride(outputs)).build(),
        lossRows(),
        outputGradientRows(),
        rows("backward", "BACKWARD", program.backward()),
        parameterGradients(ParameterGradientEmitter.Use.GRADIENT),
        parameterGradients(ParameterGradientEmitter.Use.UPDATE)));
    if (LargeWeights.moveBackward(program)) {
      methods.add(override("movesWeightsBackward", TypeName.BOOLEAN).addStatement("return true").build());
      methods.add(backwardAndUpdate());
    }
    return methods;
  }

  private MethodSpec backwardAndUpdate() {
    return override("backwardAndUpdate", TypeName.VOID)
        .addParameter(float[].class, "parameters")
        .addParameter(buffers, "buffers")
        .addParameter(float.class, "negativeLearningRate")
        .addParameter(JavaTypes.SHARE, "share")
        .addCode(calls(program.backward(), (kernel, emitter) -> emitter.movesWeights()
            ? new LargeStepEmitter(kernel, places, buffers).call() : inEitherForm("BACKWARD", emitter)))
        .build();
  }

  private MethodSpec makeBuffers() {
    return override("buffers", buffers)
        .addParameter(int.class, "capacity")
        .addParameter(JavaTypes.WORKERS, "workers")
        .addStatement("return new $T(capacity, workers)", buffers)
        .build();
  }

  private MethodSpec forwardOperations() {
    long operations = program.forward().stream().mapToLong(Kernel.RowContraction::operations).sum();
    return override("forwardOperations", TypeName.LONG).addStatement("return $LL", operations).build();
  }

  private MethodSpec rows(String name, String stage, List<Kernel.RowContraction> kernels) {
    return override(name, TypeName.VOID)
        .addParameter(float[].class, "parameters")
        .addParameter(buffers, "buffers")
        .addParameter(JavaTypes.SHARE, "share")
        .addCode(calls(kernels, (_, emitter) -> inEitherForm(stage, emitter)))
        .build();
  }

  private CodeBlock calls(
      List<Kernel.RowContraction> kernels,
      BiFunction<Kernel.RowContraction, RowContractionEmitter, CodeBlock> call) {
    CodeBlock.Builder code = CodeBlock.builder();
    RowContractionEmitter before = null;
    for (Kernel.RowContraction kernel : kernels) {
      RowContractionEmitter emitter = new RowContractionEmitter(Form.VECTORS, kernel, places, buffers);
      // Plain Java shares rows, so it needs no barrier where vectors do not.
      if (before != null && !(before.isSharedByRows() && emitter.isSharedByRows())) {
        code.addStatement("share.barrier()");
      }
      code.add(call.apply(kernel, emitter));
      before = emitter;
    }
    return code.build();
  }

  private CodeBlock inEitherForm(String stage, RowContractionEmitter emitter) {
    return inEitherForm(stage, program.numberOf(emitter.row()), emitter::call);
  }

  /// The calls of vector code or those of plain Java, one of which a pass makes.
  private static CodeBlock inEitherForm(String stage, int row, Function<Form, CodeBlock> calls) {
    return CodeBlock.builder()
        .beginControlFlow("if (buffers.usesVectors($T.$N, $L))", JavaTypes.STAGE, stage, row)
        .add(calls.apply(Form.VECTORS))
        .nextControlFlow("else")
        .add(calls.apply(Form.NUMBERS))
        .endControlFlow()
        .build();
  }

  /// The nested class with the kernels of a form.
  static String kernels(Form form) {
    return form.isVectors() ? KernelsEmitter.NAME : KernelsEmitter.PLAIN;
  }

  private MethodSpec lossRows() {
    MethodSpec.Builder method = override("lossRows", TypeName.VOID)
        .addParameter(float[].class, "parameters")
        .addParameter(buffers, "buffers")
        .addParameter(JavaTypes.SHARE, "share")
        .addParameter(int.class, "lanesAt");
    if (!new RowContractionEmitter(Form.VECTORS, program.forward().getLast(), places, buffers).isSharedByRows()) {
      method.addStatement("share.barrier()");
    }
    program.loss().ifPresent(loss -> method.addCode(inEitherForm("LOSS", 0, form -> lossCall(form, loss))));
    return method.build();
  }

  private static CodeBlock lossCall(Form form, Kernel.LossRows loss) {
    return CodeBlock.builder()
        .addStatement("$N.$N($Lbuffers,$Wshare.from(buffers.size()),$Wshare.to(buffers.size()),$WlanesAt)",
            kernels(form), LossRowsEmitter.NAME, LossRowsEmitter.readsParameters(loss) ? "parameters, " : "")
        .build();
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
    for (int row = 0; row < program.forward().size(); row++) {
      List<Kernel.ParameterGradient> ofRow = gradientsOf(row, use);
      if (!ofRow.isEmpty()) {
        method.addCode(inEitherForm(
            isUpdate ? "UPDATE" : "GRADIENT", row, form -> parameterGradients(form, ofRow, use)));
      }
    }
    return method.build();
  }

  private List<Kernel.ParameterGradient> gradientsOf(int row, ParameterGradientEmitter.Use use) {
    return program.gradients().stream()
        .filter(kernel -> program.numberOf(kernel.row()) == row)
        .filter(kernel -> isCalled(ParameterGradientEmitter.of(Form.VECTORS, kernel, places, buffers), use))
        .toList();
  }

  private static boolean isCalled(ParameterGradientEmitter emitter, ParameterGradientEmitter.Use use) {
    boolean isMovedBefore = use == ParameterGradientEmitter.Use.UPDATE && emitter.isMovedBackward();
    return emitter.isNeeded(use) && !isMovedBefore;
  }

  private CodeBlock parameterGradients(
      Form form, List<Kernel.ParameterGradient> kernels, ParameterGradientEmitter.Use use) {
    CodeBlock.Builder whole = CodeBlock.builder();
    CodeBlock.Builder shared = CodeBlock.builder();
    for (Kernel.ParameterGradient kernel : kernels) {
      ParameterGradientEmitter emitter = ParameterGradientEmitter.of(form, kernel, places, buffers);
      if (emitter.isShared()) {
        shared.addStatement("$N.$N($L,$Wshare)", kernels(form), emitter.name(use), emitter.arguments(use));
      } else {
        whole.addStatement("$N.$N($L)", kernels(form), emitter.name(use), emitter.arguments(use));
      }
    }
    CodeBlock.Builder code = CodeBlock.builder();
    if (!whole.isEmpty()) {
      code.beginControlFlow("if (share.isFirst())").add(whole.build()).endControlFlow();
    }
    code.add(shared.build());
    return code.build();
  }

  /// A method that the common part of a model calls.
  static MethodSpec.Builder override(String name, TypeName result) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(result);
  }
}
