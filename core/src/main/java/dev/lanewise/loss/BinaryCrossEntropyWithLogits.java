package dev.lanewise.loss;

import dev.lanewise.Link;
import dev.lanewise.Loss;
import dev.lanewise.formula.Formula;

/// Binary cross-entropy on logits, mean over the outputs: `-t log(p) - (1 - t) log(1 - p)` with `p = sigmoid(y)`,
/// written so that it does not overflow. Targets lie between 0 and 1; `predict` returns probabilities.
@Loss(link = Link.SIGMOID)
@Formula("softplus(prediction) - target * prediction")
public final class BinaryCrossEntropyWithLogits {
  private BinaryCrossEntropyWithLogits() {}
}
