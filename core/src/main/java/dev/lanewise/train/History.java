package dev.lanewise.train;

import dev.lanewise.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What happened in a training run: the loss of every step, and how the model did at each evaluation. Immutable.
public final class History {
  private final float[] losses;
  private final List<HistoryPoint> points;
  private final long samples;
  private final double seconds;
  private final double trainingSeconds;
  private final StopReason stopReason;

  /// @param losses of each step; taken over
  /// @param trainingSeconds the seconds without evaluations
  History(
      float[] losses,
      List<HistoryPoint> points,
      long samples,
      double seconds,
      double trainingSeconds,
      StopReason stopReason) {
    this.losses = losses;
    this.points = List.copyOf(points);
    this.samples = samples;
    this.seconds = seconds;
    this.trainingSeconds = trainingSeconds;
    this.stopReason = stopReason;
  }

  /// The steps taken.
  public int steps() {
    return losses.length;
  }

  /// The loss of a step, measured before it changed the parameters.
  ///
  /// @param step from 1 to [#steps]
  /// @throws IndexOutOfBoundsException if it is outside
  public float loss(int step) {
    if (step < 1 || step > losses.length) {
      throw new IndexOutOfBoundsException(
          "step " + step + " was not taken; steps count from 1, and there are " + losses.length);
    }
    return losses[step - 1];
  }

  /// A copy of the losses of all steps, `[steps]`.
  public float[] losses() {
    return losses.clone();
  }

  /// The evaluations in order; the last is at the end of the run, and there is none if no step was taken.
  public List<HistoryPoint> points() {
    return points;
  }

  /// How the model did on the validation set when it was last evaluated, if there is one.
  public Optional<Evaluation> validation() {
    return points.stream().map(HistoryPoint::validation).flatMap(Optional::stream).reduce((first, last) -> last);
  }

  /// The samples seen, each as often as it was seen.
  public long samples() {
    return samples;
  }

  /// How long the run took, evaluations included.
  public double seconds() {
    return seconds;
  }

  /// The samples seen per second of training, evaluations left out; 0 if no step was taken.
  public double samplesPerSecond() {
    return samples == 0 ? 0 : samples / trainingSeconds;
  }

  /// Why the run ended.
  public StopReason stopReason() {
    return stopReason;
  }

  /// The evaluations as CSV, with a header: `step,epoch,seconds,train_loss,validation_loss,validation_accuracy`.
  ///
  /// What is not known is left empty. Lines end in `\n`; numbers have a decimal point in every locale.
  public String toCsv() {
    StringBuilder csv = new StringBuilder("step,epoch,seconds,train_loss,validation_loss,validation_accuracy\n");
    for (HistoryPoint point : points) {
      String loss = point.validation().map(validation -> number(validation.loss())).orElse("");
      String accuracy = point.validation().map(validation -> number(validation.accuracy())).orElse("");
      csv.append(point.step()).append(',').append(point.epoch()).append(',');
      csv.append(String.format(Locale.ROOT, "%.3f", point.seconds())).append(',');
      csv.append(number(point.trainLoss())).append(',').append(loss).append(',').append(accuracy).append('\n');
    }
    return csv.toString();
  }

  /// The loss of every step as CSV, with a header: `step,loss`.
  public String lossesToCsv() {
    StringBuilder csv = new StringBuilder("step,loss\n");
    for (int i = 0; i < losses.length; i++) {
      csv.append(i + 1).append(',').append(losses[i]).append('\n');
    }
    return csv.toString();
  }

  /// Writes [#toCsv] to a file in UTF-8, replacing what is there.
  ///
  /// @throws IOException if the file cannot be written
  public void writeCsv(Path file) throws IOException {
    Files.writeString(file, toCsv());
  }

  /// The history as JSON: why the run ended, the evaluations, and the loss of every step; what is not known or not
  /// finite is null.
  public String toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("steps", steps());
    json.put("samples", samples);
    json.put("seconds", seconds);
    json.put("stop_reason", stopReason.name());
    List<Object> evaluations = new ArrayList<>();
    for (HistoryPoint point : points) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("step", point.step());
      one.put("epoch", point.epoch());
      one.put("seconds", point.seconds());
      one.put("train_loss", point.trainLoss());
      one.put("validation_loss", point.validation().map(Evaluation::loss).orElse(null));
      one.put("validation_accuracy", point.validation().map(Evaluation::accuracy).orElse(null));
      evaluations.add(one);
    }
    json.put("evaluations", evaluations);
    List<Object> all = new ArrayList<>();
    for (float loss : losses) {
      all.add(loss);
    }
    json.put("losses", all);
    return JsonText.of(json);
  }

  /// Writes [#toJson] to a file in UTF-8, replacing what is there.
  ///
  /// @throws IOException if the file cannot be written
  public void writeJson(Path file) throws IOException {
    Files.writeString(file, toJson());
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }

  /// The steps that the last point's training loss is the mean of.
  private int lastMeanOver() {
    int before = points.size() < 2 ? 0 : points.get(points.size() - 2).step();
    return points.getLast().step() - before;
  }

  @Override
  public String toString() {
    String speed = String.format(Locale.ROOT, "%d steps in %.1f s (%,.0f samples/s)", steps(), seconds,
        samplesPerSecond());
    String loss = points.isEmpty() ? "" : String.format(Locale.ROOT, ", mean train loss %.4f (last %,d %s)",
        points.getLast().trainLoss(), lastMeanOver(), lastMeanOver() == 1 ? "step" : "steps");
    return speed + loss + validation().map(validation -> ", validation " + validation).orElse("");
  }
}
