package dev.lanewise.optim;

import dev.lanewise.Checks;
import dev.lanewise.ParameterLayout;

/// Gradient descent whose rate follows from the loss: a step aims at the point where the tangent reaches zero loss.
///
/// ```
/// rate = min(largest, (loss - lowest) / (0.5 * |gradient|^2))
/// ```
///
/// with the lowest loss that any mini-batch could have, 0 unless set. There is no learning rate to choose. Steps stay
/// as long as losses do, so it suits networks that can fit all samples. Where rows have scaled rates, `|gradient|^2`
/// counts each derivative by its scale.
///
/// Source: Polyak 1987, "Introduction to Optimization", section 5.3; Loizou and others 2021, "Stochastic Polyak
/// Step-size for SGD", equation 3, with `c` of 0.5.
public final class PolyakStep implements Optimizer {
  private static final double C = 0.5;

  private final float largest;
  private final float lowest;
  private Span[] spans = Span.NONE;

  private PolyakStep(float largest, float lowest) {
    this.largest = Checks.positive(largest, "learningRate");
    if (!Float.isFinite(lowest)) {
      throw new IllegalArgumentException("lowest " + lowest + " must be finite");
    }
    this.lowest = lowest;
  }

  /// Rates up to 1, for losses that are never below 0.
  public static PolyakStep create() {
    return new PolyakStep(1, 0);
  }

  /// A fresh optimizer for losses that have another lower bound.
  ///
  /// @param lowest finite
  /// @throws IllegalArgumentException if it is not
  public PolyakStep lowestLoss(float lowest) {
    return new PolyakStep(largest, lowest);
  }

  @Override
  public void start(ParameterLayout layout) {
    spans = Span.byScale(layout);
  }

  /// Not possible without the loss.
  ///
  /// @throws UnsupportedOperationException always
  @Override
  public void step(float[] parameters, float[] gradient, float learningRate) {
    throw new UnsupportedOperationException("Polyak's step needs the loss; call step(…, BatchLoss)");
  }

  /// Moves the parameters once.
  ///
  /// @param learningRate the largest rate
  @Override
  public void step(float[] parameters, float[] gradient, float learningRate, BatchLoss loss) {
    Span.check(spans, parameters, gradient);
    double squares = Span.scaledSquares(spans, gradient);
    double aimed = squares == 0 ? 0 : (loss.before() - lowest) / (C * squares);
    float rate = (float) Math.clamp(aimed, 0, learningRate);
    Span.descend(spans, parameters, gradient, rate, parameters);
  }

  @Override
  public float learningRate() {
    return largest;
  }

  /// A fresh optimizer with another largest rate.
  @Override
  public PolyakStep withLearningRate(float learningRate) {
    return new PolyakStep(learningRate, lowest);
  }

  @Override
  public String toString() {
    return "Polyak step(rates up to " + largest + (lowest == 0 ? "" : ", lowest loss " + lowest) + ")";
  }
}
