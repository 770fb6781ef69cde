package dev.lanewise.processor.emit;

import dev.lanewise.formula.FormulaPrinter;
import dev.lanewise.formula.NamedFormula;
import dev.lanewise.processor.ir.Buffer;
import dev.lanewise.processor.ir.GraphPrinter;
import dev.lanewise.processor.ir.Kernel;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Program;
import dev.lanewise.processor.ir.Value;
import dev.lanewise.processor.layer.ActivationLayer;
import dev.lanewise.processor.layer.DropoutLayer;
import dev.lanewise.processor.layer.LayerKind;
import dev.lanewise.processor.layer.LossChoice;
import dev.lanewise.processor.layer.NetworkModel;
import dev.lanewise.processor.layer.Row;
import dev.lanewise.processor.scalar.Cost;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What the compiler made of one row or of the loss, and why: formulas, derivatives, what is kept, what is fused.
///
/// The text that `-Alanewise.explain` prints.
public final class Explanation {
  private final Program program;
  private final StringBuilder text = new StringBuilder();

  private Explanation(Program program) {
    this.program = program;
  }

  /// The explanation of a row; no line feed at the end.
  public static String of(Row row, NetworkModel network, Program program) {
    return new Explanation(program).row(row, network.recordName());
  }

  /// The explanation of the loss; no line feed at the end.
  public static String of(LossChoice loss, NetworkModel network, Program program) {
    return new Explanation(program).loss(loss, network.recordName());
  }

  private String row(Row row, String recordName) {
    Kernel.RowContraction forward = program.forward().stream()
        .filter(kernel -> kernel.row().equals(row.name())).findFirst().orElseThrow();
    text.append("row '").append(row.name()).append("' of ").append(recordName);
    line("shapes", forward.contract().a().shape() + " to " + forward.result().shape());
    line("parameters", program.layout().slots().stream()
        .filter(slot -> slot.name().startsWith(row.name() + "."))
        .map(slot -> slot.name() + " " + slot.shape()).collect(Collectors.joining(", ")));
    for (LayerKind layer : row.layers()) {
      if (layer instanceof ActivationLayer activation) {
        line("@" + activation.name(),
            FormulaPrinter.print(new NamedFormula(activation.formula(), activation.statements())));
      }
      if (layer instanceof DropoutLayer dropout) {
        line("@Dropout", "x times a mask, 0 with probability " + dropout.rate() + " and else 1 / (1 - "
            + dropout.rate() + "); outside training the mask is all 1");
      }
    }
    contraction("forward", forward);
    Optional<Value> gradient = program.gradients().stream()
        .filter(kernel -> !row.isFrozen() && kernel.parameter().equals(row.name() + ".weight"))
        .map(kernel -> kernel.gradient().op().inputs().getFirst()).findFirst();
    gradient.ifPresentOrElse(this::backward, () -> line("backward", row.isFrozen()
        ? "no gradient of the parameters: the row is frozen" : "none: the network has no loss"));
    if (row.learningRateScale() != 1 && !row.isFrozen()) {
      line("learning rate", "that of the run times " + row.learningRateScale());
    }
    saved(row, forward, gradient);
    work(forward, gradient.isPresent());
    Set<Value> own = new LinkedHashSet<>(forward.epilogue());
    own.add(forward.product());
    gradient.ifPresent(own::add);
    memory(own);
    return text.toString();
  }

  private void contraction(String name, Kernel.RowContraction kernel) {
    line(name, GraphPrinter.line(kernel.product()));
    kernel.epilogue().forEach(value -> more(GraphPrinter.line(value)));
    if (!kernel.epilogue().isEmpty()) {
      more(EpilogueEmitter.whyAfterTiles(kernel, program)
          .map(why -> "fused as " + loops(kernel) + " over the columns that the tiles have just stored; not in the"
              + " tiles: " + why)
          .orElse("fused into the tiles: finished while the sums are in registers"));
    }
  }

  private static String loops(Kernel.RowContraction kernel) {
    int loops = kernel.loops().size();
    return loops == 1 ? "a loop" : loops + " loops, each short enough to be compiled well,";
  }

  private void backward(Value gradient) {
    Optional<Kernel.RowContraction> kernel =
        program.backward().stream().filter(one -> one.result() == gradient).findFirst();
    kernel.ifPresentOrElse(
        one -> contraction("backward", one),
        () -> {
          line("backward", GraphPrinter.line(gradient));
          more("fused into lossRows: the row is the last, and its gradient is that of the loss");
        });
  }

