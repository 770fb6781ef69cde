package dev.lanewise.reference;

import dev.lanewise.MiniBatch;
import dev.lanewise.Reduction;
import dev.lanewise.TargetKind;
import dev.lanewise.formula.ComplexNumber;
import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FreeVariables;
import dev.lanewise.formula.Parts;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// One term of the loss of a network in double precision.
///
/// @param formula in `prediction` and `target` if element-wise, else in `outputs` and `label` or `targets`
/// @param reduction how an element-wise formula combines the outputs of a sample
/// @param targetKind what the formula compares outputs with; `NONE` if it looks at outputs alone
record ReferenceLoss(Expr formula, boolean isElementwise, Reduction reduction, TargetKind targetKind) {
  private static final String POSITION = "position";

  /// The mean loss of a batch, with its gradient with respect to the outputs.
  ///
  /// @param outputGradient `[size, width]`
  record Result(double loss, double[] outputGradient) {}

  /// @param outputs `[size, width]`
  /// @param targetWidth numbers in a row of targets
  Result of(double[] outputs, int width, MiniBatch batch, int targetWidth, Rounding rounding) {
    double weightSum = weightSum(batch);
    double loss = 0;
    double[] gradient = new double[outputs.length];
    for (int sample = 0; sample < batch.size(); sample++) {
      double share = rounding.of(weight(batch, sample) / weightSum);
      double[] row = Arrays.copyOfRange(outputs, sample * width, (sample + 1) * width);
      Result result = ofSample(row, batch, sample, targetWidth, rounding);
      loss = rounding.of(loss + rounding.of(share * result.loss));
      for (int i = 0; i < width; i++) {
        gradient[sample * width + i] = rounding.of(share * result.outputGradient[i]);
      }
    }
    return new Result(loss, gradient);
  }

  private Result ofSample(double[] row, MiniBatch batch, int sample, int targetWidth, Rounding rounding) {
    Map<String, double[]> variables = new HashMap<>(constants(batch, sample, row.length, targetWidth));
    variables.put(outputsName(), row);
    ArrayFormula losses = new ArrayFormula(withOwnPositions(formula), variables, rounding);
    double[] shares = new double[losses.value().length];
    Arrays.fill(shares, elementShare(row.length));
    double sum = 0;
    for (double value : losses.value()) {
      sum = rounding.of(sum + value);
    }
    return new Result(rounding.of(shares[0] * sum), losses.gradient(outputsName(), shares));
  }

  /// The mean loss of a batch for complex outputs.
  ///
  /// @param outputs `[size, width]`
  /// @param targetWidth numbers in a row of targets
  ComplexNumber of(ComplexNumber[] outputs, int width, MiniBatch batch, int targetWidth) {
    double weightSum = weightSum(batch);
    ComplexNumber loss = ComplexNumber.ZERO;
    Expr ownFormula = withOwnPositions(formula);
    for (int sample = 0; sample < batch.size(); sample++) {
      Map<String, ComplexNumber[]> variables = new HashMap<>();
      constants(batch, sample, width, targetWidth).forEach((name, values) -> variables.put(
          name, Arrays.stream(values).mapToObj(ComplexNumber::of).toArray(ComplexNumber[]::new)));
      variables.put(outputsName(), Arrays.copyOfRange(outputs, sample * width, (sample + 1) * width));
      ComplexFormula values = new ComplexFormula(variables);
      ComplexNumber share = ComplexNumber.of(weight(batch, sample) / weightSum * elementShare(width));
      for (int i = 0; i < (isElementwise ? width : 1); i++) {
        ComplexNumber value = values.value(ownFormula, isElementwise ? i : ComplexFormula.OUTSIDE);
        loss = loss.apply(BinaryOp.ADD, share.apply(BinaryOp.MUL, value));
      }
    }
    return loss;
  }

  /// What an element of the formula's value counts for in the loss of a sample.
  private double elementShare(int width) {
    return isElementwise && reduction == Reduction.MEAN ? 1.0 / width : 1;
  }

  private String outputsName() {
    return isElementwise ? "prediction" : "outputs";
  }

  /// The variables of the formula that do not depend on parameters.
  private Map<String, double[]> constants(MiniBatch batch, int sample, int width, int targetWidth) {
    Map<String, double[]> constants = new HashMap<>();
    if (!isElementwise) {
      constants.put(POSITION, positions(width));
    }
    switch (targetKind) {
      case NONE -> { }
      case LABELS -> constants.put("label", new double[] {label(batch, sample, width)});
      case TARGETS -> {
        constants.put(isElementwise ? "target" : "targets", targets(batch, sample, targetWidth));
        if (!isElementwise) {
          constants.put(POSITION + " in targets", positions(targetWidth));
        }
      }
    }
    return constants;
  }

  private static double weightSum(MiniBatch batch) {
    double sum = 0;
    for (int sample = 0; sample < batch.size(); sample++) {
      sum += weight(batch, sample);
    }
    return sum;
  }

  /// Gives the position in a reduction over targets another name than that in one over outputs.
  private static Expr withOwnPositions(Expr expr) {
    return Parts.replace(expr, part ->
        part instanceof Expr.Reduce(var op, Expr x) && FreeVariables.outsideReductions(x).contains("targets")
            ? Optional.of(new Expr.Reduce(op, inTargets(withOwnPositions(x))))
            : Optional.empty());
  }

  private static Expr inTargets(Expr expr) {
    return Parts.replace(expr, part -> switch (part) {
      case Expr.Variable(String name) when name.equals(POSITION) ->
          Optional.of(new Expr.Variable(POSITION + " in targets"));
      case Expr.Reduce _ -> Optional.of(part);
      default -> Optional.empty();
    });
  }

  private static double[] positions(int width) {
    return IntStream.range(0, width).asDoubleStream().toArray();
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
