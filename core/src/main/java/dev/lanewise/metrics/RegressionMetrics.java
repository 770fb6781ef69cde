package dev.lanewise.metrics;

import dev.lanewise.Model;
import dev.lanewise.TargetKind;
import dev.lanewise.data.Dataset;
import java.util.Locale;

/// How far predicted numbers are from their targets: mean absolute error, root of the mean squared error, and R².
///
/// Sums are in double precision, over all outputs of all samples. R² is 1 less the squared error over that of the mean
/// of the targets, which is taken for each output by itself: 1 is perfect, 0 is no better than the mean, below 0 worse;
/// NaN if the targets never change. Every sample counts once, weights are not looked at.
///
/// @param mae mean absolute error, in units of the targets
/// @param rmse root of the mean squared error, in units of the targets
/// @param r2 the coefficient of determination
/// @param samples how many samples were seen
public record RegressionMetrics(double mae, double rmse, double r2, int samples) {

  /// Measures a model on a data set.
  ///
  /// @throws IllegalArgumentException if the model does not predict a number for each target, or the data set does not
  ///     fit it or is empty
  public static RegressionMetrics of(Model model, Dataset dataset) {
    if (model.targetKind() != TargetKind.TARGETS || model.targetWidth() != model.outputWidth()) {
      throw new IllegalArgumentException(model.name() + " does not predict a number for each target; "
          + "ClassificationMetrics measures classifiers");
    }
    float[] predictions = Predictions.of(model, dataset);
    int width = model.outputWidth();
    double absolute = 0;
    double squares = 0;
    double squaresOfMean = 0;
    for (int output = 0; output < width; output++) {
      double mean = 0;
      for (int sample = 0; sample < dataset.size(); sample++) {
        mean += dataset.target(sample, output) / (double) dataset.size();
      }
      for (int sample = 0; sample < dataset.size(); sample++) {
        double target = dataset.target(sample, output);
        double error = predictions[sample * width + output] - target;
        absolute += Math.abs(error);
        squares += error * error;
        squaresOfMean += (target - mean) * (target - mean);
      }
    }
    double count = (double) dataset.size() * width;
    return new RegressionMetrics(absolute / count, Math.sqrt(squares / count),
        squaresOfMean == 0 ? Double.NaN : 1 - squares / squaresOfMean, dataset.size());
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%d samples, mean absolute error %.4g, root mean squared error %.4g, R² %.4f",
        samples, mae, rmse, r2);
  }
}
