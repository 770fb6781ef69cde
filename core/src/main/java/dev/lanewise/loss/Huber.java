package dev.lanewise.loss;

import dev.lanewise.Loss;
import dev.lanewise.formula.Formula;

/// The mean over the outputs of the Huber loss with threshold 1: quadratic for errors up to 1, linear beyond.
///
/// **Source**: Huber 1964, "Robust Estimation of a Location Parameter", section 3.
@Loss
@Formula("e = abs(prediction - target); where(e <= 1, 0.5 * e * e, e - 0.5)")
public final class Huber {
  private Huber() {}
}
