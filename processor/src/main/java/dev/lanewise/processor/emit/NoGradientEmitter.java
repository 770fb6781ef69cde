package dev.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import dev.lanewise.ParameterSlot;
import dev.lanewise.processor.ir.Kernel;
import java.util.Arrays;

/// The gradient of a parameter with which the loss does not change, or which is frozen: 0. Nothing moves it.
final class NoGradientEmitter extends ParameterGradientEmitter {
  NoGradientEmitter(Form form, Kernel.ParameterGradient kernel, Places places, ClassName buffers) {
    super(form, kernel, places, buffers);
  }

  @Override
  boolean isNeeded(Use use) {
    return use == Use.GRADIENT;
  }

  @Override
  MethodSpec kernel(Use use) {
    MethodSpec.Builder method = method(name(use), use);
    String from = places.constants().offset(kernel.parameter());
    ParameterSlot slot = places.program().layout().slot(kernel.parameter());
    String why = slot.isFrozen() ? "which is frozen" : "with which the loss does not change";
    return method
        .addJavadoc("The gradient of $L, $L.", kernel.parameter(), why)
        .addStatement("$T.fill(gradient, $N, $N + $L, 0f)", Arrays.class, from, from, slot.length())
        .build();
  }
}
