package dev.lanewise.optim;

/// Adam: steps follow the running mean of the gradients, divided by the root of the running mean of their squares.
///
/// For each number at step `t`, from 1, with `decayed = fma(decay, weight, gradient)` for weights and the gradient
/// itself for biases:
///
/// ```
/// mean    = fma(1 - beta1, decayed - mean, mean)
/// squares = fma(beta2, squares, (1 - beta2) * decayed * decayed)
/// root    = sqrt(squares) / sqrt(1 - beta2^t) + epsilon
/// weight  = fma(mean / root, -learningRate / (1 - beta1^t), weight)
/// ```
///
/// Both means start at 0, which the powers of the betas make up for; they are computed in double precision. `beta1` is
/// 0.9 and `beta2` 0.999 unless set, `epsilon` is 1e-8. Weight decay as here is divided by the root as well, and hardly
/// acts on numbers with large gradients: see [AdamW]. A step allocates nothing.
///
/// Source: Kingma, Ba 2015, "Adam: A Method for Stochastic Optimization", algorithm 1.
public final class Adam extends MomentOptimizer {
  static final float BETA_1 = 0.9f;
  static final float BETA_2 = 0.999f;

  private Adam(float learningRate, float beta1, float beta2, float weightDecay) {
    super(learningRate, beta1, beta2, weightDecay);
  }

  /// Adam without weight decay.
  ///
  /// @param learningRate about as far as a number moves in a step, finite and above 0; 0.001 is usual
  /// @throws IllegalArgumentException if it is not
  public static Adam of(float learningRate) {
    return new Adam(learningRate, BETA_1, BETA_2, 0);
  }

  /// A fresh optimizer with another memory of past gradients.
  ///
  /// @param beta1 what is left of the mean of the gradients after a step, at least 0 and below 1
  /// @param beta2 the same for their squares
  /// @throws IllegalArgumentException if a number is out of range
  public Adam betas(float beta1, float beta2) {
    return new Adam(learningRate(), beta1, beta2, weightDecay());
  }

  /// A fresh optimizer with a weight decay, which applies to weights and not to biases, as in [Sgd].
  ///
  /// @param decay finite and at least 0
  /// @throws IllegalArgumentException if it is not
  public Adam weightDecay(float decay) {
    return new Adam(learningRate(), beta1(), beta2(), decay);
  }

  @Override
  void move(float[] parameters, float[] gradient, int from, int to, float learningRate, float decay) {
    move(parameters, gradient, from, to, learningRate, decay, 0);
  }

  @Override
  public Adam withLearningRate(float learningRate) {
    return new Adam(learningRate, beta1(), beta2(), weightDecay());
  }

  @Override
  public String toString() {
    return describe("Adam");
  }
}
