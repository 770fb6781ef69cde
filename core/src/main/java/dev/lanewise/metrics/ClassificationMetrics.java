package dev.lanewise.metrics;

import dev.lanewise.Checks;
import dev.lanewise.Link;
import dev.lanewise.Model;
import dev.lanewise.TargetKind;
import dev.lanewise.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// How well a classifier does: confusion matrix, accuracy, top-k, precision, recall, F1 and the area under the ROC
/// curve.
///
/// A classifier has labels, or a single output under a sigmoid with targets of 0 and 1; that is taken as two classes,
/// of which 1 is predicted from a probability of one half on. The predicted class is the one with the largest
/// probability, the first where several are. Every sample counts once, weights are not looked at. Immutable.
public final class ClassificationMetrics {
  private final int[] labels;
  // The probability of each class for each sample.
  private final float[] scores;
  private final int classes;
  private final int[][] confusion;

  private ClassificationMetrics(int[] labels, float[] scores, int classes) {
    this.labels = labels;
    this.scores = scores;
    this.classes = classes;
    confusion = new int[classes][classes];
    for (int sample = 0; sample < labels.length; sample++) {
      confusion[labels[sample]][predicted(sample)]++;
    }
  }

  /// Measures a model on a data set.
  ///
  /// @throws IllegalArgumentException if the model is no classifier, or the data set does not fit it or is empty
  public static ClassificationMetrics of(Model model, Dataset dataset) {
    boolean isBinary = model.targetKind() == TargetKind.TARGETS && model.link() == Link.SIGMOID
        && model.outputWidth() == 1;
    if (model.targetKind() != TargetKind.LABELS && !isBinary) {
      throw new IllegalArgumentException(model.name() + " is no classifier: it needs labels, or one output under a "
          + "sigmoid; RegressionMetrics measures predictions of numbers");
    }
    float[] predictions = Predictions.of(model, dataset);
    int[] labels = new int[dataset.size()];
    if (!isBinary) {
      for (int sample = 0; sample < labels.length; sample++) {
        labels[sample] = dataset.label(sample);
      }
      return new ClassificationMetrics(labels, predictions, model.outputWidth());
    }
    float[] scores = new float[2 * labels.length];
    for (int sample = 0; sample < labels.length; sample++) {
      labels[sample] = dataset.target(sample, 0) > 0.5f ? 1 : 0;
      scores[2 * sample] = 1 - predictions[sample];
      // a tie goes to the first class, but a probability of one half is to count as 1
      scores[2 * sample + 1] = predictions[sample] == 0.5f ? Math.nextUp(0.5f) : predictions[sample];
    }
    return new ClassificationMetrics(labels, scores, 2);
  }

  private int predicted(int sample) {
    int best = 0;
    for (int i = 1; i < classes; i++) {
      if (scores[sample * classes + i] > scores[sample * classes + best]) {
        best = i;
      }
    }
    return best;
  }

  /// The number of classes.
  public int classes() {
    return classes;
  }

  /// The number of samples.
  public int samples() {
    return labels.length;
  }

  /// The samples of a class that were taken for another, or for their own.
  ///
  /// @throws IndexOutOfBoundsException if there is no such class
  public int confusion(int actual, int predicted) {
    return confusion[actual][predicted];
  }

  /// The share of samples whose class was predicted.
  public double accuracy() {
    return (double) IntStream.range(0, classes).map(i -> confusion[i][i]).sum() / labels.length;
  }

  /// The share of samples whose class is among the most probable ones; fewer than `k` others are more probable, or as
  /// probable and before it.
  ///
  /// @param k from 1 to the number of classes
  /// @throws IllegalArgumentException if it is outside
  public double topK(int k) {
    Checks.between(1, classes, k, "k");
    int hits = 0;
    for (int sample = 0; sample < labels.length; sample++) {
      float own = scores[sample * classes + labels[sample]];
      int before = 0;
      for (int other = 0; other < classes; other++) {
        float score = scores[sample * classes + other];
        before += score > own || score == own && other < labels[sample] ? 1 : 0;
      }
      hits += before < k ? 1 : 0;
    }
    return (double) hits / labels.length;
  }

