package dev.lanewise.verify;

import dev.lanewise.MiniBatch;
import dev.lanewise.Tensor;
import dev.lanewise.reference.ReferenceGradient;
import dev.lanewise.reference.ReferenceNetwork;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the reference says about a mini-batch, and how far single precision may be from it.
///
/// The limits are measured, not guessed: the reference is computed [#RUNS] more times while every result of every
/// operation is moved at random by as much as rounding it to single precision could move it. The largest change that a
/// number of a tensor suffers then, times [#MARGIN], is the limit for the tensor. So limits follow the lengths and
/// magnitudes of sums, cancellation, and how well-conditioned the formulas are; a wrong formula, weight or sample
/// is off by far more.
///
/// @param hasFiniteOutputs whether the outputs are numbers to compare with
/// @param gradient null without a loss
/// @param hasFiniteLoss whether the loss and its gradient are numbers to compare with
record Expected(
    MiniBatch batch, double[] outputs, boolean hasFiniteOutputs, double outputsLimit, double[] predictions,
    double predictionsLimit, ReferenceGradient gradient, boolean hasFiniteLoss, double lossLimit,
    Map<String, Double> gradientLimits) {
  private static final int RUNS = 8;
  private static final double MARGIN = 8;

  /// What rounding to double precision is to rounding to single precision.
  static final double DOUBLE_PRECISION = 0x1p-29;

  static Expected of(ReferenceNetwork reference, MiniBatch batch, boolean hasLoss, long seed) {
    Tensor samples = Tensor.of(batch.size(), reference.inputWidth(), batch.samples());
    double[] outputs = reference.outputs(samples).values();
    double[] predictions = reference.predict(samples).values();
    ReferenceGradient gradient = hasLoss ? reference.lossAndGradient(batch) : null;
    double outputsLimit = 0;
    double predictionsLimit = 0;
    double lossLimit = 0;
    Map<String, Double> gradientLimits = new LinkedHashMap<>();
    for (int run = 0; run < RUNS; run++) {
      ReferenceNetwork disturbed = reference.disturbed(seed + run);
      outputsLimit = Math.max(outputsLimit, limit(outputs, disturbed.outputs(samples).values()));
      predictionsLimit = Math.max(predictionsLimit, limit(predictions, disturbed.predict(samples).values()));
      if (hasLoss) {
        ReferenceGradient other = disturbed.lossAndGradient(batch);
        lossLimit = Math.max(lossLimit, MARGIN * Math.abs(other.loss() - gradient.loss()));
        gradient.parameters().forEach((name, values) ->
            gradientLimits.merge(name, limit(values, other.parameters().get(name)), Math::max));
      }
    }
    return new Expected(batch, outputs, isFinite(outputs), outputsLimit, predictions, predictionsLimit,
        gradient, hasLoss && isFinite(gradient), lossLimit, gradientLimits);
  }

  private static boolean isFinite(double[] values) {
    return Arrays.stream(values).allMatch(Double::isFinite);
  }

  /// Whether a loss and its gradient are numbers to compare with.
  static boolean isFinite(ReferenceGradient gradient) {
    return Double.isFinite(gradient.loss()) && gradient.parameters().values().stream().allMatch(Expected::isFinite);
  }

  private static double limit(double[] exact, double[] disturbed) {
    double most = 0;
    for (int i = 0; i < exact.length; i++) {
      most = Math.max(most, Math.abs(disturbed[i] - exact[i]));
    }
    return MARGIN * most;
  }

  /// The place of an output for people.
  String placeOfOutput(int at) {
    int width = outputs.length / batch.size();
    return this + ", sample " + at / width + ", output " + at % width;
  }

  @Override
  public String toString() {
    return "batch of " + batch.size();
  }
}
