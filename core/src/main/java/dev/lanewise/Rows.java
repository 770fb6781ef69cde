package dev.lanewise;

/// Functions of a whole row, for losses written as Java methods: the compiler knows them.
///
/// In a network they are computed in single precision, in an order that depends on the width of the row alone. Called
/// from Java they compute in double precision, from the first element to the last. Stateless.
public final class Rows {
  private Rows() {}

  /// The sum of the elements; 0 for none.
  public static double sum(float[] row) {
    double sum = 0;
    for (float element : row) {
      sum += element;
    }
    return sum;
  }

  /// The mean of the elements; NaN for none.
  public static double mean(float[] row) {
    return sum(row) / row.length;
  }

  /// The largest element; NaN if one is NaN, negative infinity for none.
  public static double max(float[] row) {
    double max = Double.NEGATIVE_INFINITY;
    for (float element : row) {
      max = Math.max(max, element);
    }
    return max;
  }

  /// `log(sum of exp(element))`, without overflow; negative infinity for none.
  public static double logSumExp(float[] row) {
    double max = max(row);
    if (Double.isInfinite(max)) {
      return max;
    }
    double sum = 0;
    for (float element : row) {
      sum += Math.exp(element - max);
    }
    return max + Math.log(sum);
  }
}
