package dev.lanewise.search;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// Losses and learning rates as people write them.
final class NumberText {
  private NumberText() {}

  /// A loss: three decimals where they say enough, else a power of ten: `2.303`, `6.1e-05`, `3.2e+08`, `NaN`.
  static String loss(double loss) {
    if (!Double.isFinite(loss)) {
      return Double.toString(loss);
    }
    double size = Math.abs(loss);
    boolean isPlain = size == 0 || size >= 0.01 && size < 10_000;
    return String.format(Locale.ROOT, isPlain ? "%.3f" : "%.1e", loss);
  }

  /// A learning rate in its shortest form: `10`, `0.1`, `1e-10`.
  static String rate(float rate) {
    return Float.toString(rate).replace(".0E", "E").replace('E', 'e').replaceFirst("\\.0$", "");
  }

  /// A learning rate to two digits: more would promise what no search can know.
  static float rounded(double rate) {
    return new BigDecimal(rate).round(new MathContext(2)).floatValue();
  }
}
