package dev.lanewise.verify;

import dev.lanewise.Model;
import dev.lanewise.TargetKind;
import dev.lanewise.reference.ReferenceNetwork;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Checks a copy of a model: the table of contents of a verification.
final class Verifier {
  private final Model model;
  private final ReferenceNetwork reference;
  private final VerifyOptions options;
  private final List<Expected> batches = new ArrayList<>();

  Verifier(Model original, VerifyOptions options) {
    this.model = original.copy();
    this.reference = model.referenceNetwork();
    this.options = options;
    drawBatches();
  }

  List<Check> checks() {
    float[] before = model.parameters().clone();
    List<Check> checks = new ArrayList<>(new ForwardChecks(model, batches).checks());
    BitChecks bits = new BitChecks(model, batches);
    checks.addAll(bits.ofPredictions());
    if (hasLoss()) {
      checks.addAll(new GradientChecks(model, batches).checks());
      checks.addAll(new DerivativeChecks(model, reference, batches, options).checks());
      checks.addAll(bits.ofSteps());
    }
    checks.addAll(bits.ofThreads(hasLoss()));
    checks.add(bits.ofParameters(before));
    return checks;
  }

  /// The largest batches come first, so that one workspace for all of them holds what the one before has left.
  private void drawBatches() {
    List<Integer> sizes = options.batchSizes().stream().sorted(Comparator.reverseOrder()).toList();
    RandomBatches random = new RandomBatches(model, reference);
    for (int i = 0; i < sizes.size(); i++) {
      long seed = options.seed() * 1_000_003 + i;
      batches.add(Expected.of(reference, random.of(sizes.get(i), hasLoss() && i % 2 == 1, seed), hasLoss(), seed));
    }
  }

  private boolean hasLoss() {
    return model.targetKind() != TargetKind.NONE;
  }
}
