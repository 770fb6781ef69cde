package dev.lanewise.data;

import dev.lanewise.Checks;
import dev.lanewise.safetensors.NamedTensor;
import dev.lanewise.safetensors.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Brings the columns of samples to a common scale, `(value - offset) / width` for each column.
///
/// Offsets and widths come from a training set alone, and are then applied to whatever the network sees: to fit them to
/// validation or test data would let the network know what it is not to know. Save them beside the weights, for a
/// network is of no use without them. A column that never changes becomes 0. Immutable.
///
/// ```java
/// Scaling scaling = Scaling.standard(train);
/// net = …; Trainer.of(net)….fit(scaling.apply(train), scaling.apply(validation));
/// net.save(Path.of("net.safetensors"));
/// scaling.save(Path.of("net.scaling.safetensors"));
/// ```
public final class Scaling {
  private static final String OFFSET = "offset";
  private static final String WIDTH = "width";

  private final String kind;
  private final float[] offsets;
  private final float[] widths;

  private Scaling(String kind, float[] offsets, float[] widths) {
    this.kind = kind;
    this.offsets = offsets;
    this.widths = widths;
  }

  /// Scales each column to mean 0 and standard deviation 1 over a data set.
  ///
  /// The deviation is that of the samples themselves, with their number as divisor. Sums are in double precision, in
  /// two passes.
  ///
  /// @throws DatasetException if there are no samples, or a value is not finite
  public static Scaling standard(Dataset train) {
    requireFinite(train);
    int columns = train.inputWidth();
    double[] means = new double[columns];
    forEach(train, (column, value) -> means[column] += value / train.size());
    double[] squares = new double[columns];
    forEach(train, (column, value) -> squares[column] += (value - means[column]) * (value - means[column]));
    float[] offsets = new float[columns];
    float[] widths = new float[columns];
    for (int column = 0; column < columns; column++) {
      offsets[column] = (float) means[column];
      widths[column] = (float) Math.sqrt(squares[column] / train.size());
    }
    return new Scaling("standard", offsets, widths);
  }

  /// Scales each column so that its smallest value becomes 0 and its largest 1.
  ///
  /// @throws DatasetException if there are no samples, or a value is not finite
  public static Scaling minMax(Dataset train) {
    requireFinite(train);
    int columns = train.inputWidth();
    float[] smallest = new float[columns];
    float[] widths = new float[columns];
    Arrays.fill(smallest, Float.POSITIVE_INFINITY);
    Arrays.fill(widths, Float.NEGATIVE_INFINITY);
    forEach(train, (column, value) -> {
      smallest[column] = Math.min(smallest[column], value);
      widths[column] = Math.max(widths[column], value);
    });
    for (int column = 0; column < columns; column++) {
      widths[column] -= smallest[column];
    }
    return new Scaling("min-max", smallest, widths);
  }

  /// A data set with scaled samples, and labels, targets and weights as they are.
  ///
  /// @throws DatasetException if samples have another width, or a scaled value is not finite in single precision
  public Dataset apply(Dataset dataset) {
    if (dataset.inputWidth() != offsets.length) {
      throw new DatasetException("the samples have width " + dataset.inputWidth() + ", but the scaling was fitted to "
          + offsets.length);
    }
    float[] samples = new float[Checks.product(dataset.size(), offsets.length, "scaled samples")];
    dataset.featureRows().copy(0, dataset.size(), samples, 0);
    apply(samples);
    return dataset.withFeatures(samples);
  }

  /// Scales samples in place, for prediction.
  ///
  /// @param samples row by row, of the width that the scaling was fitted to
  /// @throws DatasetException if they do not divide into samples of that width
  public void apply(float[] samples) {
    if (samples.length % offsets.length != 0) {
      throw new DatasetException(samples.length + " numbers are no whole number of samples of width " + offsets.length);
    }
    for (int at = 0; at < samples.length; at += offsets.length) {
      for (int column = 0; column < offsets.length; column++) {
        float width = widths[column];
        samples[at + column] = width == 0 ? 0 : (samples[at + column] - offsets[column]) / width;
      }
    }
  }

  /// Writes the scaling as a safetensors file, which is replaced in one move.
  ///
  /// @throws IOException if it cannot be written; an existing file is as it was
  public void save(Path file) throws IOException {
    List<Integer> shape = List.of(offsets.length);
    new SafetensorsFile(
        List.of(new NamedTensor(OFFSET, shape, offsets), new NamedTensor(WIDTH, shape, widths)),
        Map.of("scaling", kind)).write(file);
  }

  /// Reads a scaling.
  ///
  /// @throws IOException if the file is missing or damaged, or holds something else
  public static Scaling load(Path file) throws IOException {
    SafetensorsFile content = SafetensorsFile.read(file);
    String kind = content.metadata().get("scaling");
    List<String> names = content.tensors().stream().map(NamedTensor::name).toList();
    if (kind == null || !names.containsAll(List.of(OFFSET, WIDTH))
        || content.tensor(OFFSET).values().length != content.tensor(WIDTH).values().length) {
      throw new IOException(file + " does not hold a scaling, but tensors " + String.join(", ", names));
    }
    return new Scaling(kind, content.tensor(OFFSET).values(), content.tensor(WIDTH).values());
  }

  /// The number of columns.
  public int width() {
    return offsets.length;
  }

  @Override
  public String toString() {
    return kind + " scaling of " + offsets.length + (offsets.length == 1 ? " column" : " columns");
  }

  private static void requireFinite(Dataset train) {
    if (train.size() == 0) {
      throw new DatasetException("no scaling can be fitted to a data set without samples");
    }
    long place = train.featureRows().firstNonFinite();
    if (place >= 0) {
      throw new DatasetException("sample " + place / train.inputWidth() + " has "
          + train.feature((int) (place / train.inputWidth()), (int) (place % train.inputWidth())) + " in column "
          + place % train.inputWidth() + "; a scaling needs finite numbers");
    }
  }

  private static void forEach(Dataset data, Cell cell) {
    for (int sample = 0; sample < data.size(); sample++) {
      for (int column = 0; column < data.inputWidth(); column++) {
        cell.accept(column, data.feature(sample, column));
      }
    }
  }

  /// One value of a column.
  @FunctionalInterface
  private interface Cell {
    void accept(int column, float value);
  }
}
