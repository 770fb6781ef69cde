package dev.lanewise.train;

import java.util.Locale;

/// Training met a loss, or a gradient, that is NaN or infinite; the parameters are as they were before that step.
public final class NonFiniteLossException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int epoch;
  private final int step;
  private final float learningRate;
  private final float loss;

  /// Describes a failed step.
  ///
  /// @param epoch from 1
  /// @param step from 1
  /// @param loss NaN or infinite; NaN also where the loss is finite but its gradient is not
  public NonFiniteLossException(int epoch, int step, float learningRate, float loss) {
    super(message(epoch, step, learningRate, loss));
    this.epoch = epoch;
    this.step = step;
    this.learningRate = learningRate;
    this.loss = loss;
  }

  private static String message(int epoch, int step, float learningRate, float loss) {
    String what = Float.isNaN(loss) ? "loss or its gradient became NaN" : "loss became infinite";
    String advice = step == 1
        ? "no step was taken yet, so look at the data (values that are huge or not numbers) and at the first weights"
        : "try a smaller learning rate (LearningRateSearch finds one) or inputs scaled to about 1";
    return String.format(Locale.ROOT, "%s in epoch %d, step %d (learning rate %s); %s. "
        + "The parameters are as they were before that step.", what, epoch, step, learningRate, advice);
  }

  /// The epoch of the failed step, from 1.
  public int epoch() {
    return epoch;
  }

  /// The failed step, from 1.
  public int step() {
    return step;
  }

  /// The learning rate of the failed step.
  public float learningRate() {
    return learningRate;
  }

  /// What the model returned: NaN or an infinity.
  public float loss() {
    return loss;
  }
}
