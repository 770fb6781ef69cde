package dev.lanewise.schedule;

import dev.lanewise.Checks;

/// Lowers the learning rate once the validation loss has not fallen for a while.
///
/// An evaluation counts as better if its loss is below the best so far by more than a hundredth of a percent of it, as
/// in PyTorch. After `patience` evaluations in a row that are not better the next one that is not multiplies the rate
/// by `factor`, and the count begins anew. It never falls below `smallest` of what it was.
///
/// Belongs to one run at a time; not safe for use by several threads.
public final class ReduceOnPlateau implements Schedule {
  private static final double THRESHOLD = 1e-4;
  private static final int FACTOR = 0;
  private static final int BEST = 1;
  private static final int WORSE = 2;

  private final double factor;
  private final int patience;
  private final double smallest;
  private final double[] state = new double[3];

  private ReduceOnPlateau(double factor, int patience, double smallest) {
    this.factor = factor;
    this.patience = patience;
    this.smallest = smallest;
    start();
  }

  /// Lowers the rate down to a thousandth.
  ///
  /// @param factor above 0 and below 1; 0.1 is usual
  /// @param patience evaluations in a row that may be no better, at least 0; 10 is usual
  /// @throws IllegalArgumentException if a number is out of range
  public static ReduceOnPlateau of(double factor, int patience) {
    if (!(factor > 0 && factor < 1)) {
      throw new IllegalArgumentException("factor " + factor + " must be above 0 and below 1");
    }
    return new ReduceOnPlateau(factor, Checks.atLeast(0, patience, "patience"), 1e-3);
  }

  /// The same with another bound.
  ///
  /// @param smallest the least share of the rate, at least 0 and at most 1
  /// @throws IllegalArgumentException if it is outside
  public ReduceOnPlateau smallest(double smallest) {
    if (!(smallest >= 0 && smallest <= 1)) {
      throw new IllegalArgumentException("smallest " + smallest + " must lie between 0 and 1");
    }
    return new ReduceOnPlateau(factor, patience, smallest);
  }

  @Override
  public double factor(int step, int steps) {
    return state[FACTOR];
  }

  @Override
  public void start() {
    state[FACTOR] = 1;
    state[BEST] = Double.POSITIVE_INFINITY;
    state[WORSE] = 0;
  }

  @Override
  public void onEvaluation(double loss) {
    if (loss < state[BEST] - THRESHOLD * Math.abs(state[BEST]) || state[BEST] == Double.POSITIVE_INFINITY) {
      state[BEST] = Double.isNaN(loss) ? state[BEST] : loss;
      state[WORSE] = 0;
    } else if (++state[WORSE] > patience) {
      state[FACTOR] = Math.max(smallest, state[FACTOR] * factor);
      state[WORSE] = 0;
    }
  }

  @Override
  public double[] scalarState() {
    return state;
  }

  @Override
  public String toString() {
    return "times " + factor + " after more than " + patience + " evaluations without a better loss, down to "
        + smallest;
  }
}
