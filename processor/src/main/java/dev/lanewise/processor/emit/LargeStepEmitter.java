package dev.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.lanewise.processor.ir.Kernel;
import javax.lang.model.element.Modifier;

/// The part of a step that takes a row's large weights backward and moves them; see [LargeWeights].
final class LargeStepEmitter {
  private static final String ARGUMENTS = "parameters, buffers, negativeLearningRate";

  private final Places places;
  private final ClassName buffers;
  private final RowContractionEmitter backward;
  private final ParameterGradientEmitter update;
  private final String name;

  LargeStepEmitter(Kernel.RowContraction kernel, Places places, ClassName buffers) {
    this.places = places;
    this.buffers = buffers;
    this.backward = new RowContractionEmitter(Form.VECTORS, kernel, places, buffers);
    String weight = kernel.contract().b().name();
    this.update = places.program().gradients().stream()
        .filter(gradient -> gradient.parameter().equals(weight))
        .map(gradient -> ParameterGradientEmitter.of(Form.VECTORS, gradient, places, buffers))
        .findFirst().orElseThrow();
    this.name = "backwardAndUpdate" + Names.capitalized(kernel.row());
  }

  /// The method that the model calls: the loop over the thread's groups.
  MethodSpec kernel() {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.STATIC)
        .addJavadoc("$L", Prose.wrapped("The gradient with respect to what row " + backward.row() + " reads, and the"
            + " step of its weights, which are too many for a cache: a group of inputs at a time, so that they come"
            + " from memory once for both."))
        .addParameter(float[].class, "parameters")
        .addParameter(buffers, "buffers")
        .addParameter(float.class, "negativeLearningRate")
        .addParameter(JavaTypes.SHARE, "share")
        .addCode(TileLoops.eachGroup(backward.firstInput(), backward.endOfInputs(), backward.group(), groupCalls()))
        .build();
  }

  private CodeBlock groupCalls() {
    return CodeBlock.builder()
        .addStatement("$N(parameters, buffers, share, from, to)", backward.name())
        .addStatement("$N($L, share, from, to)", update.name(ParameterGradientEmitter.Use.UPDATE), ARGUMENTS)
        .build();
  }

  /// The call of the method, or of what does the same in plain Java: products whose threads share samples, then
  /// updates whose threads share inputs.
  CodeBlock call() {
    int row = places.program().numberOf(backward.row());
    return CodeBlock.builder()
        .beginControlFlow("if (buffers.usesVectors($T.BACKWARD, $L) && buffers.usesVectors($T.UPDATE, $L))",
            JavaTypes.STAGE, row, JavaTypes.STAGE, row)
        .addStatement("$N.$N($L, share)", KernelsEmitter.NAME, name, ARGUMENTS)
        .nextControlFlow("else")
        .add(backward.call(Form.NUMBERS))
        .addStatement("share.barrier()")
        .addStatement("$N.$N($L,$Wshare)", KernelsEmitter.PLAIN, update.name(ParameterGradientEmitter.Use.UPDATE),
            ARGUMENTS)
        .endControlFlow()
        .build();
  }
}
