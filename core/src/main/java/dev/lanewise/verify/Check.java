package dev.lanewise.verify;

/// One thing that was checked.
///
/// @param name what, as in `hidden.weight: gradient against the reference`
/// @param outcome how it ended
/// @param error the worst difference found, measured by its limit; NaN where nothing was compared
/// @param limit what that difference may be; 0 where bits are compared
/// @param where the place of the worst difference, as in `batch of 13, sample 2, output 0`; empty if there is none
/// @param note how many samples were replaced, why nothing was checked, or what a failure means; may be empty
public record Check(String name, Outcome outcome, double error, double limit, String where, String note) {

  /// How a check ended.
  public enum Outcome {
    /// Within the limit.
    OK,
    /// Beyond the limit.
    FAILED,
    /// Nothing could be compared; the note says why.
    NOT_CHECKED
  }

  /// A check for which there is nothing to compare.
  static Check notChecked(String name, String reason) {
    return new Check(name, Outcome.NOT_CHECKED, Double.NaN, Double.NaN, "", reason);
  }

  /// The check as a line: name, error, limit, place and note.
  @Override
  public String toString() {
    String numbers = outcome == Outcome.NOT_CHECKED
        ? "not checked"
        : VerificationTable.number(error) + ", limit " + VerificationTable.number(limit);
    return name + ": " + numbers + (where.isEmpty() ? "" : " at " + where) + (note.isEmpty() ? "" : "; " + note);
  }
}
