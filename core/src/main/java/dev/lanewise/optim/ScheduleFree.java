package dev.lanewise.optim;

import java.util.Map;
import java.util.Optional;

/// Schedule-Free AdamW: needs no schedule for its learning rate, because it averages the path as it goes.
///
/// It trains between two points: `base`, which takes steps as AdamW does but without its mean, and `average`, the mean
/// of the bases so far, in which a step counts by the square of its learning rate. The gradient is taken at the point
/// `beta1` of the way from the base to the average; that point is what the model holds while it is trained. The average
/// is what to evaluate, save and predict with: a [dev.lanewise.train.Trainer] puts it into the model for evaluations
/// and at the end. For each number at step `t`, from 1:
///
/// ```
/// rate    = learningRate * sqrt(1 - beta2^t)
/// share   = rate^2 / (sum of rate^2 up to now)
/// squares = fma(beta2, squares, (1 - beta2) * gradient * gradient)
/// base    = fma(fma(decay, weight, gradient / (sqrt(squares) + epsilon)), -rate, base)
/// average = fma(share, base - average, average)
/// weight  = fma(beta1, average - base, base)
/// ```
///
/// `base` and `average` start where the parameters do, `squares` at 0. `beta1` is 0.9 and `beta2` 0.999 unless set,
/// `epsilon` 1e-8. Weight decay applies to weights and not to biases. A warm-up of the learning rate helps, any other
/// schedule should stay away. A step allocates nothing.
///
/// Source: Defazio and others 2024, "The Road Less Scheduled", algorithm 1.
public final class ScheduleFree extends ElementwiseOptimizer {
  private static final float EPSILON = 1e-8f;
  private static final int STEPS = 0;
  private static final int RATES = 1;

  private final float beta1;
  private final float beta2;
  private final double[] scalars = new double[2];
  private float[] base = {};
  private float[] average = {};
  private float[] squares = {};
  private float rootCorrection;
  private float share;

  private ScheduleFree(float learningRate, float beta1, float beta2, float weightDecay) {
    super(learningRate, weightDecay);
    this.beta1 = fraction(beta1, "beta1");
    this.beta2 = fraction(beta2, "beta2");
  }

  /// Schedule-Free AdamW without weight decay.
  ///
  /// @param learningRate finite and above 0; the best is up to ten times that of a scheduled AdamW, 0.0025 is usual
  /// @throws IllegalArgumentException if it is not
  public static ScheduleFree of(float learningRate) {
    return new ScheduleFree(learningRate, Adam.BETA_1, Adam.BETA_2, 0);
  }

  /// A fresh optimizer with another place for the gradient, and another memory of past ones.
  ///
  /// @param beta1 how far the gradient's place lies from the base towards the average, at least 0 and below 1
  /// @param beta2 what is left of the mean of squares after a step, at least 0 and below 1
  /// @throws IllegalArgumentException if a number is out of range
  public ScheduleFree betas(float beta1, float beta2) {
    return new ScheduleFree(learningRate(), beta1, beta2, weightDecay());
  }

  /// A fresh optimizer with a weight decay.
  ///
  /// @param decay the share of a weight that is taken off in a step of learning rate 1, finite and at least 0
  /// @throws IllegalArgumentException if it is not
  public ScheduleFree weightDecay(float decay) {
    return new ScheduleFree(learningRate(), beta1, beta2, decay);
  }

  @Override
  void startState(int length) {
    base = new float[length];
    average = new float[length];
    squares = new float[length];
    scalars[STEPS] = 0;
    scalars[RATES] = 0;
  }

  @Override
  void beginStep(float[] parameters, float[] gradient, float learningRate) {
    if (scalars[STEPS] == 0) {
      System.arraycopy(parameters, 0, base, 0, base.length);
      System.arraycopy(parameters, 0, average, 0, average.length);
    }
    scalars[STEPS]++;
    rootCorrection = (float) Math.sqrt(1 - Math.pow(beta2, scalars[STEPS]));
    double rate = learningRate * rootCorrection;
    scalars[RATES] += rate * rate;
    share = scalars[RATES] == 0 ? 0 : (float) (rate * rate / scalars[RATES]);
  }

  @Override
  void move(float[] parameters, float[] gradient, int from, int to, float learningRate, float decay) {
    float[] base = this.base;
    float[] average = this.average;
    float[] squares = this.squares;
    float beta1 = this.beta1;
    float beta2 = this.beta2;
    float rest2 = 1 - beta2;
    float share = this.share;
    float negativeRate = -learningRate * rootCorrection;
    for (int i = from; i < to; i++) {
      float newSquares = Math.fma(beta2, squares[i], rest2 * gradient[i] * gradient[i]);
      float direction = Math.fma(decay, parameters[i], gradient[i] / ((float) Math.sqrt(newSquares) + EPSILON));
      float newBase = Math.fma(direction, negativeRate, base[i]);
      float newAverage = Math.fma(share, newBase - average[i], average[i]);
      squares[i] = newSquares;
      base[i] = newBase;
      average[i] = newAverage;
      parameters[i] = Math.fma(beta1, newAverage - newBase, newBase);
    }
  }

  @Override
  public ScheduleFree withLearningRate(float learningRate) {
    return new ScheduleFree(learningRate, beta1, beta2, weightDecay());
  }

  @Override
  public Map<String, float[]> parameterState() {
    return Map.of("average", average, "base", base, "squares", squares);
  }

  @Override
  public double[] scalarState() {
    return scalars;
  }

  /// The average; empty before the first step.
  @Override
  public Optional<float[]> evaluationParameters() {
    return scalars[STEPS] == 0 ? Optional.empty() : Optional.of(average);
  }

  @Override
  public String toString() {
    return describe("Schedule-Free AdamW", "betas " + beta1 + " and " + beta2);
  }
}
