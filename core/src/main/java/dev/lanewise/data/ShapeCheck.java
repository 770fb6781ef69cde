package dev.lanewise.data;

import dev.lanewise.Model;
import dev.lanewise.TargetKind;
import java.util.ArrayList;
import java.util.List;

/// Finds what keeps samples of a shape from a network, whatever their numbers.
final class ShapeCheck {
  private final SampleShape data;
  private final Model model;

  ShapeCheck(SampleShape data, Model model) {
    this.data = data;
    this.model = model;
  }

  /// The problems, one sentence each.
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (data.inputWidth() != model.inputWidth()) {
      problems.add("a sample has " + data.inputWidth() + " numbers, but the network takes " + model.inputWidth()
          + "; write @Network(input = " + data.inputWidth() + ") or give samples of width " + model.inputWidth());
    }
    if (model.targetKind() == TargetKind.NONE) {
      problems.add("the network has no loss, so it can only predict; give its record one, such as "
          + "@Network(loss = SoftmaxCrossEntropy.class)");
    } else if (data.targetKind() != model.targetKind()) {
      problems.add(wrongKind());
    } else if (data.targetKind() == TargetKind.TARGETS && data.targetWidth() != model.targetWidth()) {
      problems.add(wrongWidth());
    }
    return problems;
  }

  /// One message for all problems.
  ///
  /// @param role what the samples are for: `training set`
  static String message(List<String> problems, Model model, String role) {
    String start = "the " + role + " does not fit " + model.name() + ":";
    return problems.size() == 1 ? start + " " + problems.getFirst() : start + "\n  " + String.join("\n  ", problems);
  }

  private String wrongKind() {
    String found = "it has " + data.describeTargets() + ", but the loss compares outputs with ";
    if (model.targetKind() == TargetKind.LABELS) {
      String another = "or choose a loss that takes targets, such as SoftTargetCrossEntropy or MeanSquaredError";
      return found + "class labels; add them with labels(...)"
          + (data.targetKind() == TargetKind.TARGETS ? ", " + another : "");
    }
    String another = ", make them from the labels with oneHot(" + model.targetWidth()
        + "), or choose a loss that takes labels, such as SoftmaxCrossEntropy";
    return found + "targets of width " + model.targetWidth() + "; add them with targets(values, "
        + model.targetWidth() + ")" + (data.targetKind() == TargetKind.LABELS ? another : "");
  }

  private String wrongWidth() {
    String expected = model.targetWidth() == model.outputWidth()
        ? "but the network has " + model.outputWidth() + " outputs; the two must be equal"
        : "but the network takes rows of " + model.targetWidth() + "; write @Network(targets = " + data.targetWidth()
            + ") or give targets of width " + model.targetWidth();
    return "a target row has " + data.targetWidth() + " numbers, " + expected;
  }
}
