package dev.lanewise.optim;

/// Adam with weight decay that acts on the weight itself, not through the gradient.
///
/// Weights first shrink, `weight = fma(-learningRate * decay, weight, weight)`; then each number moves as with [Adam]
/// without decay. Biases do not shrink. A step allocates nothing.
///
/// Source: Loshchilov, Hutter 2019, "Decoupled Weight Decay Regularization", algorithm 2, in PyTorch's form, where the
/// learning rate scales the decay too.
public final class AdamW extends MomentOptimizer {
  private static final float USUAL_DECAY = 0.01f;

  private AdamW(float learningRate, float beta1, float beta2, float weightDecay) {
    super(learningRate, beta1, beta2, weightDecay);
  }

  /// AdamW with a weight decay of 0.01, as in PyTorch.
  ///
  /// @param learningRate about as far as a number moves in a step, finite and above 0; 0.001 is usual
  /// @throws IllegalArgumentException if it is not
  public static AdamW of(float learningRate) {
    return new AdamW(learningRate, Adam.BETA_1, Adam.BETA_2, USUAL_DECAY);
  }

  /// A fresh optimizer with another memory of past gradients.
  ///
  /// @param beta1 what is left of the mean of the gradients after a step, at least 0 and below 1
  /// @param beta2 the same for their squares
  /// @throws IllegalArgumentException if a number is out of range
  public AdamW betas(float beta1, float beta2) {
    return new AdamW(learningRate(), beta1, beta2, weightDecay());
  }

  /// A fresh optimizer with another weight decay, which applies to weights and not to biases.
  ///
  /// @param decay the share of a weight that is taken off in a step of learning rate 1, finite and at least 0
  /// @throws IllegalArgumentException if it is not
  public AdamW weightDecay(float decay) {
    return new AdamW(learningRate(), beta1(), beta2(), decay);
  }

  @Override
  void move(float[] parameters, float[] gradient, int from, int to, float learningRate, float decay) {
    move(parameters, gradient, from, to, learningRate, 0, learningRate * decay);
  }

  @Override
  public AdamW withLearningRate(float learningRate) {
    return new AdamW(learningRate, beta1(), beta2(), weightDecay());
  }

  @Override
  public String toString() {
    return describe("AdamW");
  }
}
