package dev.lanewise.loss;

import dev.lanewise.Loss;
import dev.lanewise.Reduction;
import dev.lanewise.formula.Formula;

/// Half the sum over the outputs of the squared error, `0.5 (y - t)^2`.
///
/// **Source**: Saito 2016, "Deep Learning from Scratch", section 4.2.1.
@Loss(reduction = Reduction.SUM_OUTPUTS)
@Formula("0.5 * (prediction - target) * (prediction - target)")
public final class SumOfSquares {
  private SumOfSquares() {}
}
