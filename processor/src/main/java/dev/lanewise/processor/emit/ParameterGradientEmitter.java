package dev.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import dev.lanewise.ParameterSlot;
import dev.lanewise.processor.ir.Kernel;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.lang.model.element.Modifier;

/// Emits the gradient of one parameter twice: stored, and subtracted from the parameter as it is computed.
///
/// Both sum over the samples in order. The second is the plain step of gradient descent, `fma(gradient, -learningRate,
/// parameter)`, in the same arithmetic as an optimizer's.
abstract sealed class ParameterGradientEmitter {
  /// What becomes of the sums of a tile.
  enum Use { GRADIENT, UPDATE }

  final Kernel.ParameterGradient kernel;
  final Places places;
  private final ClassName buffers;

  private ParameterGradientEmitter(Kernel.ParameterGradient kernel, Places places, ClassName buffers) {
    this.kernel = kernel;
    this.places = places;
    this.buffers = buffers;
  }

  static ParameterGradientEmitter of(Kernel.ParameterGradient kernel, Places places, ClassName buffers) {
    return switch (kernel.gradient().op()) {
      case Op.Contract contract -> new OfWeight(kernel, contract, places, buffers);
      case Op.Reduce reduce -> new OfBias(kernel, reduce.x(), places, buffers);
      case Op.Broadcast _ -> new OfNothing(kernel, places, buffers);
      default -> throw new IllegalStateException("no kernel computes the gradient " + kernel.gradient());
    };
  }

  /// Whether threads share the work by inputs; else one of them does all of it.
  abstract boolean isSharedByInputs();

  /// The method that the model calls.
  abstract MethodSpec kernel(Use use);

  /// The tiles that it calls.
  abstract List<MethodSpec> tiles(Use use);

  /// The name of the method that the model calls.
  String name(Use use) {
    return (use == Use.GRADIENT ? "gradient" : "update") + Names.capitalized(kernel.parameter());
  }

