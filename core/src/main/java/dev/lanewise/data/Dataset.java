package dev.lanewise.data;

import dev.lanewise.Checks;
import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.TargetKind;
import dev.lanewise.init.CounterRandom;
import java.util.Arrays;
import java.util.Objects;

/// Samples with what a loss compares them with: class labels, or a row of targets each, and optionally a weight.
///
/// ```java
/// Dataset.of(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 2).labels(0, 1, 1, 0)
/// ```
///
/// A data set is built in steps, each of which returns another data set. It never changes, and many threads may use it.
/// Arrays of floats and labels are kept, not copied: do not change them afterwards. Arrays of bytes are copied.
public final class Dataset {
  private final Rows features;
  private final int[] labels;
  private final Rows targets;
  private final float[] weights;
  private final SampleShape shape;

  private Dataset(Rows features, int[] labels, Rows targets, float[] weights) {
    this.features = features;
    this.labels = labels;
    this.targets = targets;
    this.weights = weights;
    this.shape = new SampleShape(features.width(), targetKind(), targetWidth(), isWeighted());
  }

  /// Samples given as floats.
  ///
  /// @param features `[size, width]` row by row; kept, not copied
  /// @param width the numbers in a sample, at least 1
  /// @throws DatasetException if the features do not divide into samples of that width
  public static Dataset of(float[] features, int width) {
    return new Dataset(floats("features", features, width), null, null, null);
  }

  /// Samples given as unsigned bytes, such as pixels; each counts as the byte, 0 to 255, times the scale.
  ///
  /// They stay bytes, a quarter of the memory of floats, until a mini-batch needs them.
  ///
  /// @param features `[size, width]` row by row; copied
  /// @param width the numbers in a sample, at least 1
  /// @param scale finite and not 0, `1 / 255f` for values from 0 to 1
  /// @throws DatasetException if the features do not divide into samples of that width, or the scale is out of range
  public static Dataset ofBytes(byte[] features, int width, float scale) {
    return ofOwnBytes(Objects.requireNonNull(features, "features").clone(), width, scale);
  }

  /// As [#ofBytes], for an array that nobody else has; it is changed in place.
  static Dataset ofOwnBytes(byte[] features, int width, float scale) {
    requireRows("features", features.length, width);
    if (scale == 0 || !Float.isFinite(scale)) {
      throw new DatasetException("scale " + scale + " must be finite and not 0; 1 / 255f makes bytes 0 to 1");
    }
    return new Dataset(ByteRows.takeOver(features, width, scale), null, null, null);
  }

  /// The same samples with a class label each, for a classifier; replaces targets.
  ///
  /// @param labels `[size]`, from 0; kept, not copied
  /// @throws DatasetException if there are more or fewer labels than samples
  public Dataset labels(int... labels) {
    Objects.requireNonNull(labels, "labels");
    requireOnePerSample("labels", labels.length);
    return new Dataset(features, labels, null, weights);
  }

  /// The same samples with a row of targets each; replaces labels.
  ///
  /// @param targets `[size, width]` row by row; kept, not copied
  /// @param width the numbers in a target row, at least 1
  /// @throws DatasetException if there are more or fewer target rows than samples
  public Dataset targets(float[] targets, int width) {
    Rows rows = floats("targets", targets, width);
    requireOnePerSample("target rows of width " + width, rows.count());
    return new Dataset(features, null, rows, weights);
  }

  /// The same samples with a weight each, by which a sample counts in the loss.
  ///
  /// @param weights `[size]`, finite, at least 0, not all 0; kept, not copied
  /// @throws DatasetException if there are more or fewer weights than samples
  public Dataset weights(float... weights) {
    Objects.requireNonNull(weights, "weights");
    requireOnePerSample("weights", weights.length);
    return new Dataset(features, labels, targets, weights);
  }

