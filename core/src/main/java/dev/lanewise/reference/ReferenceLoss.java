package dev.lanewise.reference;

import dev.lanewise.MiniBatch;
import dev.lanewise.Reduction;
import dev.lanewise.TargetKind;
import dev.lanewise.formula.Expr;
import java.util.Arrays;
import java.util.Map;

/// The loss of a network in double precision.
///
/// @param formula in `prediction` and `target` if element-wise, else in `outputs` and `label` or `targets`
/// @param reduction how an element-wise formula combines the outputs of a sample
record ReferenceLoss(Expr formula, boolean isElementwise, Reduction reduction, TargetKind targetKind) {

  /// The mean loss of a batch, with its gradient with respect to the outputs.
  ///
  /// @param outputGradient `[size, width]`
  record Result(double loss, double[] outputGradient) {}

  /// @param outputs `[size, width]`
  Result of(double[] outputs, int width, MiniBatch batch) {
    double weightSum = 0;
    for (int sample = 0; sample < batch.size(); sample++) {
      weightSum += weight(batch, sample);
    }
    double loss = 0;
    double[] gradient = new double[outputs.length];
    for (int sample = 0; sample < batch.size(); sample++) {
      double share = weight(batch, sample) / weightSum;
      double[] row = Arrays.copyOfRange(outputs, sample * width, (sample + 1) * width);
      Result result = isElementwise ? ofElements(row, batch, sample) : ofRow(row, batch, sample);
      loss += share * result.loss;
      for (int i = 0; i < width; i++) {
        gradient[sample * width + i] = share * result.outputGradient[i];
      }
    }
    return new Result(loss, gradient);
  }

  private Result ofElements(double[] row, MiniBatch batch, int sample) {
    double[] targets = targets(batch, sample, row.length);
    ArrayFormula losses = new ArrayFormula(formula, Map.of("prediction", row, "target", targets));
    double share = switch (reduction) {
      case MEAN -> 1.0 / row.length;
      case SUM_OUTPUTS -> 1;
    };
    double[] shares = new double[losses.value().length];
    Arrays.fill(shares, share);
    double loss = share * Arrays.stream(losses.value()).sum();
    return new Result(loss, losses.gradient("prediction", shares));
  }

  private Result ofRow(double[] row, MiniBatch batch, int sample) {
    Map<String, double[]> variables = targetKind == TargetKind.LABELS
        ? Map.of("outputs", row, "label", new double[] {label(batch, sample, row.length)})
        : Map.of("outputs", row, "targets", targets(batch, sample, row.length));
    ArrayFormula loss = new ArrayFormula(formula, variables);
    return new Result(loss.value()[0], loss.gradient("outputs", new double[] {1}));
  }

  private static double weight(MiniBatch batch, int sample) {
    return batch.weights() == null ? 1 : batch.weights()[sample];
  }

  private static int label(MiniBatch batch, int sample, int width) {
    int label = batch.labels()[sample];
    if (label < 0 || label >= width) {
      throw new IllegalArgumentException(
          "label " + label + " of sample " + sample + " must lie between 0 and " + (width - 1));
    }
    return label;
  }

  private static double[] targets(MiniBatch batch, int sample, int width) {
    double[] targets = new double[width];
    Arrays.setAll(targets, i -> batch.targets()[sample * width + i]);
    return targets;
  }
}
