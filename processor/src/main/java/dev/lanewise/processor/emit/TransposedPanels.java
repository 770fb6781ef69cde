package dev.lanewise.processor.emit;

import com.palantir.javapoet.CodeBlock;
import dev.lanewise.ParameterSlot;
import dev.lanewise.processor.ir.Kernel;
import dev.lanewise.processor.ir.PanelWidth;
import dev.lanewise.processor.ir.Value;
import java.util.List;

/// The transposed weights that the gradient of a row's input reads: a thread makes one panel of them, works with it
/// while it is in the cache, and makes the next one in the same place.
final class TransposedPanels {
  /// The field of the workspace with an array for each thread.
  static final String FIELD = "transposedPanels";

  /// The local variable and parameter for the array of a thread.
  static final String ARRAY = "transposed";

  private TransposedPanels() {}

  /// Inputs in a full panel.
  static int width(Value weight) {
    return PanelWidth.of(ParameterSlot.padded(weight.shape().width()));
  }

  /// The floats of the largest panel of a backward pass; 0 if it has none.
  static int floats(List<Kernel.RowContraction> backward) {
    return backward.stream()
        .map(kernel -> kernel.contract().b())
        .mapToInt(weight -> weight.shape().axes().getFirst() * width(weight))
        .max().orElse(0);
  }

  /// Declares the array of the thread.
  static CodeBlock declare() {
    return CodeBlock.builder().addStatement("float[] $N = buffers.$N[share.thread()]", ARRAY, FIELD).build();
  }

  /// Makes a panel.
  ///
  /// @param isLarge whether to fetch its weights first
  /// @param panel its first input, as code
  static CodeBlock make(Value weight, boolean isLarge, Constants constants, String panel) {
    return CodeBlock.builder()
        .addStatement("$T.$L(parameters, $N, $N, $N, $N,$W$N, $N, $L)", JavaTypes.PANELS,
            isLarge ? "fetchAndTranspose" : "transpose",
            constants.offset(weight.name()), constants.inputs(weight), constants.outputs(weight),
            constants.panel(weight.name()), ARRAY, constants.transposedPanel(weight), panel)
        .build();
  }
}
