package dev.lanewise.loss;

import dev.lanewise.Loss;
import dev.lanewise.formula.Formula;

/// The mean over the outputs of the squared error, `(y - t)^2`.
@Loss
@Formula("(prediction - target) * (prediction - target)")
public final class MeanSquaredError {
  private MeanSquaredError() {}
}