  /// The same samples with targets of 1 for the label and 0 for the other classes.
  ///
  /// @param classes the width of a target row, above every label
  /// @throws DatasetException if the samples have no labels, or one is not below `classes`
  public Dataset oneHot(int classes) {
    Checks.atLeast(1, classes, "classes");
    if (labels == null) {
      throw new DatasetException(
          "only labels can become one-hot targets; this data set has " + shape.describeTargets());
    }
    float[] rows = new float[Checks.product(size(), classes, "one-hot targets")];
    for (int i = 0; i < size(); i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new DatasetException(
            "label " + labels[i] + " of sample " + i + " must be at least 0 and below the " + classes + " classes");
      }
      rows[i * classes + labels[i]] = 1;
    }
    return targets(rows, classes);
  }

  /// The number of samples.
  public int size() {
    return features.count();
  }

  /// The numbers in a sample.
  public int inputWidth() {
    return features.width();
  }

  /// The numbers in a target row; 0 unless there are targets.
  public int targetWidth() {
    return targets == null ? 0 : targets.width();
  }

  /// Whether samples have labels, targets or neither.
  public TargetKind targetKind() {
    return labels != null ? TargetKind.LABELS : targets != null ? TargetKind.TARGETS : TargetKind.NONE;
  }

  /// Whether samples have weights.
  public boolean isWeighted() {
    return weights != null;
  }

  /// What a sample consists of.
  public SampleShape shape() {
    return shape;
  }

  /// One number of a sample, as the network sees it.
  ///
  /// @throws IndexOutOfBoundsException if there is no such sample or column
  public float feature(int sample, int column) {
    Objects.checkIndex(sample, size());
    return features.at(sample, Objects.checkIndex(column, inputWidth()));
  }

  /// The label of a sample.
  ///
  /// @throws IllegalStateException if the samples have no labels
  /// @throws IndexOutOfBoundsException if there is no such sample
  public int label(int sample) {
    if (labels == null) {
      throw new IllegalStateException("this data set has no labels but " + shape.describeTargets());
    }
    return labels[Objects.checkIndex(sample, size())];
  }

  /// One number of a target row.
  ///
  /// @throws IllegalStateException if the samples have no targets
  /// @throws IndexOutOfBoundsException if there is no such sample or column
  public float target(int sample, int column) {
    if (targets == null) {
      throw new IllegalStateException("this data set has no targets but " + shape.describeTargets());
    }
    Objects.checkIndex(sample, size());
    return targets.at(sample, Objects.checkIndex(column, targetWidth()));
  }

  /// The weight of a sample, 1 unless weights were given.
  ///
  /// @throws IndexOutOfBoundsException if there is no such sample
  public float weight(int sample) {
    Objects.checkIndex(sample, size());
    return weights == null ? 1 : weights[sample];
  }

  /// The first samples, or all if there are fewer; the features are shared, not copied.
  ///
  /// @param count at least 0
  public Dataset take(int count) {
    return slice(0, Math.min(Checks.atLeast(0, count, "count"), size()));
  }

  /// Cuts the data set in two without changing the order; [#shuffled] first if the order means something.
  ///
  /// @param first the samples in the first part, `0 <= first <= size`
  public Split splitAt(int first) {
    if (first < 0 || first > size()) {
      throw new DatasetException("first " + first + " must lie between 0 and the " + size() + " samples");
    }
    return new Split(slice(0, first), slice(first, size() - first));
  }

  /// Cuts the data set in two without changing the order; [#shuffled] first if the order means something.
  ///
  /// @param fraction the share of the first part, `0 <= fraction <= 1`, rounded to whole samples
  public Split split(double fraction) {
    if (!(fraction >= 0 && fraction <= 1)) {
      throw new DatasetException("fraction " + fraction + " must lie between 0 and 1");
    }
    return splitAt((int) Math.round(fraction * size()));
  }

  /// A copy in an order that depends on the seed alone.
  public Dataset shuffled(long seed) {
    int[] order = new int[size()];
    CounterRandom.of(seed, Streams.DATASET_ORDER).fillPermutation(order);
    return subset(order);
  }

  /// A copy of the given samples, in that order; a sample may come more than once.
  ///
  /// @throws IndexOutOfBoundsException if there is no such sample
  public Dataset subset(int... samples) {
    for (int sample : samples) {
      Objects.checkIndex(sample, size());
    }
    Checks.product(samples.length, Math.max(inputWidth(), targetWidth()), "subset");
    return new Dataset(
        features.select(samples),
        labels == null ? null : Arrays.stream(samples).map(sample -> labels[sample]).toArray(),
        targets == null ? null : targets.select(samples),
        weights == null ? null : selectWeights(samples));
  }

  /// An empty mini-batch of the right shape for samples of this data set.
  ///
  /// @param capacity the most samples it can hold, at least 1
  public MiniBatch miniBatch(int capacity) {
    return shape.miniBatch(capacity);
  }

  /// Fills a mini-batch with samples by index; allocates nothing.
  ///
  /// @param samples indices, of which those from `from` to `from + count - 1` are used
  /// @param into made by [#miniBatch]; its size becomes `count`
  /// @throws IllegalArgumentException if the mini-batch has another shape or too little room
  /// @throws IndexOutOfBoundsException if an index is outside `samples`, or a sample outside the data set
  public void gather(int[] samples, int from, int count, MiniBatch into) {
    Objects.checkFromIndexSize(from, count, samples.length);
    requireRoom(count, into);
    for (int i = from; i < from + count; i++) {
      Objects.checkIndex(samples[i], size());
    }
    features.gather(samples, from, count, into.samples());
    if (targets != null) {
      targets.gather(samples, from, count, into.targets());
    }
    for (int i = 0; labels != null && i < count; i++) {
      into.labels()[i] = labels[samples[from + i]];
    }
    for (int i = 0; weights != null && i < count; i++) {
      into.weights()[i] = weights[samples[from + i]];
    }
  }

  /// Fills a mini-batch with neighbouring samples; allocates nothing.
  ///
  /// @param from the first sample
  /// @param into made by [#miniBatch]; its size becomes `count`
  /// @throws IllegalArgumentException if the mini-batch has another shape or too little room
  /// @throws IndexOutOfBoundsException if a sample is outside the data set
  public void gather(int from, int count, MiniBatch into) {
    Objects.checkFromIndexSize(from, count, size());
    requireRoom(count, into);
    features.copy(from, count, into.samples(), 0);
    if (labels != null) {
      System.arraycopy(labels, from, into.labels(), 0, count);
    }
    if (targets != null) {
      targets.copy(from, count, into.targets(), 0);
    }
    if (weights != null) {
      System.arraycopy(weights, from, into.weights(), 0, count);
    }
  }

  /// Checks everything that a network needs for training or evaluation: the width of samples, the kind, range and width
  /// of labels or targets, the weights, and that every number is finite.
  ///
  /// Reads all features once where they are floats.
  ///
  /// @throws DatasetException if anything does not fit; the message lists each problem with its first offender
  public void requireFits(Model model) {
    requireFits(model, "data set");
  }

  /// As [#requireFits(Model)], for a data set that the message calls by its role.
  ///
  /// @param role `training set`, `validation set`
  public void requireFits(Model model, String role) {
    Objects.requireNonNull(model, "model");
    new DatasetCheck(this, model, role).run();
  }

  /// The SHA-256 of all samples as a network sees them, with labels, targets and weights, in hexadecimal.
  public String digest() {
    return DatasetDigest.of(this);
  }

  /// The same labels, targets and weights with other samples of the same number.
  Dataset withFeatures(float[] samples) {
    return new Dataset(floats("features", samples, inputWidth()), labels, targets, weights);
  }

  Rows featureRows() {
    return features;
  }

  Rows targetRows() {
    return targets;
  }

  private void requireRoom(int count, MiniBatch into) {
    if (!shape.fits(into)) {
      throw new IllegalArgumentException(
          "the mini-batch has another shape than the data set; make it with miniBatch(capacity) of the data set");
    }
    into.setSize(count);
  }

  private Dataset slice(int from, int count) {
    return new Dataset(
        features.slice(from, count),
        labels == null ? null : Arrays.copyOfRange(labels, from, from + count),
        targets == null ? null : targets.slice(from, count),
        weights == null ? null : Arrays.copyOfRange(weights, from, from + count));
  }

  private float[] selectWeights(int[] samples) {
    float[] selected = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      selected[i] = weights[samples[i]];
    }
    return selected;
  }

  private static Rows floats(String what, float[] values, int width) {
    Objects.requireNonNull(values, what);
    requireRows(what, values.length, width);
    return new FloatRows(values, 0, values.length / width, width);
  }

  private static void requireRows(String what, int length, int width) {
    if (width < 1) {
      throw new DatasetException("the width of " + what + ", " + width + ", must be at least 1");
    }
    if (length % width != 0) {
      throw new DatasetException(
          length + " " + what + " do not divide into rows of width " + width + "; " + length % width
              + " are left over");
    }
  }

  private void requireOnePerSample(String what, int count) {
    if (count != size()) {
      throw new DatasetException(
          count + " " + what + " for " + size() + " samples of width " + inputWidth() + "; give one for each sample");
    }
  }

  /// Size and shape in words, without the numbers.
  @Override
  public String toString() {
    return size() + (size() == 1 ? " sample" : " samples") + " of " + shape;
  }

  /// Two parts of a data set.
  ///
  /// @param first the samples up to the cut
  /// @param rest the samples after it
  public record Split(Dataset first, Dataset rest) {}
}
