package dev.lanewise.optim;

import dev.lanewise.Checks;
import dev.lanewise.ParameterLayout;

/// Stochastic gradient descent: `weight = weight - learningRate * gradient`.
///
/// With weight decay the gradient of the penalty `decay / 2 * sum(weight^2)` is added first, for weights only: biases
/// are few and easily fitted, and holding them near 0 can underfit. Each number is computed as
///
/// ```
/// decayed = fma(decay, weight, gradient)
/// weight  = fma(decayed, -learningRate, weight)
/// ```
///
/// which are the same bits on every machine. A step allocates nothing.
///
/// Source: Goodfellow, Bengio, Courville 2016, "Deep Learning", section 7.1, which leaves biases out; so does
/// "Deep Learning from Scratch", section 6.4.2. PyTorch's `SGD` decays whatever parameters it is given.
public final class Sgd implements Optimizer {
  private final float learningRate;
  private final float weightDecay;
  private Span[] spans = Span.NONE;

  private Sgd(float learningRate, float weightDecay) {
    this.learningRate = Checks.positive(learningRate, "learningRate");
    this.weightDecay = Decay.check(weightDecay);
  }

  /// Plain descent, without weight decay.
  ///
  /// @param learningRate finite and above 0
  /// @throws IllegalArgumentException if it is not
  public static Sgd of(float learningRate) {
    return new Sgd(learningRate, 0);
  }

  /// A fresh optimizer with a weight decay.
  ///
  /// @param decay finite and at least 0; 0 is plain descent
  /// @throws IllegalArgumentException if it is not
  public Sgd weightDecay(float decay) {
    return new Sgd(learningRate, decay);
  }

  @Override
  public void start(ParameterLayout layout) {
    spans = Span.of(layout);
  }

  @Override
  public void step(float[] parameters, float[] gradient, float learningRate) {
    Span.check(spans, parameters, gradient);
    for (Span span : spans) {
      if (span.isWeight() && weightDecay != 0) {
        descendAndDecay(parameters, gradient, span.from(), span.to(), learningRate);
      } else {
        descend(parameters, gradient, span.from(), span.to(), learningRate);
      }
    }
  }

  private static void descend(float[] parameters, float[] gradient, int from, int to, float learningRate) {
    for (int i = from; i < to; i++) {
      parameters[i] = Math.fma(gradient[i], -learningRate, parameters[i]);
    }
  }

  private void descendAndDecay(float[] parameters, float[] gradient, int from, int to, float learningRate) {
    float decay = weightDecay;
    for (int i = from; i < to; i++) {
      float decayed = Math.fma(decay, parameters[i], gradient[i]);
      parameters[i] = Math.fma(decayed, -learningRate, parameters[i]);
    }
  }

  @Override
  public float learningRate() {
    return learningRate;
  }

  @Override
  public Sgd withLearningRate(float learningRate) {
    return new Sgd(learningRate, weightDecay);
  }

  /// True unless there is weight decay.
  @Override
  public boolean isPlainGradientDescent() {
    return weightDecay == 0;
  }

  @Override
  public String toString() {
    return "SGD(learning rate " + learningRate + Decay.describe(weightDecay) + ")";
  }
}
