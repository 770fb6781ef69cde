package dev.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import dev.lanewise.processor.ir.Kernel;
import java.util.Arrays;

/// The gradient of a parameter with which the loss does not change: 0.
final class NoGradientEmitter extends ParameterGradientEmitter {
  NoGradientEmitter(Kernel.ParameterGradient kernel, Places places, ClassName buffers) {
    super(kernel, places, buffers);
  }

  @Override
  MethodSpec kernel(Use use) {
    MethodSpec.Builder method = method(name(use), use);
    if (use == Use.UPDATE) {
      return method.addJavadoc("Leaves $L, with which the loss does not change.", kernel.parameter()).build();
    }
    String from = places.constants().offset(kernel.parameter());
    int length = places.program().layout().slot(kernel.parameter()).length();
    return method
        .addJavadoc("The gradient of $L, with which the loss does not change.", kernel.parameter())
        .addStatement("$T.fill(gradient, $N, $N + $L, 0f)", Arrays.class, from, from, length)
        .build();
  }
}
