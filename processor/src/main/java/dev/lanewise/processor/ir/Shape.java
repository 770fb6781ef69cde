package dev.lanewise.processor.ir;

import java.util.List;
import java.util.stream.Collectors;

/// The shape of a value. The batch is the one axis whose length is unknown until run time.
///
/// @param axes lengths from the slowest to the fastest axis; [#BATCH] for the batch, which can only come first
public record Shape(List<Integer> axes) {
  /// The length that stands for the size of the mini-batch.
  public static final int BATCH = -1;

  /// One number.
  public static final Shape SCALAR = new Shape(List.of());

  /// One number for each sample.
  public static final Shape PER_SAMPLE = new Shape(List.of(BATCH));

  /// Checks and copies the axes.
  public Shape {
    axes = List.copyOf(axes);
    for (int i = 0; i < axes.size(); i++) {
      int length = axes.get(i);
      if (length < 1 && !(length == BATCH && i == 0)) {
        throw new IllegalArgumentException("no shape has axes " + axes);
      }
    }
  }

  /// A row of numbers for each sample, `[batch, width]`.
  public static Shape rows(int width) {
    return new Shape(List.of(BATCH, width));
  }

  /// A row of numbers, `[width]`.
  public static Shape vector(int width) {
    return new Shape(List.of(width));
  }

  /// A matrix of weights, `[out, in]`.
  public static Shape matrix(int outputs, int inputs) {
    return new Shape(List.of(outputs, inputs));
  }

  /// Whether there is something for each sample.
  public boolean hasBatch() {
    return !axes.isEmpty() && axes.getFirst() == BATCH;
  }

  /// Whether this is a row for each sample.
  public boolean isRows() {
    return hasBatch() && axes.size() == 2;
  }

  /// Whether this is a row of numbers without a batch.
  public boolean isVector() {
    return !hasBatch() && axes.size() == 1;
  }

  /// The length of the fastest axis; 1 for a scalar or a number per sample.
  public int width() {
    return axes.isEmpty() || axes.getLast() == BATCH ? 1 : axes.getLast();
  }

  /// Whether a value of this shape can be repeated to the other shape: along the batch, along the columns, or both.
  public boolean broadcastsTo(Shape other) {
    return equals(other)
        || equals(SCALAR)
        || equals(PER_SAMPLE) && other.hasBatch()
        || other.isRows() && equals(vector(other.width()));
  }

  @Override
  public String toString() {
    return axes.stream()
        .map(length -> length == BATCH ? "batch" : length.toString())
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
