package dev.lanewise.optim;

import java.util.Map;

/// Prodigy: Adam that finds its learning rate by itself, from how far the parameters have come.
///
/// It keeps a lower bound `distance` of how far the start is from a minimum, and takes Adam's steps with that times the
/// learning rate, which stays at 1; a schedule may scale it. With `rate = distance * learningRate`, and sums over all
/// parameters, a step first does
///
/// ```
/// numerator = sqrt(beta2) * numerator + distance / first * rate * sum(gradient * (start - weight))
/// mean      = fma(beta1, mean, distance * (1 - beta1) * gradient)
/// squares   = fma(beta2, squares, distance^2 * (1 - beta2) * gradient * gradient)
/// travel    = fma(sqrt(beta2), travel, distance / first * rate * gradient)
/// distance' = max(distance, numerator / sum(|travel|))
/// ```
///
/// and then, for each number,
///
/// ```
/// weight    = fma(mean / (sqrt(squares) + distance' * epsilon), -rate, fma(-rate * decay, weight, weight))
/// ```
///
/// `distance` begins at `first`, which is 1e-6; sums are in double precision. `beta1` is 0.9, `beta2` 0.999, `epsilon`
/// 1e-8. Weight decay applies to weights and not to biases. A step allocates nothing.
///
/// Source: Mishchenko, Defazio 2024, "Prodigy: An Expeditiously Adaptive Parameter-Free Learner", algorithm 4, with the
/// weighting of its published implementation.
public final class Prodigy extends ElementwiseOptimizer {
  private static final float BETA_1 = 0.9f;
  private static final float BETA_2 = 0.999f;
  private static final float BETA_3 = (float) Math.sqrt(BETA_2);
  private static final double FIRST_DISTANCE = 1e-6;
  private static final double EPSILON = 1e-8;
  private static final int STEPS = 0;
  private static final int DISTANCE = 1;
  private static final int NUMERATOR = 2;

  private final double[] scalars = new double[3];
  private float[] start = {};
  private float[] mean = {};
  private float[] squares = {};
  private float[] travel = {};
  private double distanceBefore;

  private Prodigy(float learningRate, float weightDecay) {
    super(learningRate, weightDecay);
  }

  /// Prodigy with its learning rate of 1 and without weight decay.
  public static Prodigy create() {
    return new Prodigy(1, 0);
  }

  /// A fresh optimizer with a weight decay.
  ///
  /// @param decay the share of a weight that is taken off in a step of rate 1, finite and at least 0
  /// @throws IllegalArgumentException if it is not
  public Prodigy weightDecay(float decay) {
    return new Prodigy(learningRate(), decay);
  }

  /// The learning rate that was found so far, before it is scaled: Adam's.
  public double distance() {
    return scalars[DISTANCE];
  }

  @Override
  void startState(int length) {
    start = new float[length];
    mean = new float[length];
    squares = new float[length];
    travel = new float[length];
    scalars[STEPS] = 0;
    scalars[DISTANCE] = FIRST_DISTANCE;
    scalars[NUMERATOR] = 0;
  }

  @Override
  void beginStep(float[] parameters, float[] gradient, float learningRate) {
    if (scalars[STEPS]++ == 0) {
      System.arraycopy(parameters, 0, start, 0, start.length);
    }
    double distance = scalars[DISTANCE];
    distanceBefore = distance;
    double weighting = distance / FIRST_DISTANCE * distance * learningRate;
    scalars[NUMERATOR] = BETA_3 * scalars[NUMERATOR]
        + weighting * Sums.dotDifference(gradient, start, parameters);
    accumulate(gradient, (float) distance, (float) weighting);
    double travelled = Sums.magnitudes(travel);
    if (travelled > 0) {
      scalars[DISTANCE] = Math.max(distance, scalars[NUMERATOR] / travelled);
    }
  }

  private void accumulate(float[] gradient, float distance, float weighting) {
    float[] mean = this.mean;
    float[] squares = this.squares;
    float[] travel = this.travel;
    float ofGradient = distance * (1 - BETA_1);
    float ofSquare = distance * distance * (1 - BETA_2);
    for (int i = 0; i < gradient.length; i++) {
      mean[i] = Math.fma(BETA_1, mean[i], ofGradient * gradient[i]);
      squares[i] = Math.fma(BETA_2, squares[i], ofSquare * gradient[i] * gradient[i]);
      travel[i] = Math.fma(BETA_3, travel[i], weighting * gradient[i]);
    }
  }

  @Override
  void move(float[] parameters, float[] gradient, int from, int to, float learningRate, float decay) {
    float[] mean = this.mean;
    float[] squares = this.squares;
    float negativeRate = (float) (-distanceBefore * learningRate);
    float epsilon = (float) (scalars[DISTANCE] * EPSILON);
    float negativeShrinkage = negativeRate * decay;
    for (int i = from; i < to; i++) {
      float weight = parameters[i];
      float root = (float) Math.sqrt(squares[i]) + epsilon;
      parameters[i] = Math.fma(mean[i] / root, negativeRate, Math.fma(negativeShrinkage, weight, weight));
    }
  }

  @Override
  public Prodigy withLearningRate(float learningRate) {
    return new Prodigy(learningRate, weightDecay());
  }

  @Override
  public Map<String, float[]> parameterState() {
    return Map.of("mean", mean, "squares", squares, "start", start, "travel", travel);
  }

  @Override
  public double[] scalarState() {
    return scalars;
  }

  @Override
  public String toString() {
    return describe("Prodigy", "");
  }
}
