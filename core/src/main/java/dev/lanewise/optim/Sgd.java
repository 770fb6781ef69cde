package dev.lanewise.optim;

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
/// A step allocates nothing.
///
/// Source: Goodfellow, Bengio, Courville 2016, "Deep Learning", section 7.1, which leaves biases out; so does
/// "Deep Learning from Scratch", section 6.4.2. PyTorch's `SGD` decays whatever parameters it is given.
public final class Sgd extends ElementwiseOptimizer {
  private Sgd(float learningRate, float weightDecay) {
    super(learningRate, weightDecay);
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
    return new Sgd(learningRate(), decay);
  }

  @Override
  void startState(int length) {}

  @Override
  void move(float[] parameters, float[] gradient, int from, int to, float learningRate, float decay) {
    if (decay == 0) {
      for (int i = from; i < to; i++) {
        parameters[i] = Math.fma(gradient[i], -learningRate, parameters[i]);
      }
    } else {
      for (int i = from; i < to; i++) {
        float decayed = Math.fma(decay, parameters[i], gradient[i]);
        parameters[i] = Math.fma(decayed, -learningRate, parameters[i]);
      }
    }
  }

  @Override
  public Sgd withLearningRate(float learningRate) {
    return new Sgd(learningRate, weightDecay());
  }

  /// True unless there is weight decay.
  @Override
  public boolean isPlainGradientDescent() {
    return weightDecay() == 0;
  }

  @Override
  public String toString() {
    return describe("SGD", "");
  }
}
