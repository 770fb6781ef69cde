package dev.lanewise.verify;

import dev.lanewise.Model;
import dev.lanewise.ParameterSlot;
import dev.lanewise.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// The gradient of every parameter against that of the reference, and what lies between the parameters.
final class GradientChecks {
  private final Model model;
  private final List<Expected> batches;

  GradientChecks(Model model, List<Expected> batches) {
    this.model = model;
    this.batches = batches;
  }

  List<Check> checks() {
    List<float[]> gradients = new ArrayList<>();
    Workspace workspace = model.workspace(batches.getFirst().batch().size());
    for (Expected expected : batches) {
      float[] gradient = new float[model.layout().length()];
      // What is not overwritten shows.
      Arrays.fill(gradient, Float.NaN);
      model.lossAndGradient(expected.batch(), gradient, workspace);
      gradients.add(gradient);
    }
    List<Check> checks = new ArrayList<>();
    for (ParameterSlot slot : model.layout().slots()) {
      checks.add(slot.isFrozen() ? ofFrozen(slot, gradients) : ofSlot(slot, gradients));
    }
    checks.add(ofPadding(gradients));
    return checks;
  }

  private Check ofSlot(ParameterSlot slot, List<float[]> gradients) {
    Worst worst = new Worst();
    for (int i = 0; i < batches.size(); i++) {
      Expected expected = batches.get(i);
      if (expected.hasFiniteLoss()) {
        double[] exact = expected.gradient().parameters().get(slot.name());
        float[] actual = slot.read(gradients.get(i));
        double limit = expected.gradientLimits().get(slot.name());
        for (int at = 0; at < actual.length; at++) {
          int index = at;
          worst.compare(exact[at], actual[at], limit, () -> expected + ", " + place(slot, index));
        }
      }
    }
    return worst.check(slot.name() + ": gradient against the reference",
        worst.isEmpty() ? ForwardChecks.NOT_FINITE : "",
        Meanings.generated("the backward pass computes another gradient of " + slot.name() + " than the reference."
            + " If the checks against central differences fail too, the derivative of the loss, of an activation or"
            + " of a row behind is wrong; if they do not, the reference is"));
  }

  private Check ofFrozen(ParameterSlot slot, List<float[]> gradients) {
    Worst worst = new Worst();
    for (int i = 0; i < batches.size(); i++) {
      Expected expected = batches.get(i);
      float[] actual = slot.read(gradients.get(i));
      for (int at = 0; at < actual.length; at++) {
        int index = at;
        worst.compareBits(0, actual[at], () -> expected + ", " + place(slot, index));
      }
    }
    return worst.check(slot.name() + ": gradient is 0", "the row is frozen",
        Meanings.bits("a frozen row has a gradient, so norms and optimizers would see it"));
  }

  private Check ofPadding(List<float[]> gradients) {
    BitSet used = new BitSet();
    for (ParameterSlot slot : model.layout().slots()) {
      for (int output = 0; output < slot.outputs(); output++) {
        for (int input = 0; input < slot.inputs(); input++) {
          used.set(slot.index(output, input));
        }
      }
    }
    Worst worst = new Worst();
    for (int i = 0; i < batches.size(); i++) {
      Expected expected = batches.get(i);
      float[] gradient = gradients.get(i);
      for (int at = used.nextClearBit(0); at < gradient.length && expected.hasFiniteLoss();
          at = used.nextClearBit(at + 1)) {
        int index = at;
        worst.compareBits(0, gradient[at], () -> expected + ", number " + index + " of the gradient");
      }
    }
    return worst.check("gradient: padding is 0", worst.isEmpty() ? "no tensor is padded" : "",
        Meanings.bits("numbers between the tensors of the gradient are not 0, so norms and optimizers would see them"));
  }

  /// The place of a number in a tensor, `[out, in]` or `[out]`.
  static String place(ParameterSlot slot, int index) {
    return slot.isWeight()
        ? "[" + index / slot.inputs() + ", " + index % slot.inputs() + "]"
        : "[" + index + "]";
  }
}
