package dev.lanewise.verify;

import dev.lanewise.Model;
import dev.lanewise.ParameterSlot;
import dev.lanewise.reference.ReferenceNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Gradients of some parameters against derivatives that no rule takes part in: central differences and complex steps
/// of the reference's loss, in double precision.
///
/// The generated gradient is compared with each, and so is the reference's own, far more strictly.
final class DerivativeChecks {
  private static final String DIFFERENCES = "gradient against central differences";
  private static final String COMPLEX_STEP = "gradient against the complex step";

  /// Samples drawn for each one wanted, before kinks are taken to be everywhere.
  private static final int MOST_DRAWS = 8;

  private final Model model;
  private final ReferenceNetwork reference;
  private final VerifyOptions options;
  private final Expected expected;
  private final float[] gradient;
  private final Worst referenceAndDifferences = new Worst();
  private final Worst referenceAndComplexStep = new Worst();

  DerivativeChecks(Model model, ReferenceNetwork reference, List<Expected> batches, VerifyOptions options) {
    this.model = model;
    this.reference = reference;
    this.options = options;
    // Of several samples, so that they are added up, but of few, so that few kinks are near.
    this.expected = batches.get(batches.size() / 2);
    this.gradient = new float[model.layout().length()];
    model.lossAndGradient(expected.batch(), gradient, model.workspace(expected.batch().size()));
  }

  List<Check> checks() {
    List<Check> differences = new ArrayList<>();
    List<Check> complexSteps = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(options.seed());
    for (ParameterSlot slot : model.layout().slots()) {
      if (slot.isFrozen()) {
        continue;
      }
      if (expected.hasFiniteLoss()) {
        differences.add(ofDifferences(slot, random));
        complexSteps.add(ofComplexSteps(slot, random));
      } else {
        differences.add(Check.notChecked(slot.name() + ": " + DIFFERENCES, ForwardChecks.NOT_FINITE));
      }
    }
    List<Check> checks = new ArrayList<>(differences);
    checks.addAll(complexSteps);
    if (expected.hasFiniteLoss()) {
      String wrong = "the reference differentiates its own loss wrongly";
      checks.add(referenceAndDifferences.check("reference: " + DIFFERENCES, "", Meanings.reference(wrong)));
      checks.add(referenceAndComplexStep.check("reference: " + COMPLEX_STEP, "", Meanings.reference(wrong)));
    }
    return checks;
  }

  private Check ofDifferences(ParameterSlot slot, SplittableRandom random) {
    Worst worst = new Worst();
    float[] actual = slot.read(gradient);
    float[] values = slot.read(model.parameters());
    double[] exact = expected.gradient().parameters().get(slot.name());
    double limit = expected.gradientLimits().get(slot.name());
    int wanted = Math.min(options.parametersPerTensor(), slot.count());
    int replaced = 0;
    for (int found = 0; found < wanted && replaced < MOST_DRAWS * wanted;) {
      int index = random.nextInt(slot.count());
      CentralDifference difference = CentralDifference.of(reference, expected.batch(), slot, index, values[index],
          expected.lossLimit() * Expected.DOUBLE_PRECISION);
      if (difference.isSmooth()) {
        worst.compare(difference.derivative(), actual[index], limit + difference.error(), () -> place(slot, index));
        referenceAndDifferences.compare(difference.derivative(), exact[index],
            limit * Expected.DOUBLE_PRECISION + difference.error(), () -> slot.name() + " " + place(slot, index));
        found++;
      } else {
        replaced++;
      }
    }
    return worst.check(slot.name() + ": " + DIFFERENCES, kinks(worst, replaced), wrongSlope(slot));
  }

  private static String kinks(Worst worst, int replaced) {
    if (worst.isEmpty()) {
      return "a kink is near every one of " + replaced + " parameters drawn";
    }
    return replaced == 0 ? "" : replaced + " near a kink replaced";
  }

  private Check ofComplexSteps(ParameterSlot slot, SplittableRandom random) {
    Worst worst = new Worst();
    float[] actual = slot.read(gradient);
    double[] exact = expected.gradient().parameters().get(slot.name());
    double limit = expected.gradientLimits().get(slot.name());
    for (int i = 0; i < Math.min(options.parametersPerTensor(), slot.count()); i++) {
      int index = random.nextInt(slot.count());
      double derivative = reference.complexStep(expected.batch(), slot.name(), index);
      worst.compare(derivative, actual[index], limit, () -> place(slot, index));
      referenceAndComplexStep.compare(derivative, exact[index], limit * Expected.DOUBLE_PRECISION,
          () -> slot.name() + " " + place(slot, index));
    }
    return worst.check(slot.name() + ": " + COMPLEX_STEP, "", wrongSlope(slot));
  }

  private String place(ParameterSlot slot, int index) {
    return expected + ", " + GradientChecks.place(slot, index);
  }

  private static String wrongSlope(ParameterSlot slot) {
    return Meanings.generated("moving " + slot.name() + " changes the loss by another amount than its gradient says."
        + " The derivative of the loss, of an activation or of a row behind is wrong");
  }
}
