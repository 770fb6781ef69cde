package dev.lanewise.optim;

import dev.lanewise.ParameterLayout;
import dev.lanewise.ParameterSlot;
import java.util.ArrayList;
import java.util.List;

/// Neighbouring parameters that an optimizer treats alike: all weights, or all biases.
///
/// @param from the first index in the flat array
/// @param to one past the last
/// @param isWeight whether weight decay applies
record Span(int from, int to, boolean isWeight) {

  /// What an optimizer holds before it has been started.
  static final Span[] NONE = {};

  /// The whole flat array in as few spans as possible.
  static Span[] of(ParameterLayout layout) {
    List<Span> spans = new ArrayList<>();
    for (ParameterSlot slot : layout.slots()) {
      int end = slot.offset() + slot.length();
      if (!spans.isEmpty() && spans.getLast().isWeight == slot.isWeight()) {
        spans.set(spans.size() - 1, new Span(spans.getLast().from, end, slot.isWeight()));
      } else {
        spans.add(new Span(slot.offset(), end, slot.isWeight()));
      }
    }
    return spans.toArray(NONE);
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
