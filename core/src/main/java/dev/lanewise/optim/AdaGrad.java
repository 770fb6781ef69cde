package dev.lanewise.optim;

import java.util.Map;

/// AdaGrad: each number's step is divided by the length of all its past gradients, so that steps become shorter.
///
/// For each number, with `decayed = fma(decay, weight, gradient)` for weights and the gradient itself for biases:
///
/// ```
/// squares = fma(decayed, decayed, squares)
/// weight  = fma(decayed / (sqrt(squares) + epsilon), -learningRate, weight)
/// ```
///
/// `squares` starts at 0 and `epsilon` is 1e-10, as in PyTorch. A step allocates nothing.
///
/// Source: Duchi, Hazan, Singer 2011, "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization";
/// "Deep Learning from Scratch", section 6.1.5, with 1e-7 in place of 1e-10.
public final class AdaGrad extends ElementwiseOptimizer {
  private static final float EPSILON = 1e-10f;

  private float[] squares = {};

  private AdaGrad(float learningRate, float weightDecay) {
    super(learningRate, weightDecay);
  }

  /// AdaGrad without weight decay.
  ///
  /// @param learningRate the length of the first step, finite and above 0; 0.01 is usual
  /// @throws IllegalArgumentException if it is not
  public static AdaGrad of(float learningRate) {
    return new AdaGrad(learningRate, 0);
  }

  /// A fresh optimizer with a weight decay, which applies to weights and not to biases, as in [Sgd].
  ///
  /// @param decay finite and at least 0
  /// @throws IllegalArgumentException if it is not
  public AdaGrad weightDecay(float decay) {
    return new AdaGrad(learningRate(), decay);
  }

  @Override
  void startState(int length) {
    squares = new float[length];
  }

  @Override
  void move(float[] parameters, float[] gradient, int from, int to, float learningRate, float decay) {
    float[] squares = this.squares;
    for (int i = from; i < to; i++) {
      float decayed = Math.fma(decay, parameters[i], gradient[i]);
      float sum = Math.fma(decayed, decayed, squares[i]);
      squares[i] = sum;
      parameters[i] = Math.fma(decayed / ((float) Math.sqrt(sum) + EPSILON), -learningRate, parameters[i]);
    }
  }

  @Override
  public AdaGrad withLearningRate(float learningRate) {
    return new AdaGrad(learningRate, weightDecay());
  }

  @Override
  public Map<String, float[]> parameterState() {
    return Map.of("squares", squares);
  }

  @Override
  public String toString() {
    return describe("AdaGrad", "");
  }
}
