package dev.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import dev.lanewise.processor.ir.Kernel;
import dev.lanewise.processor.ir.Op;
import java.util.List;
import javax.lang.model.element.Modifier;

/// Emits the gradient of one parameter twice: stored, and subtracted from the parameter as it is computed.
///
/// Both sum over the samples in order. The second is the plain step of gradient descent, `fma(gradient, -learningRate,
/// parameter)`, in the same arithmetic as an optimizer's. No gradient reads another parameter, so that the order of
/// updates does not matter.
abstract sealed class ParameterGradientEmitter
    permits WeightGradientEmitter, RowSumEmitter, NoGradientEmitter {
  /// What becomes of the sums of a tile.
  enum Use { GRADIENT, UPDATE }

  final Form form;
  final Kernel.ParameterGradient kernel;
  final Places places;
  private final ClassName buffers;

  ParameterGradientEmitter(Form form, Kernel.ParameterGradient kernel, Places places, ClassName buffers) {
    this.form = form;
    this.kernel = kernel;
    this.places = places;
    this.buffers = buffers;
  }

  static ParameterGradientEmitter of(
      Form form, Kernel.ParameterGradient kernel, Places places, ClassName buffers) {
    return switch (kernel.gradient().op()) {
      case Op.Contract contract -> new WeightGradientEmitter(form, kernel, contract, places, buffers);
      case Op.Reduce _ -> new RowSumEmitter(form, kernel, places, buffers);
      case Op.Broadcast _ -> new NoGradientEmitter(form, kernel, places, buffers);
      // that of one number, which needs no repeating
      case Op.Map map when map.inputs().isEmpty() -> new NoGradientEmitter(form, kernel, places, buffers);
      default -> throw new IllegalStateException("no kernel computes the gradient " + kernel.gradient());
    };
  }

  /// Whether threads share the work; else one of them does all of it.
  boolean isShared() {
    return false;
  }

  /// Whether there is anything to do.
  boolean isNeeded(Use use) {
    return true;
  }

  /// Whether a step moves the parameter in its backward pass.
  final boolean isMovedBackward() {
    return LargeWeights.moveBackward(kernel.parameter(), places.program());
  }

  /// Whether the gradient depends on the parameter's own value.
  boolean readsParameter() {
    return false;
  }

  /// The method that the model calls.
  abstract MethodSpec kernel(Use use);

  /// The methods that it calls, but for tiles.
  List<MethodSpec> parts(Use use) {
    return List.of();
  }

  /// The tiles that it calls.
  List<MethodSpec> tiles(Use use) {
    return List.of();
  }

  /// Calls of the tiles, for [WarmUpEmitter].
  List<CodeBlock> callsForWarmUp(Use use) {
    return List.of();
  }

  /// The name of the method that the model calls.
  String name(Use use) {
    return (use == Use.GRADIENT ? "gradient" : "update") + places.constants().methodName(kernel.parameter());
  }

  MethodSpec.Builder method(String name, Use use) {
    MethodSpec.Builder method = MethodSpec.methodBuilder(name).addModifiers(Modifier.STATIC);
    if (use == Use.UPDATE || readsParameter()) {
      method.addParameter(float[].class, "parameters");
    }
    if (use == Use.GRADIENT) {
      method.addParameter(float[].class, "gradient");
    }
    return method
        .addParameter(buffers, "buffers")
        .addParameters(use == Use.UPDATE
            ? List.of(ParameterSpec.builder(float.class, "negativeLearningRate").build())
            : List.of());
  }

  CodeBlock arguments(Use use) {
    if (use == Use.UPDATE) {
      return CodeBlock.of("parameters, buffers, negativeLearningRate");
    }
    return CodeBlock.of(readsParameter() ? "parameters, gradient, buffers" : "gradient, buffers");
  }

  void broadcastRate(Use use, CodeBlock.Builder code) {
    if (use == Use.UPDATE && form.isVectors()) {
      code.addStatement("$T rate = $T.broadcast(SPECIES, $L)",
          JavaTypes.FLOAT_VECTOR, JavaTypes.FLOAT_VECTOR, negativeLearningRate());
    }
  }

  /// The rate of this parameter: an optimizer rounds the same product.
  CodeBlock negativeLearningRate() {
    return places.constants().learningRateScale(kernel.parameter())
        .map(scale -> CodeBlock.of("negativeLearningRate * $N", scale))
        .orElse(CodeBlock.of("negativeLearningRate"));
  }

  /// Stores a sum as the gradient, or moves the parameter by it.
  void finish(Use use, String sum, String at, CodeBlock.Builder code) {
    if (use == Use.GRADIENT) {
      form.store(CodeBlock.of("$N", sum), "gradient", at, code);
    } else if (!form.isVectors()) {
      form.store(CodeBlock.of("$T.fma($N, $L, parameters[$L])", Math.class, sum, negativeLearningRate(), at),
          "parameters", at, code);
    } else {
      code.addStatement("$N.fma(rate, $T.fromArray(SPECIES, parameters, $L))$Z.intoArray(parameters, $L)",
          sum, JavaTypes.FLOAT_VECTOR, at, at);
    }
  }
}
