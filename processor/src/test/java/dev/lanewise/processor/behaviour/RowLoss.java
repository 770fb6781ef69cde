package dev.lanewise.processor.behaviour;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// A small network with a row-wise loss of its own: published losses, losses at the edge, and losses of a grammar.
///
/// @param width outputs; never a multiple of a vector's lanes but in few
/// @param targets numbers in a row of targets, 0 for as many as outputs
/// @param others losses that are added, in source form
/// @param formula in the text form
record RowLoss(String name, int width, int targets, String others, String formula) {
  static final List<RowLoss> ALL = Stream.concat(named().stream(), drawn().stream()).toList();

  private static RowLoss of(String name, int width, String formula) {
    return new RowLoss(name, width, 0, "", formula);
  }

  private static List<RowLoss> named() {
    return List.of(
        of("LabelSmoothing", 10, "logSumExp(outputs) - 0.9 * outputs[label] - 0.1 / width * sum(outputs)"),
        of("PairwiseHinge", 17, "sum(where(position == label, 0, max(0, 1 - outputs[label] + outputs)))"),
        of("Focal", 7, "logp = outputs[label] - logSumExp(outputs); q = 1 - exp(logp); -q * q * logp"),
        of("MaxMargin", 17, "max(0, 1 + rowMax(where(position == label, -9, outputs)) - outputs[label])"),
        of("Ordinal", 33, "sum(where(position <= label, softplus(-outputs), softplus(outputs)))"),
        of("SumOfExponentials", 2, "sum(exp(outputs)) - outputs[label]"),
        of("Tempered", 33, "2 * logSumExp(0.5 * outputs) - outputs[label]"),
        of("LogProbabilities", 10, "-sum(where(position == label, outputs - logSumExp(outputs), 0))"),
        of("Entropy", 7, "p = outputs - logSumExp(outputs); sum(exp(p) * p) - 2 * outputs[label]"),
        of("Centered", 33, "c = outputs - sum(outputs) / width; sum(c * c) - outputs[label]"),
        of("PaddedMaximum", 17, "-rowMax(-1 - outputs * outputs) - outputs[label]"),
        of("PaddedLogarithm", 7, "logSumExp(outputs * outputs - 1) - outputs[label]"),
        of("OneOutputOnly", 10, "outputs[9] * outputs[9] + sign(rowMax(outputs)) - 0 * outputs[label]"),
        new RowLoss("GaussianNll", 2, 1, "",
            "0.5 * (outputs[1] + (targets[0] - outputs[0]) * (targets[0] - outputs[0]) * exp(-outputs[1]))"),
        new RowLoss("Pooled", 2, 17, "",
            "d = targets - outputs[0]; sum(d * d * exp(-outputs[1]) + outputs[1]) / targetWidth"),
        new RowLoss("Weighed", 10, 3, "", "sum(outputs * outputs) * logSumExp(targets)"
            + " - outputs[7] * sum(position * targets) + rowMax(targets) * sum(position * outputs)"),
        of("Cosine", 17, "1 - sum(outputs * targets) / sqrt(sum(outputs * outputs) * sum(targets * targets))"),
        of("Tversky", 10, "p = sigmoid(outputs); hits = sum(p * targets); 1 - (hits + 1)"
            + " / (hits + 0.7 * sum((1 - p) * targets) + 0.3 * sum(p * (1 - targets)) + 1)"),
        of("Divergence", 7, "sum(targets * (log(targets + 1e-6) - outputs)) + sum(targets) * logSumExp(outputs)"),
        new RowLoss("LabelsAndPenalty", 7, 0, "SoftmaxCrossEntropy.class, Penalty.class, ",
            "0.01 * sum(exp(outputs)) / width - 0.1 * outputs[label]"),
        new RowLoss("SquaresAndMaximum", 10, 0, "MeanSquaredError.class, Penalty.class, ",
            "0.1 * logSumExp(outputs + targets)"));
  }

  private static List<RowLoss> drawn() {
    List<RowLoss> losses = new ArrayList<>();
    int[] widths = {2, 7, 10, 17, 33};
    for (int seed = 0; seed < 8; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      boolean hasLabels = seed % 2 == 0;
      Grammar grammar = new Grammar(random, hasLabels, widths[seed % widths.length]);
      String formula = "tanh(" + grammar.number(3) + ") + " + (hasLabels ? "outputs[label]" : "sum(outputs * targets)");
      losses.add(of("Drawn" + seed, widths[seed % widths.length], formula));
    }
    return losses;
  }

  /// The declaration; the last row has an activation where the name is of even length.
  String source() {
    return GeneratedModels.IMPORTS + """
        @Network(input = 3, loss = {%s%s.Own.class}%s)
        public record %s(@Dense(%d) %sLayer last) {
          @Loss @dev.lanewise.formula.Formula("%s") static final class Own {}
        }
        """.formatted(others.replace("Penalty", name + "Penalty"), name, targets == 0 ? "" : ", targets = " + targets,
            name, width, name.length() % 2 == 0 ? "@Softplus " : "", formula)
        + "@Loss @dev.lanewise.formula.Formula(\"0.1 * prediction * prediction\") class " + name + "Penalty {}\n";
  }

  /// Names the formula where a test fails.
  @Override
  public String toString() {
    return name + ", " + width + " outputs: " + formula;
  }

  /// Draws formulas whose values stay near 1, so that rounding errors do.
  private record Grammar(SplittableRandom random, boolean hasLabels, int width) {
    String number(int depth) {
      return switch (random.nextInt(depth == 0 ? 2 : 7)) {
        case 0 -> "outputs[" + random.nextInt(width) + "]";
        case 1 -> hasLabels ? "outputs[label]" : "targets[" + random.nextInt(width) + "]";
        case 2 -> "sum(" + row(depth - 1) + ") / width";
        case 3 -> "rowMax(" + row(depth - 1) + ")";
        case 4 -> "logSumExp(" + row(depth - 1) + ")";
        case 5 -> "(" + number(depth - 1) + " - " + number(depth - 1) + ")";
        default -> "sigmoid(" + number(depth - 1) + ")";
      };
    }

    String row(int depth) {
      return switch (random.nextInt(depth == 0 ? 2 : 9)) {
        case 0 -> "outputs";
        case 1 -> hasLabels ? "(position / width * outputs)" : "(targets - outputs)";
        case 2 -> "tanh(" + row(depth - 1) + ")";
        case 3 -> "exp(-abs(" + row(depth - 1) + "))";
        case 4 -> "(" + row(depth - 1) + " - " + number(depth - 1) + ")";
        case 5 -> "(" + row(depth - 1) + " + " + row(depth - 1) + ")";
        case 6 -> "sigmoid(" + row(depth - 1) + ") * " + row(depth - 1);
        case 7 -> "where(" + (hasLabels ? "position == label" : "targets > 0.1") + ", " + row(depth - 1) + ", "
            + number(depth - 1) + ")";
        default -> "max(" + row(depth - 1) + ", " + number(depth - 1) + ")";
      };
    }
  }
}
