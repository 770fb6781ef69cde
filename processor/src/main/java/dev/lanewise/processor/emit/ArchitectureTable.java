package dev.lanewise.processor.emit;

import dev.lanewise.Per;
import dev.lanewise.processor.ir.Penalty;
import dev.lanewise.processor.ir.Program;
import dev.lanewise.processor.layer.ActivationLayer;
import dev.lanewise.processor.layer.DenseLayer;
import dev.lanewise.processor.layer.DropoutLayer;
import dev.lanewise.processor.layer.LayerKind;
import dev.lanewise.processor.layer.LearntParameter;
import dev.lanewise.processor.layer.NetworkModel;
import dev.lanewise.processor.layer.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The table that describes a network: rows, layers, shapes, parameters, work and memory.
final class ArchitectureTable {
  private static final List<String> HEADER =
      List.of("row", "layers", "output", "parameters", "forward", "step");

  private final List<List<String>> lines = new ArrayList<>();
  private long parameters;
  private long forwardWork;
  private long stepWork;

  private ArchitectureTable() {}

  /// The table as text, one line a row; each line ends with a line feed.
  static String of(NetworkModel network, Program program) {
    ArchitectureTable table = new ArchitectureTable();
    table.lines.add(HEADER);
    String noise = network.inputNoise() > 0 ? "noise " + network.inputNoise() : "";
    table.lines.add(List.of("input", noise, "[batch, " + network.inputWidth() + "]", "", "", ""));
    int width = network.inputWidth();
    boolean isTrainedBefore = false;
    for (Row row : network.rows()) {
      table.add(row, width, isTrainedBefore);
      width = row.outputWidth(width);
      isTrainedBefore |= !row.isFrozen();
    }
    if (network.hasOwnTargetWidth()) {
      table.lines.add(List.of("targets", "", "[batch, " + network.targetWidth() + "]", "", "", ""));
    }
    if (!network.losses().isEmpty()) {
      table.lines.add(List.of("loss", network.lossNames(), "one number", "", "", ""));
    }
    table.lines.add(List.of("total", "", "", count(table.parameters), count(table.forwardWork), count(table.stepWork)));
    return table.text() + table.memory(program);
  }

  private void add(Row row, int inputs, boolean isTrainedBefore) {
    long count = 0;
    long products = 0;
    int width = inputs;
    for (LayerKind layer : row.layers()) {
      if (layer instanceof DenseLayer dense) {
        products += (long) width * dense.units();
        count += (long) width * dense.units() + (dense.hasBias() ? dense.units() : 0);
      }
      if (layer instanceof ActivationLayer activation) {
        for (LearntParameter learnt : activation.learnt()) {
          count += learnt.per() == Per.ROW ? 1 : width;
        }
      }
      width = layer.outputWidth(width);
    }
    // The gradient of the weights costs as much as the forward pass; so does that of the input, where a row before
    // needs it.
    long forward = 2 * products;
    long step = forward * (1 + (row.isFrozen() ? 0 : 1) + (isTrainedBefore ? 1 : 0));
    parameters += count;
    forwardWork += forward;
    stepWork += step;
    String layers =
        row.layers().stream().map(ArchitectureTable::describe).collect(Collectors.joining(", ")) + rate(row);
    lines.add(List.of(row.name(), layers, "[batch, " + width + "]", count(count), count(forward), count(step)));
  }

  private static String rate(Row row) {
    return row.isFrozen() ? ", frozen"
        : row.learningRateScale() == 1 ? ""
        : ", learning rate times " + row.learningRateScale();
  }

  private static String describe(LayerKind layer) {
    return switch (layer) {
      case DenseLayer dense -> (dense.hasBias() ? "Dense" : "Dense without bias")
          + describe(dense.penalty());
      case ActivationLayer activation -> activation.name();
      case DropoutLayer dropout -> "Dropout " + dropout.rate();
    };
  }

  private static String describe(Penalty penalty) {
    String l2 = penalty.l2() > 0 ? " + L2 " + penalty.l2() : "";
    return penalty.l1() > 0 ? l2 + " + L1 " + penalty.l1() : l2;
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int[] widths = new int[HEADER.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    for (List<String> line : lines) {
      StringBuilder cells = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        boolean isNumber = i > 2;
        String padding = " ".repeat(widths[i] - line.get(i).length());
        cells.append(isNumber ? padding + line.get(i) : line.get(i) + padding).append("  ");
      }
      text.append(cells.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private String memory(Program program) {
    return "forward, step: floating-point operations for each sample, matrix products only\n"
        + "memory: parameters " + bytes(4L * program.layout().length())
        + ", workspace " + bytes(4 * program.floatsForEachSample()) + " for each sample\n";
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String bytes(long number) {
    return number < 10_000
        ? count(number) + " bytes"
        : String.format(Locale.ROOT, "%,.1f KiB", number / 1024.0);
  }
}