  private void saved(Row row, Kernel.RowContraction forward, Optional<Value> gradient) {
    Set<Value> own = new LinkedHashSet<>(List.of(forward.product()));
    own.addAll(forward.epilogue());
    List<String> reasons = new ArrayList<>();
    for (Value value : own) {
      List<Value> readers = program.graph().values().stream()
          .filter(reader -> !own.contains(reader) && reader.op().inputs().contains(value)).toList();
      if (program.buffer(value).isPresent()) {
        String role = value == forward.result() ? "the output" : "an argument";
        reasons.add(value.name() + ", " + role + (readers.isEmpty() ? "" : ", for " + names(readers)));
      }
    }
    line("saved", String.join("; ", reasons));
    boolean hasActivation = row.layers().stream().anyMatch(ActivationLayer.class::isInstance);
    gradient.filter(value -> hasActivation && value.op() instanceof Op.Map)
        .filter(value -> value.op().inputs().stream().anyMatch(own::contains))
        .ifPresent(value -> more(value.op().inputs().stream().filter(own::contains)
            .allMatch(input -> input == forward.result())
            ? "the derivative is written by the output, so that no argument is kept for it"
            : "the derivative cannot be written by the output alone, so that the argument is kept for it"));
  }

  private void work(Kernel.RowContraction forward, boolean isTrained) {
    long product = forward.operations();
    boolean passesOn = program.backward().stream()
        .anyMatch(kernel -> kernel.contract().b() == forward.contract().b());
    String work = count(product) + " operations for each sample in the product";
    if (isTrained || passesOn) {
      work += (isTrained ? ", as many in the gradient of the weights" : "")
          + (passesOn ? ", as many in the gradient of the input" : "; nothing needs a gradient of the input");
    }
    line("work", work);
    if (isTrained && LargeWeights.moveBackward(forward.contract().b().name(), program)) {
      more("a step moves the weights in the backward pass, " + LargeWeights.GROUP
          + " inputs at a time: they are too many for a cache");
    }
    forward.epilogue().forEach(this::cost);
  }

  private void cost(Value value) {
    int cost = Cost.of(((Op.Map) value.op()).formula());
    more(value.name() + ": about " + cost + (cost == 1 ? " vector instruction" : " vector instructions")
        + " for each vector of outputs");
  }

  private String loss(LossChoice loss, String recordName) {
    Kernel.LossRows kernel = program.loss().orElseThrow();
    text.append("loss ").append(loss.name()).append(" of ").append(recordName);
    line("formula", FormulaPrinter.print(new NamedFormula(loss.formula(), loss.statements())));
    List<Value> forward = new ArrayList<>(kernel.values());
    int end = forward.indexOf(kernel.sampleLosses()) + 1;
    line("forward", GraphPrinter.line(forward.getFirst()));
    forward.subList(1, end).forEach(value -> more(GraphPrinter.line(value)));
    List<Value> backward = forward.subList(end, forward.size());
    if (!backward.isEmpty()) {
      line("backward", GraphPrinter.line(backward.getFirst()));
      backward.subList(1, backward.size()).forEach(value -> more(GraphPrinter.line(value)));
    }
    line("fused", "all of it in lossRows, one pass over the rows of the batch");
    kernel.values().stream().filter(value -> value.op() instanceof Op.Reduce).forEach(value ->
        more(value.name() + " needs a whole row, so that it ends a loop over the columns"));
    kernel.values().stream().filter(kernel.stored()::contains).forEach(value ->
        more(value.name() + " is a method of its own, because the loops that read it have no room for it"));
    Set<Value> rows = new LinkedHashSet<>(List.of(program.graph().outputs()));
    kernel.gradient().ifPresent(rows::add);
    kernel.values().stream().filter(kernel.stored()::contains).forEach(rows::add);
    line("saved", names(rows));
    memory(rows);
    return text.toString();
  }

  private void memory(Set<Value> values) {
    List<Buffer> buffers = program.buffers().stream().filter(buffer -> values.contains(buffer.value())).toList();
    long floats = buffers.stream().filter(buffer -> !buffer.isShared()).mapToLong(Buffer::stride).sum();
    line("memory", count(4 * floats) + " bytes for each sample");
    buffers.forEach(buffer -> more(buffer.name() + ": " + (buffer.isShared()
        ? "the array of " + buffer.array() + ", which is done by then"
        : "rows of " + buffer.stride() + " floats")));
  }

  private static String names(Collection<Value> values) {
    return values.stream().map(Value::name).collect(Collectors.joining(", "));
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private void line(String what, String line) {
    text.append("\n  ").append(what).append(": ").append(line);
  }

  private void more(String line) {
    text.append("\n    ").append(line);
  }
}
