package dev.lanewise.reference;

import dev.lanewise.Link;
import dev.lanewise.formula.DualNumber;
import dev.lanewise.formula.Expr.UnaryOp;
import java.util.Arrays;

/// What `predict` applies to outputs, in double precision.
final class Links {
  private Links() {}

  /// Applies a link in place.
  ///
  /// @param outputs `[batch, width]`
  static void apply(Link link, double[] outputs, int width, Rounding rounding) {
    switch (link) {
      case IDENTITY -> { }
      case SIGMOID -> Arrays.setAll(outputs, i -> DualNumber.constant(outputs[i]).apply(UnaryOp.SIGMOID).value());
      case SOFTMAX -> {
        for (int at = 0; at < outputs.length; at += width) {
          softmax(outputs, at, at + width);
        }
      }
    }
    if (link != Link.IDENTITY) {
      Arrays.setAll(outputs, i -> rounding.ofFunction(outputs[i]));
    }
  }

  private static void softmax(double[] outputs, int start, int end) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = start; i < end; i++) {
      max = Math.max(max, outputs[i]);
    }
    double sum = 0;
    for (int i = start; i < end; i++) {
      outputs[i] = StrictMath.exp(outputs[i] - max);
      sum += outputs[i];
    }
    for (int i = start; i < end; i++) {
      outputs[i] /= sum;
    }
  }
}
