package dev.lanewise.search;

import dev.lanewise.train.Evaluation;
import java.util.Arrays;
import java.util.Optional;

/// The losses of one trial, as far as it came.
///
/// @param learningRate the rate; 0 for the model left as it is
/// @param losses of the steps taken; the last is not finite if that ended the trial
/// @param parametersAreFinite false if parameters were NaN or infinite after the last step
/// @param validation how the model did on a validation set at the end, if there is one and the trial came so far
record Curve(float learningRate, float[] losses, boolean parametersAreFinite, Optional<Evaluation> validation) {

  Curve(float learningRate, float[] losses) {
    this(learningRate, losses, true, Optional.empty());
  }

  /// Whether the trial ended with numbers.
  boolean isFinite() {
    return parametersAreFinite && hasFiniteLosses();
  }

  boolean hasFiniteLosses() {
    return losses.length == 0 || Float.isFinite(losses[losses.length - 1]);
  }

  int steps() {
    return losses.length;
  }

  /// The median of the losses from one step up to, not including, another.
  double median(int from, int to) {
    double[] some = new double[to - from];
    Arrays.setAll(some, i -> losses[from + i]);
    return Smoothing.median(some);
  }

  /// The largest size of a loss.
  double largest() {
    double largest = 0;
    for (float loss : losses) {
      largest = Math.max(largest, Math.abs(loss));
    }
    return largest;
  }
}
