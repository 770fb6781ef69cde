package dev.lanewise.verify;

import dev.lanewise.verify.Check.Outcome;
import java.util.function.Supplier;

/// Remembers the worst of many differences: the one that uses up most of its limit.
final class Worst {
  private double share = -1;
  private double error;
  private double limit;
  private String where = "";

  /// Compares two numbers; NaN on either side is as wrong as can be.
  void compare(double expected, double actual, double limit, Supplier<String> where) {
    double error = Math.abs(actual - expected);
    note(Double.isNaN(error) ? Double.POSITIVE_INFINITY : error, limit, where);
  }

  /// Compares bits.
  void compareBits(float expected, float actual, Supplier<String> where) {
    boolean isSame = Float.floatToIntBits(expected) == Float.floatToIntBits(actual);
    // Zeros of different signs differ too, so the least possible error is not 0.
    note(isSame ? 0 : Math.max(Float.MIN_VALUE, Math.abs((double) actual - expected)), 0,
        () -> where.get() + " is " + actual + ", not " + expected);
  }

  private void note(double error, double limit, Supplier<String> where) {
    double share = error == 0 ? 0 : error / limit;
    if (!(share <= this.share)) {
      this.share = share;
      this.error = error;
      this.limit = limit;
      this.where = share == 0 ? "" : where.get();
    }
  }

  /// Whether nothing has been compared.
  boolean isEmpty() {
    return share < 0;
  }

  /// The check that these differences make.
  ///
  /// @param remark for the case that all is well
  /// @param meaning of a failure
  Check check(String name, String remark, String meaning) {
    if (isEmpty()) {
      return Check.notChecked(name, remark.isEmpty() ? "there is nothing to compare" : remark);
    }
    boolean isOk = share <= 1;
    return new Check(name, isOk ? Outcome.OK : Outcome.FAILED, error, limit, where, isOk ? remark : meaning);
  }
}