  /// Of the samples that were taken for a class, the share that is of it; 0 if none was.
  public double precision(int of) {
    return share(confusion[of][of], IntStream.range(0, classes).map(actual -> confusion[actual][of]).sum());
  }

  /// Of the samples of a class, the share that was taken for it; 0 if there is none.
  public double recall(int of) {
    return share(confusion[of][of], IntStream.of(confusion[of]).sum());
  }

  /// The harmonic mean of precision and recall; 0 if both are.
  public double f1(int of) {
    double precision = precision(of);
    double recall = recall(of);
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }

  /// The mean of F1 over all classes, each counting alike.
  public double macroF1() {
    return IntStream.range(0, classes).mapToDouble(this::f1).average().orElseThrow();
  }

  /// The area under the ROC curve of a class against all others: how often a sample of the class has a larger
  /// probability for it than a sample of another, a tie counting half. NaN unless there are samples of both kinds.
  ///
  /// Source: Hanley, McNeil 1982, "The meaning and use of the area under a receiver operating characteristic (ROC)
  /// curve": the statistic of Wilcoxon, Mann and Whitney.
  public double rocAuc(int of) {
    int[] order = IntStream.range(0, labels.length).boxed()
        .sorted((a, b) -> Float.compare(scores[a * classes + of], scores[b * classes + of]))
        .mapToInt(Integer::intValue).toArray();
    double rankSum = 0;
    long positives = 0;
    int from = 0;
    while (from < order.length) {
      int to = from;
      while (to < order.length && scores[order[to] * classes + of] == scores[order[from] * classes + of]) {
        to++;
      }
      // all of a tie have the mean of their ranks
      double rank = (from + 1 + to) / 2.0;
      for (int i = from; i < Math.max(to, from + 1); i++) {
        if (labels[order[i]] == of) {
          rankSum += rank;
          positives++;
        }
      }
      from = Math.max(to, from + 1);
    }
    long negatives = labels.length - positives;
    return positives == 0 || negatives == 0
        ? Double.NaN : (rankSum - positives * (positives + 1) / 2.0) / ((double) positives * negatives);
  }

  /// All measures as text: a row for each class, and the confusion matrix.
  public String table() {
    return table(IntStream.range(0, classes).mapToObj(String::valueOf).toList());
  }

  /// As [#table()], with names for the classes.
  ///
  /// @throws IllegalArgumentException if there are more or fewer names than classes
  public String table(List<String> names) {
    if (names.size() != classes) {
      throw new IllegalArgumentException(names.size() + " names for " + classes + " classes");
    }
    int width = Math.max(8, names.stream().mapToInt(String::length).max().orElse(0));
    StringBuilder text = new StringBuilder(String.format(Locale.ROOT,
        "%d samples, accuracy %.4f, macro F1 %.4f%n%n%-" + width + "s %9s %9s %9s %9s%n",
        samples(), accuracy(), macroF1(), "class", "precision", "recall", "F1", "ROC AUC"));
    for (int i = 0; i < classes; i++) {
      text.append(String.format(Locale.ROOT, "%-" + width + "s %9.4f %9.4f %9.4f %9.4f%n",
          names.get(i), precision(i), recall(i), f1(i), rocAuc(i)));
    }
    text.append(String.format("%n%-" + width + "s %s%n", "actual", "taken for"));
    List<String> heads = new ArrayList<>();
    names.forEach(name -> heads.add(String.format("%" + Math.max(6, name.length()) + "s", name)));
    text.append(" ".repeat(width)).append(' ').append(String.join(" ", heads)).append('\n');
    for (int actual = 0; actual < classes; actual++) {
      text.append(String.format("%-" + width + "s", names.get(actual)));
      for (int predicted = 0; predicted < classes; predicted++) {
        text.append(String.format(" %" + heads.get(predicted).length() + "d", confusion[actual][predicted]));
      }
      text.append('\n');
    }
    return text.toString().replace(System.lineSeparator(), "\n");
  }

  @Override
  public String toString() {
    return table();
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
