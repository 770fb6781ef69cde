package dev.lanewise.train;

import java.util.Locale;

/// Training met a loss or a gradient that is NaN or infinite, or parameters that have become so.
///
/// A step whose loss or gradient is not finite is not taken: the parameters are as they were before it. They may have
/// been ruined by the step before, whose update can overflow although its loss was finite; [#parametersAreFinite]
/// tells. Parameters are looked at where a loss is not finite, before each evaluation, and at the end.
public final class NonFiniteLossException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private static final String SMALLER_RATE =
      "try a smaller learning rate (LearningRateSearch finds one) or inputs scaled to about 1";

  private final int epoch;
  private final int step;
  private final float learningRate;
  private final float loss;
  private final boolean parametersAreFinite;

  /// Describes a failed step.
  ///
  /// @param epoch from 1
  /// @param step from 1
  /// @param loss NaN or infinite, NaN also where the loss is finite but its gradient is not; or the finite loss of the
  ///     last step taken, where parameters are not finite after it
  /// @param parametersAreFinite whether no parameter is NaN or infinite now
  public NonFiniteLossException(int epoch, int step, float learningRate, float loss, boolean parametersAreFinite) {
    super(message(epoch, step, learningRate, loss, parametersAreFinite));
    this.epoch = epoch;
    this.step = step;
    this.learningRate = learningRate;
    this.loss = loss;
    this.parametersAreFinite = parametersAreFinite;
  }

  private static String message(int epoch, int step, float learningRate, float loss, boolean parametersAreFinite) {
    String where = String.format(Locale.ROOT, "epoch %d, step %d (learning rate %s)", epoch, step, learningRate);
    if (Float.isFinite(loss)) {
      return "parameters are NaN or infinite after " + where + "; " + SMALLER_RATE + ". " + useless();
    }
    String what = (Float.isNaN(loss) ? "loss or its gradient became NaN" : "loss became infinite") + " in " + where;
    if (step == 1) {
      return what + "; no step was taken yet, so look at the data (values that are huge or not numbers) and at the "
          + "first weights. "
          + (parametersAreFinite ? asBefore() : "The model came with parameters that are NaN or infinite.");
    }
    return what + "; " + SMALLER_RATE + ". " + (parametersAreFinite
        ? asBefore()
        : "The step was not taken, but parameters were NaN or infinite before it already. " + useless());
  }

  private static String asBefore() {
    return "The parameters are as they were before that step, and finite.";
  }

  private static String useless() {
    return "The model is of no more use: create it again or load saved weights.";
  }

  /// The epoch of the failed step, from 1.
  public int epoch() {
    return epoch;
  }

  /// The failed step, from 1: the one that was not taken, or, where its loss is finite, the last one taken.
  public int step() {
    return step;
  }

  /// The learning rate of the failed step.
  public float learningRate() {
    return learningRate;
  }

  /// What the model returned: NaN or an infinity; finite where only the parameters were found not to be.
  public float loss() {
    return loss;
  }

  /// Whether no parameter is NaN or infinite; if one is, the model can neither predict nor go on training.
  public boolean parametersAreFinite() {
    return parametersAreFinite;
  }
}
