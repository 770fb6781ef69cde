package dev.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.lanewise.ParameterSlot;
import dev.lanewise.processor.ir.PanelWidth;
import dev.lanewise.processor.ir.Value;
import javax.lang.model.element.Modifier;

/// Emits the transposition of a row's weights into the workspace, where the gradient of the row's input reads them.
final class TransposeEmitter {
  private TransposeEmitter() {}

  /// The array of the workspace that holds the transposed weights.
  static String array(Value weight) {
    return Names.camel(weight.name()) + "Transposed";
  }

  /// Inputs in a full panel.
  static int panelWidth(Value weight) {
    return PanelWidth.of(ParameterSlot.padded(weight.shape().width()));
  }

  static String name(Value weight) {
    return "transpose" + Names.capitalized(weight.name());
  }

  static MethodSpec emit(Value weight, Constants constants, ClassName buffers) {
    int panels = Math.ceilDiv(weight.shape().width(), panelWidth(weight));
    return MethodSpec.methodBuilder(name(weight))
        .addModifiers(Modifier.STATIC)
        .addJavadoc("Transposes $L; threads share the panels of inputs.", weight.name())
        .addParameter(float[].class, "parameters")
        .addParameter(buffers, "buffers")
        .addParameter(JavaTypes.SHARE, "share")
        .addCode(CodeBlock.builder()
            .addStatement("$T.transpose(parameters, $N, $N, $N, $N,"
                    + "$Wbuffers.$N, 0, $N,$Wshare.first($L),$Wshare.end($L))",
                JavaTypes.PANELS, constants.offset(weight.name()), constants.inputs(weight), constants.outputs(weight),
                constants.panel(weight.name()), array(weight), constants.transposedPanel(weight),
                panels, panels)
            .build())
        .build();
  }
}
