package dev.lanewise.optim;

/// What the optimizers with weight decay say about it.
final class Decay {
  private Decay() {}

  static float check(float decay) {
    if (!(decay >= 0 && decay < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("weightDecay " + decay + " must be finite and at least 0");
    }
    return decay;
  }

  static String describe(float decay) {
    return decay == 0 ? "" : ", weight decay " + decay;
  }
}
