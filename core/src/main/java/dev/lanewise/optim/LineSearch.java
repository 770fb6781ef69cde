package dev.lanewise.optim;

import dev.lanewise.Checks;
import dev.lanewise.ParameterLayout;

/// Gradient descent that looks for the rate of each step: it tries a large one and shortens it until the loss on the
/// same mini-batch falls enough.
///
/// Enough is Armijo's condition, `loss(weight - rate * g) <= loss(weight) - 0.1 * rate * |g|^2`; a rate that is too
/// large is multiplied by 0.7. The next step begins with 1.2 times the rate of this one, but never above the largest.
/// Each try costs a forward pass, usually one or two a step. After 50 tries the parameters stay as they are, for then
/// the gradient is nothing but rounding. There is no learning rate to choose; noise between mini-batches is not
/// averaged, so it suits networks that can fit all samples. Where rows have scaled rates, `|g|^2` counts each
/// derivative by its scale.
///
/// Source: Armijo 1966, "Minimization of functions having Lipschitz continuous first partial derivatives"; Vaswani and
/// others 2019, "Painless Stochastic Gradient: Interpolation, Line-Search, and Convergence Rates", for mini-batches.
public final class LineSearch implements Optimizer {
  private static final double ENOUGH = 0.1;
  private static final double SHORTER = 0.7;
  private static final double LONGER = 1.2;
  private static final int MOST_TRIES = 50;

  private final float largest;
  private final double[] rate = new double[1];
  private Span[] spans = Span.NONE;
  private float[] before = {};

  private LineSearch(float largest) {
    this.largest = Checks.positive(largest, "learningRate");
  }

  /// Rates up to 10.
  public static LineSearch armijo() {
    return new LineSearch(10);
  }

  /// The rate of the last step; before the first the largest one.
  public double rate() {
    return rate[0];
  }

  @Override
  public void start(ParameterLayout layout) {
    spans = Span.byScale(layout);
    before = new float[layout.length()];
    rate[0] = largest;
  }

  /// Not possible without the loss.
  ///
  /// @throws UnsupportedOperationException always
  @Override
  public void step(float[] parameters, float[] gradient, float learningRate) {
    throw new UnsupportedOperationException("a line search needs the loss; call step(…, BatchLoss)");
  }

  /// Moves the parameters once.
  ///
  /// @param learningRate the largest rate to try
  @Override
  public void step(float[] parameters, float[] gradient, float learningRate, BatchLoss loss) {
    Span.check(spans, parameters, gradient);
    double squares = Span.scaledSquares(spans, gradient);
    System.arraycopy(parameters, 0, before, 0, before.length);
    double tried = Math.min(learningRate, LONGER * rate[0]);
    for (int i = 0; i < MOST_TRIES; i++) {
      Span.descend(spans, before, gradient, (float) tried, parameters);
      if (loss.now() <= loss.before() - ENOUGH * tried * squares) {
        rate[0] = tried;
        return;
      }
      tried *= SHORTER;
    }
    System.arraycopy(before, 0, parameters, 0, before.length);
  }

  @Override
  public float learningRate() {
    return largest;
  }

  /// A fresh search with another largest rate.
  @Override
  public LineSearch withLearningRate(float learningRate) {
    return new LineSearch(learningRate);
  }

  @Override
  public double[] scalarState() {
    return rate;
  }

  @Override
  public String toString() {
    return "line search(rates up to " + largest + ")";
  }
}
