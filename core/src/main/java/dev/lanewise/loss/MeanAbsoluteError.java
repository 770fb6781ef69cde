package dev.lanewise.loss;

import dev.lanewise.Loss;
import dev.lanewise.formula.Formula;

/// The mean over the outputs of the absolute error, `|y - t|`; its derivative where `y = t` is taken as 0.
@Loss
@Formula("abs(prediction - target)")
public final class MeanAbsoluteError {
  private MeanAbsoluteError() {}
}
