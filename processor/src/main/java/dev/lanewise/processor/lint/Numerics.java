package dev.lanewise.processor.lint;

import dev.lanewise.formula.Parts;
import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.scalar.Drift;
import java.util.Optional;

/// Formulas that single precision computes badly for usual arguments: to NaN or infinity, or to less than four digits.
///
/// What is reported has been seen at a point, computed as generated code does it. A formula that fails is not asked
/// for its digits.
final class Numerics implements Rule {
  /// Operations above which a formula is not tried: every branch of it would be looked at apart.
  private static final int LONGEST = 1_000;

  @Override
  public void check(Declaration network, Diagnostics diagnostics) {
    for (Subject subject : Subject.of(network)) {
      if (Parts.treeSize(subject.formula()) > LONGEST) {
        continue;
      }
      Optional<Singularity> singularity = Singularity.find(subject, network.isTrained());
      if (singularity.isPresent()) {
        report(singularity.get(), subject, network, diagnostics);
      } else {
        // Losses are summed and averaged, and are followed by their derivative.
        Drift.find(subject.simplified(), subject.tried(), subject.isLoss() ? Drift.OF_SUMS : 0)
            .ifPresent(drift -> report(drift, subject, network, diagnostics));
      }
    }
  }

  private static void report(Singularity found, Subject subject, Declaration network, Diagnostics diagnostics) {
    FormulaOrigins.Written part = network.origins().of(subject.origin(), found.part());
    diagnostics.report(Problem.SINGULAR_FORMULA, part.origin(), subject.name() + part.file(), found.what(),
        subject.at(found.point()),
        found.because(), Remedies.against(found.part(), subject));
  }

  private static void report(Drift found, Subject subject, Declaration network, Diagnostics diagnostics) {
    FormulaOrigins.Written part = network.origins().of(subject.origin(), found.part());
    diagnostics.report(Problem.PRECISION_LOSS, part.origin(), subject.name() + part.file(), subject.at(found.point()),
        Numbers.text(found.single()), Numbers.text(found.exact()), Cause.shortened(part.text()),
        Remedies.forDigits(found.part(), subject));
  }
}
