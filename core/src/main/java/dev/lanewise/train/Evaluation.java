package dev.lanewise.train;

import dev.lanewise.Model;
import dev.lanewise.data.Dataset;
import java.util.Locale;
import java.util.OptionalDouble;

/// How well a model does on a data set.
///
/// **Loss** is the mean over the samples, or their weighted mean where they have weights. It is added up in double in
/// the order of the data set, so it is the same bits on every machine. **Accuracy** is
///
/// - for labels, the share of samples whose largest output (the first, where several are) is the labelled one;
/// - for target rows under a softmax, the share of samples whose largest output stands where the largest target does;
/// - for target rows under a sigmoid, the share of single outputs on the right side of 0 (probability 0.5);
/// - else without a meaning, and `NaN`.
///
/// Where samples have weights, each counts with its own. A sample with an output that is NaN counts as wrong.
///
/// @param loss the mean loss
/// @param accuracy between 0 and 1, or NaN where it has no meaning
/// @param samples how many samples were seen
public record Evaluation(double loss, double accuracy, int samples) {

  /// Evaluates a model on a whole data set.
  ///
  /// @throws IllegalArgumentException if the data set does not fit the model, or is empty
  public static Evaluation of(Model model, Dataset dataset) {
    return new Evaluator(model, dataset).evaluate();
  }

  /// The accuracy, if it has a meaning for the model's loss.
  public OptionalDouble accuracyIfAny() {
    return Double.isNaN(accuracy) ? OptionalDouble.empty() : OptionalDouble.of(accuracy);
  }

  @Override
  public String toString() {
    String text = String.format(Locale.ROOT, "loss %.4f", loss);
    return Double.isNaN(accuracy) ? text : text + String.format(Locale.ROOT, ", accuracy %.4f", accuracy);
  }
}
