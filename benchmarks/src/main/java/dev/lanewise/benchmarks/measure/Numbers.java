package dev.lanewise.benchmarks.measure;

import java.util.Arrays;

/// Numbers that are collected without boxing.
final class Numbers {
  private double[] values = new double[1024];
  private int count;

  void add(double value) {
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
    }
    values[count++] = value;
  }

  void addAll(double[] more) {
    for (double value : more) {
      add(value);
    }
  }

  int count() {
    return count;
  }

  double[] toArray() {
    return Arrays.copyOf(values, count);
  }

  double median() {
    double[] sorted = toArray();
    Arrays.sort(sorted);
    return Timing.quantile(sorted, 0.5);
  }
}
