package dev.lanewise.optim;

import dev.lanewise.Checks;

/// Moves each number of a gradient into a range about 0; see [Optimizer#clipValue].
final class ClipByValue extends GradientChange {
  private final float largest;

  ClipByValue(Optimizer next, float largest) {
    super(next);
    this.largest = Checks.positive(largest, "clipValue");
  }

  @Override
  void change(float[] gradient) {
    float largest = this.largest;
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = Math.max(-largest, Math.min(largest, gradient[i]));
    }
  }

  @Override
  Optimizer before(Optimizer other) {
    return new ClipByValue(other, largest);
  }

  @Override
  public String toString() {
    return next() + ", gradient clipped to values of " + largest;
  }
}
