package dev.lanewise.train;

import dev.lanewise.Checks;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Ends a run once its evaluations have not become better for a while, and puts the best parameters back.
///
/// ```java
/// Trainer.of(net).optimizer(Adam.of(0.001f)).epochs(100).listener(EarlyStopping.onLoss(5)).fit(train, validation)
/// ```
///
/// Whatever ends the run, even the last step, the model is left with the parameters of its best evaluation; the history
/// says which one that was. An interrupted run is not touched: its last parameters are those to go on from. Evaluations
/// that are NaN are never the best.
///
/// Belongs to one run at a time; not safe for use by several threads.
public final class EarlyStopping implements TrainingListener {
  private static final int BEST = 0;
  private static final int BEST_STEP = 1;
  private static final int WAITED = 2;

  private final String what;
  private final ToDoubleFunction<Evaluation> measure;
  private final int patience;
  private final double least;
  private final double[] scalars = new double[3];
  private float[] parameters = {};

  private EarlyStopping(String what, ToDoubleFunction<Evaluation> measure, int patience, double least) {
    this.what = what;
    this.measure = measure;
    this.patience = patience;
    this.least = least;
  }

  /// Waits for a lower loss on the validation set.
  ///
  /// @param patience evaluations in a row that may be no better before the run ends, at least 1
  /// @throws IllegalArgumentException if it is below
  public static EarlyStopping onLoss(int patience) {
    return new EarlyStopping("loss", Evaluation::loss, Checks.atLeast(1, patience, "patience"), 0);
  }

  /// Waits for a higher accuracy on the validation set.
  ///
  /// @param patience evaluations in a row that may be no better before the run ends, at least 1
  /// @throws IllegalArgumentException if it is below
  public static EarlyStopping onAccuracy(int patience) {
    return new EarlyStopping(
        "accuracy", evaluation -> -evaluation.accuracy(), Checks.atLeast(1, patience, "patience"), 0);
  }

  /// The same, but an evaluation is better only if it is so by more than this.
  ///
  /// @param least finite and at least 0, in units of the loss or accuracy; 0 unless set
  /// @throws IllegalArgumentException if it is not
  public EarlyStopping byMoreThan(double least) {
    if (!(least >= 0 && least < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("byMoreThan " + least + " must be finite and at least 0");
    }
    return new EarlyStopping(what, measure, patience, least);
  }

  /// The steps that had been taken at the best evaluation; 0 if there was none.
  public int bestStep() {
    return (int) scalars[BEST_STEP];
  }

  /// Forgets what it remembers.
  ///
  /// @throws IllegalStateException if there is no validation set
  @Override
  public void onStart(Training training) {
    if (!training.hasValidation()) {
      throw new IllegalStateException("early stopping needs a validation set: call fit(train, validation)");
    }
    parameters = new float[training.model().layout().length()];
    scalars[BEST] = Double.POSITIVE_INFINITY;
    scalars[BEST_STEP] = 0;
    scalars[WAITED] = 0;
  }

  /// Compares the evaluation with the best one.
  ///
  /// @throws IllegalStateException if it has no accuracy to compare
  @Override
  public void onEvaluation(Training training, HistoryPoint point) {
    // An interrupted run is not evaluated.
    point.validation().ifPresent(evaluation -> compare(training, evaluation));
  }

  private void compare(Training training, Evaluation evaluation) {
    if (what.equals("accuracy") && Double.isNaN(evaluation.accuracy())) {
      throw new IllegalStateException("early stopping waits for the accuracy, which has no meaning for the loss of "
          + training.model().name() + "; use EarlyStopping.onLoss");
    }
    double value = measure.applyAsDouble(evaluation);
    if (value < scalars[BEST] - least) {
      scalars[BEST] = value;
      scalars[BEST_STEP] = training.step();
      scalars[WAITED] = 0;
      float[] current = training.model().parameters();
      System.arraycopy(current, 0, parameters, 0, parameters.length);
    } else if (++scalars[WAITED] >= patience) {
      training.requestStop();
    }
  }

  @Override
  public void onEnd(Training training, History history) {
    if (bestStep() > 0 && !history.stopReason().isUrgent()) {
      training.model().update(current -> System.arraycopy(parameters, 0, current, 0, current.length));
    }
  }

  @Override
  public Map<String, float[]> parameterState() {
    return Map.of("best", parameters);
  }

  @Override
  public double[] scalarState() {
    return scalars;
  }

  @Override
  public String toString() {
    return "early stopping on " + what + " after " + patience + " evaluations"
        + (least == 0 ? "" : " without " + least + " gained");
  }
}
