package dev.lanewise.metrics;

import dev.lanewise.Model;
import dev.lanewise.data.Dataset;
import dev.lanewise.train.HistoryPoint;
import dev.lanewise.train.Training;
import dev.lanewise.train.TrainingListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/// Measures a model at every evaluation of a training run.
///
/// ```java
/// MetricsLog<ClassificationMetrics> log = MetricsLog.of(ClassificationMetrics::of, validation)
///     .column("macro F1", ClassificationMetrics::macroF1);
/// Trainer.of(net).optimizer(Adam.of(0.001f)).listener(log).fit(train, validation);
/// System.out.println(log.toCsv());
/// ```
///
/// What is measured before a run is broken off is not remembered in its checkpoints: a log that goes on holds the
/// evaluations since. Not safe for use by several threads.
///
/// @param <M> the metrics
public final class MetricsLog<M> implements TrainingListener {
  private final BiFunction<Model, Dataset, M> metrics;
  private final Dataset dataset;
  private final Map<String, ToDoubleFunction<M>> columns = new LinkedHashMap<>();
  private final List<Entry<M>> entries = new ArrayList<>();
  private Optional<Consumer<Entry<M>>> reader = Optional.empty();

  /// What was measured.
  ///
  /// @param step the steps taken by then
  /// @param epoch the epoch of the last of them, from 1
  public record Entry<M>(int step, int epoch, M metrics) {}

  private MetricsLog(BiFunction<Model, Dataset, M> metrics, Dataset dataset) {
    this.metrics = metrics;
    this.dataset = dataset;
  }

  /// Begins a log.
  ///
  /// @param metrics measures a model on a data set: `ClassificationMetrics::of`, `RegressionMetrics::of`, or your own
  /// @param dataset samples that training does not see
  public static <M> MetricsLog<M> of(BiFunction<Model, Dataset, M> metrics, Dataset dataset) {
    return new MetricsLog<>(Objects.requireNonNull(metrics, "metrics"), Objects.requireNonNull(dataset, "dataset"));
  }

  /// Adds a column to [#toCsv].
  ///
  /// @throws IllegalArgumentException if there is one of that name already
  public MetricsLog<M> column(String name, ToDoubleFunction<M> value) {
    if (columns.putIfAbsent(name, value) != null) {
      throw new IllegalArgumentException("there is a column '" + name + "' already");
    }
    return this;
  }

  /// Has each entry read as soon as it is measured, to print it or to end the run.
  public MetricsLog<M> onEntry(Consumer<Entry<M>> consumer) {
    reader = Optional.of(consumer);
    return this;
  }

  /// What was measured in the last run, in order.
  public List<Entry<M>> entries() {
    return List.copyOf(entries);
  }

  /// The entry with the largest value, the first where several have it; empty if nothing was measured or every value is
  /// NaN.
  public Optional<Entry<M>> best(ToDoubleFunction<M> value) {
    Entry<M> best = null;
    double most = Double.NEGATIVE_INFINITY;
    for (Entry<M> entry : entries) {
      double of = value.applyAsDouble(entry.metrics());
      if (of > most) {
        most = of;
        best = entry;
      }
    }
    return Optional.ofNullable(best);
  }

  /// The log as CSV, with a header: `step,epoch` and the columns.
  public String toCsv() {
    StringBuilder csv = new StringBuilder("step,epoch");
    columns.keySet().forEach(name -> csv.append(',').append(quoted(name)));
    csv.append('\n');
    for (Entry<M> entry : entries) {
      csv.append(entry.step()).append(',').append(entry.epoch());
      columns.values().forEach(value -> csv.append(',').append(value.applyAsDouble(entry.metrics())));
      csv.append('\n');
    }
    return csv.toString();
  }

  private static String quoted(String name) {
    return name.contains(",") || name.contains("\"") || name.contains("\n")
        ? '"' + name.replace("\"", "\"\"") + '"' : name;
  }

  @Override
  public void onStart(Training training) {
    entries.clear();
  }

  @Override
  public void onEvaluation(Training training, HistoryPoint point) {
    Entry<M> entry = new Entry<>(point.step(), point.epoch(), metrics.apply(training.model(), dataset));
    entries.add(entry);
    reader.ifPresent(consumer -> consumer.accept(entry));
  }
}
