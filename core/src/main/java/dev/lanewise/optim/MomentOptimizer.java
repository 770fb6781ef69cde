package dev.lanewise.optim;

import java.util.Map;

/// What [Adam] and [AdamW] have in common: running means of gradients and of their squares, and the step along them.
abstract class MomentOptimizer extends ElementwiseOptimizer {
  private static final float EPSILON = 1e-8f;

  private final float beta1;
  private final float beta2;
  private final double[] steps = new double[1];
  private float[] mean = {};
  private float[] squares = {};
  private double meanCorrection;
  private float rootCorrection;

  MomentOptimizer(float learningRate, float beta1, float beta2, float weightDecay) {
    super(learningRate, weightDecay);
    this.beta1 = fraction(beta1, "beta1");
    this.beta2 = fraction(beta2, "beta2");
  }

  final float beta1() {
    return beta1;
  }

  final float beta2() {
    return beta2;
  }

  @Override
  final void startState(int length) {
    mean = new float[length];
    squares = new float[length];
    steps[0] = 0;
  }

  @Override
  final void beginStep(float[] parameters, float[] gradient, float learningRate) {
    steps[0]++;
    meanCorrection = 1 - Math.pow(beta1, steps[0]);
    rootCorrection = (float) (1 / Math.sqrt(1 - Math.pow(beta2, steps[0])));
  }

  /// Moves some numbers.
  ///
  /// @param decay times the number is added to its gradient
  /// @param shrinkage the share of a number that is taken off it first
  final void move(
      float[] parameters, float[] gradient, int from, int to, float learningRate, float decay, float shrinkage) {
    float[] mean = this.mean;
    float[] squares = this.squares;
    float beta2 = this.beta2;
    float rest1 = 1 - beta1;
    float rest2 = 1 - beta2;
    float rootCorrection = this.rootCorrection;
    float negativeRate = (float) (-learningRate / meanCorrection);
    for (int i = from; i < to; i++) {
      float weight = parameters[i];
      float decayed = Math.fma(decay, weight, gradient[i]);
      float newMean = Math.fma(rest1, decayed - mean[i], mean[i]);
      float newSquares = Math.fma(beta2, squares[i], rest2 * decayed * decayed);
      mean[i] = newMean;
      squares[i] = newSquares;
      float root = Math.fma((float) Math.sqrt(newSquares), rootCorrection, EPSILON);
      parameters[i] = Math.fma(newMean / root, negativeRate, Math.fma(-shrinkage, weight, weight));
    }
  }

  @Override
  public final Map<String, float[]> parameterState() {
    return Map.of("mean", mean, "squares", squares);
  }

  @Override
  public final double[] scalarState() {
    return steps;
  }

  /// The settings in words, with the name of the method.
  final String describe(String name) {
    return describe(name, "betas " + beta1 + " and " + beta2);
  }
}
