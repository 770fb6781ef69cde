package dev.lanewise.loss;

import dev.lanewise.Link;
import dev.lanewise.Loss;
import dev.lanewise.formula.Formula;

/// Softmax cross-entropy with a target distribution for each sample instead of a class label. The outputs are logits;
/// `predict` returns probabilities. Targets are at least 0 and usually sum to 1, which is not required.
@Loss(link = Link.SOFTMAX)
@Formula("sum(targets) * logSumExp(outputs) - sum(targets * outputs)")
public final class SoftTargetCrossEntropy {
  private SoftTargetCrossEntropy() {}
}
