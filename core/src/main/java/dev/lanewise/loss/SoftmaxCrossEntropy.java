package dev.lanewise.loss;

import dev.lanewise.Link;
import dev.lanewise.Loss;
import dev.lanewise.formula.Formula;

/// Softmax cross-entropy with a class label: minus the logarithm of the probability that softmax gives to the true
/// class. The outputs are logits; `predict` returns probabilities.
@Loss(link = Link.SOFTMAX)
@Formula("logSumExp(outputs) - outputs[label]")
public final class SoftmaxCrossEntropy {
  private SoftmaxCrossEntropy() {}
}
