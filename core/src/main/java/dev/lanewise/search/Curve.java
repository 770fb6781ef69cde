package dev.lanewise.search;

import java.util.Arrays;

/// The losses of one trial, as far as it came.
///
/// @param learningRate the rate; 0 for the model left as it is
/// @param losses of the steps taken; the last is not finite if that ended the trial
record Curve(float learningRate, float[] losses) {

  boolean isFinite() {
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