  MethodSpec.Builder method(String name, Use use) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.STATIC)
        .addParameter(float[].class, target(use))
        .addParameter(buffers, "buffers")
        .addParameters(use == Use.UPDATE
            ? List.of(ParameterSpec.builder(float.class, "negativeLearningRate").build())
            : List.of());
  }

  static String target(Use use) {
    return use == Use.GRADIENT ? "gradient" : "parameters";
  }

  static CodeBlock arguments(Use use) {
    return CodeBlock.of(use == Use.GRADIENT ? "gradient, buffers" : "parameters, buffers, negativeLearningRate");
  }

  static void broadcastRate(Use use, CodeBlock.Builder code) {
    if (use == Use.UPDATE) {
      code.addStatement("$T rate = $T.broadcast(SPECIES, negativeLearningRate)",
          JavaTypes.FLOAT_VECTOR, JavaTypes.FLOAT_VECTOR);
    }
  }

  /// Stores a sum as the gradient, or moves the parameter by it.
  static void finish(Use use, String sum, String at, CodeBlock.Builder code) {
    if (use == Use.GRADIENT) {
      code.addStatement("$N.intoArray(gradient, $L)", sum, at);
    } else {
      code.addStatement("$N.fma(rate, $T.fromArray(SPECIES, parameters, $L))$Z.intoArray(parameters, $L)",
          sum, JavaTypes.FLOAT_VECTOR, at, at);
    }
  }

  /// The gradient of weights: the inputs of a row times the gradient of its outputs, summed over the samples.
  private static final class OfWeight extends ParameterGradientEmitter {
    private final Value x;
    private final Value dy;
    private final ParameterSlot slot;
    private final TileLoops loops;

    OfWeight(Kernel.ParameterGradient kernel, Op.Contract contract, Places places, ClassName buffers) {
      super(kernel, places, buffers);
      this.dy = contract.a();
      this.x = contract.b();
      this.slot = places.program().layout().slot(kernel.parameter());
      this.loops = new TileLoops(
          ParameterSlot.padded(slot.outputs()), slot.panelWidth(), places.constants().panel(kernel.parameter()));
    }

    @Override
    boolean isSharedByInputs() {
      return true;
    }

    @Override
    MethodSpec kernel(Use use) {
      String what = use == Use.GRADIENT
          ? "The gradient of %s, inputs {@code from} to {@code to}: the sum over the samples of input times %s."
          : "Moves %s against its gradient, inputs {@code from} to {@code to}: the sum over the samples of input "
              + "times %s.";
      return method(name(use), use)
          .addJavadoc("$L", Prose.wrapped(String.format(what, kernel.parameter(), dy.name())))
          .addParameter(int.class, "from")
          .addParameter(int.class, "to")
          .addCode(loops.around(width -> rowLoops(use, width)))
          .build();
    }

    @Override
    List<MethodSpec> tiles(Use use) {
      List<MethodSpec> methods = new ArrayList<>();
      for (int width : loops.panelWidths()) {
        Tile.forInputs(width, slot.inputs()).forEach(tile -> methods.add(tile(tile, use)));
      }
      return methods;
    }

    private CodeBlock rowLoops(Use use, int width) {
      CodeBlock.Builder code = CodeBlock.builder();
      Value weight = places.program().graph().value(kernel.parameter());
      code.addStatement("int weightAt = $L", loops.weightAt(
          places.constants().offset(kernel.parameter()), places.constants().inputs(weight), width));
      code.addStatement("int input = from");
      for (Tile tile : Tile.forInputs(width, slot.inputs())) {
        if (tile.needsWideVectors()) {
          code.beginControlFlow("if (LANES == $L)", ParameterSlot.ALIGNMENT);
        }
        if (tile.rows() < Tile.MIDDLE) {
          code.beginControlFlow("if (input < to)");
          code.addStatement("$L", call(tile, use)).endControlFlow();
        } else {
          code.beginControlFlow("for (; input <= to - $L; input += $L)", tile.rows(), tile.rows());
          code.addStatement("$L", call(tile, use)).endControlFlow();
        }
        if (tile.needsWideVectors()) {
          code.endControlFlow();
        }
      }
      return code.build();
    }

    private CodeBlock call(Tile tile, Use use) {
      return CodeBlock.of("$N.$N($L,$WweightAt, input, column)",
          KernelsEmitter.TILES, name(use) + tile.suffix(), arguments(use));
    }

    private MethodSpec tile(Tile tile, Use use) {
      CodeBlock.Builder code = CodeBlock.builder();
      code.add(places.declareArray(x)).add(places.declareArray(dy));
      code.addStatement("int size = buffers.size()");
      TileCode.declareSums(tile, code);
      code.beginControlFlow("for (int sample = 0; sample < size; sample++)");
      code.addStatement("int rowAt = $L + input", places.rowAt(x, "sample"));
      code.addStatement("int at = $L + column", places.rowAt(dy, "sample"));
      TileCode.loadVectors(tile, "dOutput", places.array(dy), "at", code);
      for (int row = 0; row < tile.rows(); row++) {
        TileCode.multiplyRow(tile, row, places.array(x), row == 0 ? "rowAt" : "rowAt + " + row, "dOutput", code);
      }
      code.endControlFlow();
      broadcastRate(use, code);
      int width = tile.vectors() * ParameterSlot.ALIGNMENT;
      String panel = width == slot.panelWidth()
          ? places.constants().panel(kernel.parameter()) : String.valueOf(width);
      code.addStatement("int resultAt = weightAt + input * $L", panel);
      for (int row = 0; row < tile.rows(); row++) {
        TileCode.nextRow(row, panel, code);
        for (int vector = 0; vector < tile.vectors(); vector++) {
          finish(use, tile.sum(row, vector), TileCode.offset("resultAt", vector), code);
        }
      }
      return method(name(use) + tile.suffix(), use)
          .addParameter(int.class, "weightAt")
          .addParameter(int.class, "input")
          .addParameter(int.class, "column")
          .addCode(code.build())
          .build();
    }
  }

  /// The gradient of a bias: the gradient of the row's outputs, summed over the samples.
  private static final class OfBias extends ParameterGradientEmitter {
    private final Value dy;

    OfBias(Kernel.ParameterGradient kernel, Value dy, Places places, ClassName buffers) {
      super(kernel, places, buffers);
      this.dy = dy;
    }

    @Override
    boolean isSharedByInputs() {
      return false;
    }

    @Override
    List<MethodSpec> tiles(Use use) {
      return List.of();
    }

    @Override
    MethodSpec kernel(Use use) {
      CodeBlock.Builder code = CodeBlock.builder();
      code.add(places.declareArray(dy));
      code.addStatement("int size = buffers.size()");
      broadcastRate(use, code);
      int columns = ParameterSlot.padded(dy.shape().width());
      code.beginControlFlow("for (int column = 0; column < $L; column += LANES)", columns);
      code.addStatement("$T sum = $T.zero(SPECIES)", JavaTypes.FLOAT_VECTOR, JavaTypes.FLOAT_VECTOR);
      code.beginControlFlow("for (int sample = 0; sample < size; sample++)");
      code.addStatement("int at = $L + column", places.rowAt(dy, "sample"));
      code.addStatement("sum = sum.add($T.fromArray(SPECIES, $N, at))", JavaTypes.FLOAT_VECTOR, places.array(dy));
      code.endControlFlow();
      code.addStatement("int resultAt = $N + column", places.constants().offset(kernel.parameter()));
      finish(use, "sum", "resultAt", code);
      code.endControlFlow();
      String what = use == Use.GRADIENT
          ? "The gradient of %s: the sum over the samples of %s."
          : "Moves %s against its gradient, the sum over the samples of %s.";
      return method(name(use), use)
          .addJavadoc("$L", Prose.wrapped(String.format(what, kernel.parameter(), dy.name())))
          .addCode(code.build())
          .build();
    }
  }

  /// The gradient of a parameter with which the loss does not change: 0.
  private static final class OfNothing extends ParameterGradientEmitter {
    OfNothing(Kernel.ParameterGradient kernel, Places places, ClassName buffers) {
      super(kernel, places, buffers);
    }

    @Override
    boolean isSharedByInputs() {
      return false;
    }

    @Override
    List<MethodSpec> tiles(Use use) {
      return List.of();
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
}
