package dev.lanewise.optim;

import java.util.Map;

/// RMSprop: each number's step is divided by the root of the running mean of its squared gradients.
///
/// For each number, with `decayed = fma(decay, weight, gradient)` for weights and the gradient itself for biases:
///
/// ```
/// squares = fma(smoothing, squares, (1 - smoothing) * decayed * decayed)
/// weight  = fma(decayed / (sqrt(squares) + epsilon), -learningRate, weight)
/// ```
///
/// `squares` starts at 0, `smoothing` is 0.99 unless set, and `epsilon` is 1e-8: PyTorch's form and numbers. A step
/// allocates nothing.
///
/// Source: Tieleman, Hinton 2012, "Lecture 6.5: rmsprop", in the course "Neural Networks for Machine Learning".
public final class RmsProp extends ElementwiseOptimizer {
  private static final float EPSILON = 1e-8f;

  private final float smoothing;
  private float[] squares = {};

  private RmsProp(float learningRate, float smoothing, float weightDecay) {
    super(learningRate, weightDecay);
    this.smoothing = fraction(smoothing, "smoothing");
  }

  /// RMSprop without weight decay.
  ///
  /// @param learningRate finite and above 0; 0.001 to 0.01 is usual
  /// @throws IllegalArgumentException if it is not
  public static RmsProp of(float learningRate) {
    return new RmsProp(learningRate, 0.99f, 0);
  }

  /// A fresh optimizer with another memory of past gradients.
  ///
  /// @param smoothing what is left of the mean after a step, at least 0 and below 1
  /// @throws IllegalArgumentException if it is not
  public RmsProp smoothing(float smoothing) {
    return new RmsProp(learningRate(), smoothing, weightDecay());
  }

  /// A fresh optimizer with a weight decay, which applies to weights and not to biases, as in [Sgd].
  ///
  /// @param decay finite and at least 0
  /// @throws IllegalArgumentException if it is not
  public RmsProp weightDecay(float decay) {
    return new RmsProp(learningRate(), smoothing, decay);
  }

  @Override
  void startState(int length) {
    squares = new float[length];
  }

  @Override
  void move(float[] parameters, float[] gradient, int from, int to, float learningRate, float decay) {
    float[] squares = this.squares;
    float smoothing = this.smoothing;
    float rest = 1 - smoothing;
    for (int i = from; i < to; i++) {
      float decayed = Math.fma(decay, parameters[i], gradient[i]);
      float mean = Math.fma(smoothing, squares[i], rest * decayed * decayed);
      squares[i] = mean;
      parameters[i] = Math.fma(decayed / ((float) Math.sqrt(mean) + EPSILON), -learningRate, parameters[i]);
    }
  }

  @Override
  public RmsProp withLearningRate(float learningRate) {
    return new RmsProp(learningRate, smoothing, weightDecay());
  }

  @Override
  public Map<String, float[]> parameterState() {
    return Map.of("squares", squares);
  }

  @Override
  public String toString() {
    return describe("RMSprop", "smoothing " + smoothing);
  }
}
