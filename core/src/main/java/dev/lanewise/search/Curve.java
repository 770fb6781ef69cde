package dev.lanewise.search;

import java.util.Arrays;

/// The losses of one trial, as far as it came.
///
/// @param learningRate the rate; 0 for the model left as it is
/// @param losses of the steps taken; the last is not finite if that ended the trial
/// @param parametersAreFinite false if parameters were NaN or infinite after the last step
record Curve(float learningRate, float[] losses, boolean parametersAreFinite) {

  Curve(float learningRate, float[] losses) {
    this(learningRate, losses, true);
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
    float[] sorted = Arrays.copyOfRange(losses, from, to);
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + (double) sorted[middle]) / 2;
  }
}
