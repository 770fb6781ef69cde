package dev.lanewise.verify;

import dev.lanewise.Model;
import java.util.List;

/// What a model has found out about itself. Immutable.
///
/// @param network the name of the record
/// @param options what was checked with
/// @param checks all checks, in order
public record Verification(String network, VerifyOptions options, List<Check> checks) {

  /// Copies the checks.
  public Verification {
    checks = List.copyOf(checks);
  }

  /// Checks a model; see [Model#verify(VerifyOptions)].
  public static Verification of(Model model, VerifyOptions options) {
    return new Verification(model.name(), options, new Verifier(model, options).checks());
  }

  /// Whether no check failed.
  public boolean isOk() {
    return failures().isEmpty();
  }

  /// The checks that failed.
  public List<Check> failures() {
    return checks.stream().filter(check -> check.outcome() == Check.Outcome.FAILED).toList();
  }

  /// All checks as a table, and below it what each failure means.
  @Override
  public String toString() {
    return VerificationTable.of(this);
  }
}
