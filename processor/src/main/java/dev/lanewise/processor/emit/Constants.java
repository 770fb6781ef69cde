package dev.lanewise.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import dev.lanewise.ParameterSlot;
import dev.lanewise.processor.ir.Buffer;
import dev.lanewise.processor.ir.Kernel;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Program;
import dev.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/// The named numbers of a generated class: widths, places of parameters, distances of rows.
final class Constants {
  private final LocalNames names = new LocalNames("LANES", "SPECIES", "LAYOUT", "SUMMARY", "WARM_UP");
  private final Map<String, String> byMeaning = new HashMap<>();
  private final List<FieldSpec> widths = new ArrayList<>();
  private final List<FieldSpec> places = new ArrayList<>();
  private final List<FieldSpec> strides = new ArrayList<>();
  private final LocalNames methods = new LocalNames();
  private final Map<String, String> methodNames = new HashMap<>();
  private final Program program;

  Constants(Program program) {
    this.program = program;
    widths.add(constant("width of a sample", "INPUT", program.samples().shape().width(), ""));
    for (Kernel.RowContraction kernel : program.forward()) {
      String row = kernel.row();
      widths.add(constant("width of " + row, Names.constant(row), kernel.product().shape().width(), ""));
    }
    targets(program).ifPresent(targets -> {
      if (targets.shape().width() != program.graph().outputs().shape().width()) {
        widths.add(constant("width of a target", "TARGETS", targets.shape().width(), ""));
      }
    });
    program.layout().slots().forEach(this::declarePlace);
    for (Kernel.RowContraction kernel : program.backward()) {
      Value weight = kernel.contract().b();
      places.add(constant("transposed panel of " + weight.name(), Names.constant(weight.name()) + "_TRANSPOSED_PANEL",
          TransposedPanels.width(weight), ""));
    }
    if (program.copiesSamples()) {
      strides.add(constant("stride of samples", "SAMPLE_STRIDE", program.sampleStride(), ""));
    }
    for (Buffer buffer : program.buffers()) {
      String name = Names.constant(buffer.name()) + "_STRIDE";
      strides.add(constant("stride of " + buffer.name(), name, buffer.stride(), ""));
    }
  }

  private static Optional<Value> targets(Program program) {
    return program.graph().values().stream().filter(value -> value.isLeaf(Op.LeafKind.TARGETS)).findFirst();
  }

  List<FieldSpec> widths() {
    return widths;
  }

  List<FieldSpec> places() {
    return places;
  }

  List<FieldSpec> strides() {
    return strides;
  }

  /// The number of columns of a sample.
  String sampleWidth() {
    return byMeaning.get("width of a sample");
  }

  /// The distance of the samples that kernels read.
  String sampleStride() {
    return program.copiesSamples() ? byMeaning.get("stride of samples") : sampleWidth();
  }

  /// The number of outputs of the row that a weight belongs to.
  String outputs(Value weight) {
    return width(Kernel.rowOf(weight.name()));
  }

  /// The number of inputs of the row that a weight belongs to: the outputs of the row before.
  String inputs(Value weight) {
    String before = null;
    for (Kernel.RowContraction kernel : program.forward()) {
      if (kernel.contract().b() == weight) {
        return before == null ? sampleWidth() : width(before);
      }
      before = kernel.row();
    }
    throw new IllegalStateException("no row has the weight " + weight);
  }

  /// The number of outputs of a row.
  String width(String row) {
    return byMeaning.get("width of " + row);
  }

  /// The width of rows in the loss: of as many columns as there are outputs, or else of targets.
  String rowWidth(Value row) {
    return row.shape().width() == program.graph().outputs().shape().width()
        ? width(program.forward().getLast().row())
        : byMeaning.get("width of a target");
  }

  /// Where a parameter begins.
  String offset(String parameter) {
    return byMeaning.get("offset of " + parameter);
  }

  /// The width of a full panel of a weight.
  String panel(String parameter) {
    return byMeaning.get("panel of " + parameter);
  }

  /// The inputs of a group, whose weights a step moves before those of the next.
  String group(String parameter) {
    return byMeaning.get("group of " + parameter);
  }

  /// The width of a full panel of a weight's transpose.
  String transposedPanel(Value weight) {
    return byMeaning.get("transposed panel of " + weight.name());
  }

  /// The strength of the penalty on squared weights, if there is one.
  Optional<String> l2(String parameter) {
    return Optional.ofNullable(byMeaning.get("l2 of " + parameter));
  }

  /// The strength of the penalty on absolute weights, if there is one.
  Optional<String> l1(String parameter) {
    return Optional.ofNullable(byMeaning.get("l1 of " + parameter));
  }

  /// What the learning rate of a parameter is multiplied by, if it is trained with another than the run's.
  Optional<String> learningRateScale(String parameter) {
    return Optional.ofNullable(byMeaning.get("learning rate of " + parameter));
  }

  /// What the names of the methods for a parameter's gradient end with: `HiddenWeight`.
  String methodName(String parameter) {
    return methodNames.get(parameter);
  }

  /// The distance of the rows of a buffer.
  String stride(Buffer buffer) {
    return byMeaning.get("stride of " + buffer.name());
  }

  private void declarePlace(ParameterSlot slot) {
    String comment = slot.shape() + (slot.isWeight() ? ", in panels of " + slot.panelWidth() + " outputs" : "");
    places.add(constant("offset of " + slot.name(), Names.constant(slot.name()), slot.offset(), comment));
    methodNames.put(slot.name(), methods.allocate(Names.capitalized(slot.name())));
    if (slot.isWeight()) {
      places.add(constant("panel of " + slot.name(), Names.constant(slot.name()) + "_PANEL", slot.panelWidth(), ""));
    }
    if (LargeWeights.moveInGroups(slot.name(), program) || PackedInputs.serve(slot)) {
      places.add(constant("group of " + slot.name(), Names.constant(slot.name()) + "_GROUP", LargeWeights.GROUP,
          "inputs whose weights move together"));
    }
    declareLearningRate(slot);
    declareStrength("l2", slot, program.penalty(slot.name()).l2());
    declareStrength("l1", slot, program.penalty(slot.name()).l1());
  }

  private void declareLearningRate(ParameterSlot slot) {
    if (slot.learningRateScale() != 1 && !slot.isFrozen()) {
      places.add(constant("learning rate of " + slot.name(), Names.constant(slot.name()) + "_LEARNING_RATE_SCALE",
          float.class, CodeBlock.of(ScalarSpelling.literal(slot.learningRateScale())), ""));
    }
  }

  private void declareStrength(String kind, ParameterSlot slot, double strength) {
    if (strength > 0) {
      String name = Names.constant(slot.name()) + "_" + kind.toUpperCase(Locale.ROOT);
      places.add(constant(kind + " of " + slot.name(), name, float.class,
          CodeBlock.of(ScalarSpelling.literal((float) strength)), ""));
    }
  }

  private FieldSpec constant(String meaning, String wanted, int value, String comment) {
    return constant(meaning, wanted, int.class, CodeBlock.of("$L", value), comment);
  }

  private FieldSpec constant(String meaning, String wanted, Class<?> type, CodeBlock value, String comment) {
    String name = names.allocate(wanted);
    byMeaning.put(meaning, name);
    FieldSpec.Builder field = FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer(value);
    if (!comment.isEmpty()) {
      field.addJavadoc("$L", comment);
    }
    return field.build();
  }
}
