package dev.lanewise.optim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The points that a descent passed through, from the start to the last one, with the value and the gradient at each.
/// Immutable.
///
/// Point 0 is the start; step `n` leads from point `n - 1` to point `n`.
public final class DescentPath {
  private final List<String> names;
  private final List<DescentPoint> points;
  private final double learningRate;
  private final double tolerance;
  private final boolean isAscent;
  private final DescentStop stop;

  DescentPath(
      List<String> names,
      List<DescentPoint> points,
      double learningRate,
      double tolerance,
      boolean isAscent,
      DescentStop stop) {
    this.names = List.copyOf(names);
    this.points = List.copyOf(points);
    this.learningRate = learningRate;
    this.tolerance = tolerance;
    this.isAscent = isAscent;
    this.stop = stop;
  }

  /// The steps taken, one less than there are points.
  public int steps() {
    return points.size() - 1;
  }

  /// A copy of a point, `[arity]`.
  ///
  /// @param step from 0, the start, to [#steps]
  /// @throws IndexOutOfBoundsException if it is outside
  public double[] point(int step) {
    return points.get(step).coordinates().clone();
  }

  /// A copy of the last point, `[arity]`.
  public double[] end() {
    return point(steps());
  }

  /// The value of the function at a point.
  ///
  /// @param step from 0, the start, to [#steps]
  /// @throws IndexOutOfBoundsException if it is outside
  public double value(int step) {
    return points.get(step).value();
  }

  /// The Euclidean length of the gradient at a point; NaN or infinite if the gradient is.
  ///
  /// @param step from 0, the start, to [#steps]
  /// @throws IndexOutOfBoundsException if it is outside
  public double gradientNorm(int step) {
    return points.get(step).gradientNorm();
  }

  /// The learning rate of every step.
  public double learningRate() {
    return learningRate;
  }

  /// Why there are no more points.
  public DescentStop stop() {
    return stop;
  }

  /// What happened, and if it was not what one wants, what to try: a few sentences.
  public String explanation() {
    return new DescentExplanation(points, learningRate, tolerance, isAscent, stop).text();
  }

  /// The path as CSV, with a header: `step,value,gradient_norm` and the names of the coordinates.
  ///
  /// Lines end in `\n`; numbers have a decimal point in every locale.
  public String toCsv() {
    StringBuilder csv = new StringBuilder("step,value,gradient_norm");
    names.forEach(name -> csv.append(',').append(name));
    csv.append('\n');
    for (int step = 0; step < points.size(); step++) {
      csv.append(step).append(',').append(value(step)).append(',').append(gradientNorm(step));
      for (double coordinate : points.get(step).coordinates()) {
        csv.append(',').append(coordinate);
      }
      csv.append('\n');
    }
    return csv.toString();
  }

  /// Writes [#toCsv] to a file in UTF-8, replacing what is there.
  ///
  /// @throws IOException if the file cannot be written
  public void writeCsv(Path file) throws IOException {
    Files.writeString(file, toCsv());
  }

  @Override
  public String toString() {
    return explanation();
  }
}
