package dev.lanewise.search;

/// One learning rate, what became of the loss under it, and what that means.
///
/// @param learningRate the rate
/// @param verdict what the trial showed
/// @param reason why, in words and numbers
/// @param startLoss the typical loss of the untrained model on the last mini-batches of the trial
/// @param endLoss the typical loss on the same mini-batches in the trial; not finite if the trial ended so
/// @param losses the loss of every step that was taken; the last is NaN or infinite if the trial ended so
public record LearningRateTrial(
    float learningRate, Verdict verdict, String reason, double startLoss, double endLoss, float[] losses) {

  /// Copies the losses.
  public LearningRateTrial {
    losses = losses.clone();
  }

  /// A copy of the losses.
  @Override
  public float[] losses() {
    return losses.clone();
  }

  @Override
  public String toString() {
    return "learning rate " + NumberText.rate(learningRate) + " " + verdict + ": " + reason;
  }
}
