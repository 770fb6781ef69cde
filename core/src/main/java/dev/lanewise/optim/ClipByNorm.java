package dev.lanewise.optim;

import dev.lanewise.Checks;

/// Shortens gradients that are longer than a limit; see [Optimizer#clipNorm].
final class ClipByNorm extends GradientChange {
  private final float largest;

  ClipByNorm(Optimizer next, float largest) {
    super(next);
    this.largest = Checks.positive(largest, "clipNorm");
  }

  @Override
  void change(float[] gradient) {
    double norm = Math.sqrt(Sums.squares(gradient));
    if (norm > largest) {
      float scale = (float) (largest / norm);
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] *= scale;
      }
    }
  }

  @Override
  Optimizer before(Optimizer other) {
    return new ClipByNorm(other, largest);
  }

  @Override
  public String toString() {
    return next() + ", gradient clipped to a norm of " + largest;
  }
}
