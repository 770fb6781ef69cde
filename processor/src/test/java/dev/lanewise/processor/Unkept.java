package dev.lanewise.processor;

import dev.lanewise.Loss;

/// A loss that is compiled without the processor, so that only its class file is left of it.
@Loss
public final class Unkept {
  private Unkept() {}

  public static float of(float prediction, float target) {
    return prediction - target;
  }
}
