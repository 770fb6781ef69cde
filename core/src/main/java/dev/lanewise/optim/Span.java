package dev.lanewise.optim;

import dev.lanewise.ParameterLayout;
import dev.lanewise.ParameterSlot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Neighbouring parameters that an optimizer treats alike: weights, or biases, of one learning rate.
///
/// @param from the first index in the flat array
/// @param to one past the last
/// @param isWeight whether weight decay applies
/// @param scale times the learning rate of the step is theirs; 0 if they are frozen
record Span(int from, int to, boolean isWeight, float scale) {

  /// What an optimizer holds before it has been started.
  static final Span[] NONE = {};

  /// The whole flat array in as few spans as possible.
  static Span[] of(ParameterLayout layout) {
    return of(layout, ParameterSlot::isWeight);
  }

  /// The same for an optimizer without weight decay, which treats weights and biases alike.
  static Span[] byScale(ParameterLayout layout) {
    return of(layout, slot -> false);
  }

  private static Span[] of(ParameterLayout layout, Predicate<ParameterSlot> isDecayed) {
    List<Span> spans = new ArrayList<>();
    for (ParameterSlot slot : layout.slots()) {
      Span span = new Span(
          slot.offset(), slot.offset() + slot.length(), isDecayed.test(slot), slot.learningRateScale());
      if (!spans.isEmpty() && spans.getLast().isLike(span)) {
        spans.set(spans.size() - 1, new Span(spans.getLast().from, span.to, span.isWeight, span.scale));
      } else {
        spans.add(span);
      }
    }
    return spans.toArray(NONE);
  }

  private boolean isLike(Span other) {
    return isWeight == other.isWeight && scale == other.scale;
  }

  /// The sum of squares of a gradient, in which each counts by the scale of its learning rate: what a small step of
  /// rate 1 takes off the loss.
  static double scaledSquares(Span[] spans, float[] gradient) {
    double sum = 0;
    for (Span span : spans) {
      sum += span.scale * Sums.squares(gradient, span.from, span.to);
    }
    return sum;
  }

  /// Moves parameters along a gradient from where they were, each by the rate times its scale.
  static void descend(Span[] spans, float[] from, float[] gradient, float rate, float[] to) {
    for (Span span : spans) {
      float negativeRate = -rate * span.scale;
      for (int i = span.from; i < span.to; i++) {
        to[i] = Math.fma(gradient[i], negativeRate, from[i]);
      }
    }
  }

  /// Checks the arrays of a step against the layout that an optimizer was started with.
  ///
  /// @throws IllegalStateException if it was not started
  /// @throws IllegalArgumentException if an array has another length than the layout
  static void check(Span[] spans, float[] parameters, float[] gradient) {
    if (spans.length == 0) {
      throw new IllegalStateException("start(layout) must come before the first step");
    }
    int length = spans[spans.length - 1].to;
    if (parameters.length != length || gradient.length != length) {
      throw new IllegalArgumentException("parameters " + parameters.length + " and gradient " + gradient.length
          + " must both have the length of the layout, " + length);
    }
  }
}
