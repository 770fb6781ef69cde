package dev.lanewise.optim;

import java.util.Map;

/// Lion: every number moves by the learning rate, up or down, after the sign of a mean of its gradients.
///
/// For each number:
///
/// ```
/// direction = sign(fma(beta1, mean, (1 - beta1) * gradient))
/// weight    = fma(fma(decay, weight, direction), -learningRate, weight)
/// mean      = fma(beta2, mean, (1 - beta2) * gradient)
/// ```
///
/// The mean starts at 0; the sign of 0 is 0. `beta1` is 0.9 and `beta2` 0.99 unless set. It keeps half of what Adam
/// keeps, and wants a learning rate three to ten times smaller and a weight decay as many times larger. Weight decay
/// applies to weights and not to biases. A step allocates nothing.
///
/// Source: Chen and others 2023, "Symbolic Discovery of Optimization Algorithms", program 1.
public final class Lion extends ElementwiseOptimizer {
  private final float beta1;
  private final float beta2;
  private float[] mean = {};

  private Lion(float learningRate, float beta1, float beta2, float weightDecay) {
    super(learningRate, weightDecay);
    this.beta1 = fraction(beta1, "beta1");
    this.beta2 = fraction(beta2, "beta2");
  }

  /// Lion without weight decay.
  ///
  /// @param learningRate how far every number moves in a step, finite and above 0; 0.0001 is usual
  /// @throws IllegalArgumentException if it is not
  public static Lion of(float learningRate) {
    return new Lion(learningRate, 0.9f, 0.99f, 0);
  }

  /// A fresh optimizer with another memory of past gradients.
  ///
  /// @param beta1 the weight of the past in the direction of a step, at least 0 and below 1
  /// @param beta2 what is left of the mean after a step, at least 0 and below 1
  /// @throws IllegalArgumentException if a number is out of range
  public Lion betas(float beta1, float beta2) {
    return new Lion(learningRate(), beta1, beta2, weightDecay());
  }

  /// A fresh optimizer with a weight decay.
  ///
  /// @param decay the share of a weight that is taken off in a step of learning rate 1, finite and at least 0
  /// @throws IllegalArgumentException if it is not
  public Lion weightDecay(float decay) {
    return new Lion(learningRate(), beta1, beta2, decay);
  }

  @Override
  void startState(int length) {
    mean = new float[length];
  }

  @Override
  void move(float[] parameters, float[] gradient, int from, int to, float learningRate, float decay) {
    float[] mean = this.mean;
    float beta1 = this.beta1;
    float beta2 = this.beta2;
    float rest1 = 1 - beta1;
    float rest2 = 1 - beta2;
    for (int i = from; i < to; i++) {
      float direction = Math.signum(Math.fma(beta1, mean[i], rest1 * gradient[i]));
      mean[i] = Math.fma(beta2, mean[i], rest2 * gradient[i]);
      parameters[i] = Math.fma(Math.fma(decay, parameters[i], direction), -learningRate, parameters[i]);
    }
  }

  @Override
  public Lion withLearningRate(float learningRate) {
    return new Lion(learningRate, beta1, beta2, weightDecay());
  }

  @Override
  public Map<String, float[]> parameterState() {
    return Map.of("mean", mean);
  }

  @Override
  public String toString() {
    return describe("Lion", "betas " + beta1 + " and " + beta2);
  }
}
