package dev.lanewise.processor.lint;

import dev.lanewise.formula.Parts;
import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.layer.LossChoice;
import dev.lanewise.processor.layer.Row;
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
      if (Parts.treeSize(subject.formula()) <= LONGEST) {
        check(subject, network, diagnostics);
      }
    }
    // What is wrong with the shape of a row shows in numbers as well.
    network.last().filter(_ -> !diagnostics.hasErrors()).ifPresent(last -> network.losses().stream()
        .filter(loss -> !loss.isElementwise())
        .forEach(loss -> check(loss, last, network, diagnostics)));
  }

  /// Reports a row-wise loss at most once.
  private static void check(LossChoice loss, Row last, Declaration network, Diagnostics diagnostics) {
    for (Subject subject : UnrolledLoss.of(
        loss, last.outputWidth(1), Subject.outputs(last), network.rows().size() - 1)) {
      if (check(subject, network, diagnostics)) {
        return;
      }
    }
  }

  /// Reports what is wrong with a formula; whether anything is.
  private static boolean check(Subject subject, Declaration network, Diagnostics diagnostics) {
    Optional<Singularity> singularity = Singularity.find(subject, network.isTrained());
    if (singularity.isPresent()) {
      report(singularity.get(), subject, network, diagnostics);
      return true;
    }
    // Losses are summed and averaged, and are followed by their derivative.
    Optional<Drift> drift =
        Drift.find(subject.compiled(), subject.tried(), subject.isLoss() ? Drift.OF_SUMS : 0);
    drift.ifPresent(found -> report(found, subject, network, diagnostics));
    return drift.isPresent();
  }

  private static void report(Singularity found, Subject subject, Declaration network, Diagnostics diagnostics) {
    FormulaOrigins.Written part = network.origins().of(subject.origin(), subject.written().apply(found.part()));
    diagnostics.report(Problem.SINGULAR_FORMULA, part.origin(), subject.name() + part.file(), found.what(),
        subject.at(found.point()),
        found.because(), Remedies.against(found.part(), subject));
  }

  private static void report(Drift found, Subject subject, Declaration network, Diagnostics diagnostics) {
    FormulaOrigins.Written part = network.origins().of(subject.origin(), subject.written().apply(found.part()));
    diagnostics.report(Problem.PRECISION_LOSS, part.origin(), subject.name() + part.file(), subject.at(found.point()),
        Numbers.text(found.single()), Numbers.text(found.exact()), Cause.shortened(part.text()),
        Remedies.forDigits(found.part(), subject));
  }
}
