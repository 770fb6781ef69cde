package dev.lanewise.verify;

import dev.lanewise.Model;
import dev.lanewise.Workspace;
import java.util.List;

/// Outputs, predictions and losses against the reference.
final class ForwardChecks {
  static final String NOT_FINITE = "with these parameters the reference gives no finite numbers to compare with";

  private final Model model;
  private final List<Expected> batches;
  private final Worst outputs = new Worst();
  private final Worst predictions = new Worst();
  private final Worst losses = new Worst();

  ForwardChecks(Model model, List<Expected> batches) {
    this.model = model;
    this.batches = batches;
  }

  List<Check> checks() {
    Workspace workspace = model.workspace(batches.getFirst().batch().size());
    for (Expected expected : batches) {
      if (expected.hasFiniteOutputs()) {
        compareOutputs(expected, workspace);
      }
      if (expected.hasFiniteLoss()) {
        losses.compare(expected.gradient().loss(), model.loss(expected.batch(), null, workspace),
            expected.lossLimit(), expected::toString);
      }
    }
    Check output = check(outputs, "outputs", "the forward pass computes something else than the record declares");
    Check prediction = check(predictions, "predictions", "what predict applies to the outputs is not the loss's link");
    return batches.getFirst().gradient() == null ? List.of(output, prediction) : List.of(output, prediction,
        check(losses, "loss", "the loss is computed otherwise than its formula, or its mean over the samples, says"));
  }

  private static Check check(Worst worst, String what, String meaning) {
    String remark = worst.isEmpty() ? NOT_FINITE : "";
    return worst.check(what + ": against the reference", remark, Meanings.generated(meaning));
  }

  private void compareOutputs(Expected expected, Workspace workspace) {
    int size = expected.batch().size();
    float[] into = new float[size * model.outputWidth()];
    model.outputs(expected.batch().samples(), size, into, workspace);
    compare(outputs, expected, expected.outputs(), into, expected.outputsLimit());
    model.predict(expected.batch().samples(), size, into, workspace);
    compare(predictions, expected, expected.predictions(), into, expected.predictionsLimit());
  }

  private static void compare(Worst worst, Expected expected, double[] exact, float[] actual, double limit) {
    for (int i = 0; i < actual.length; i++) {
      int at = i;
      worst.compare(exact[i], actual[i], limit, () -> expected.placeOfOutput(at));
    }
  }
}
