package dev.lanewise.examples.own;

import dev.lanewise.Activation;

/// The sigmoid as a book writes it.
@Activation
final class OwnSigmoid {
  private OwnSigmoid() {}

  static float of(float x) {
    return 1 / (1 + (float) Math.exp(-x));
  }
}
