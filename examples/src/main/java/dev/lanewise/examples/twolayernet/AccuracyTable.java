package dev.lanewise.examples.twolayernet;

import dev.lanewise.data.Dataset;
import dev.lanewise.examples.plot.Accuracies;
import dev.lanewise.train.Evaluation;
import dev.lanewise.train.HistoryPoint;
import dev.lanewise.train.Training;
import dev.lanewise.train.TrainingListener;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Prints a row at each evaluation, with the mean loss of the steps since the row before and both accuracies, and keeps
/// the accuracies for the picture.
final class AccuracyTable implements TrainingListener {
  /// Training samples to evaluate on: enough for two digits of the accuracy at little cost.
  private static final int TRAIN_SAMPLES = 10_000;

  private final PrintStream out;
  private final Dataset train;
  private final List<Accuracies> accuracies = new ArrayList<>();

  AccuracyTable(PrintStream out, Dataset train) {
    this.out = out;
    this.train = train.take(TRAIN_SAMPLES);
  }

  /// What the rows said, in order.
  List<Accuracies> accuracies() {
    return List.copyOf(accuracies);
  }

  @Override
  public void onStart(Training training) {
    out.println("   step  epoch  mean loss  training accuracy  test accuracy");
  }

  @Override
  public void onEvaluation(Training training, HistoryPoint point) {
    double trainAccuracy = Evaluation.of(training.model(), train).accuracy();
    double testAccuracy = point.validation().map(Evaluation::accuracy).orElse(Double.NaN);
    accuracies.add(new Accuracies(point.step(), trainAccuracy, testAccuracy));
    // a loss that has gone astray must not push the columns apart
    String loss = String.format(Locale.ROOT, point.trainLoss() < 1000 ? "%.4f" : "%.1e", point.trainLoss());
    out.printf(Locale.ROOT, "%7d  %5d  %9s  %17.4f  %13.4f%n",
        point.step(), point.epoch(), loss, trainAccuracy, testAccuracy);
  }
}
