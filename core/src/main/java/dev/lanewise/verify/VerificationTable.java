package dev.lanewise.verify;

import dev.lanewise.verify.Check.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A verification for people.
final class VerificationTable {
  private VerificationTable() {}

  static String of(Verification verification) {
    List<Check> checks = verification.checks();
    int nameWidth = checks.stream().mapToInt(check -> check.name().length()).max().orElse(0);
    String row = "%-11s  %-" + nameWidth + "s  %-11s  %-8s  %s";
    StringBuilder text = new StringBuilder(head(verification)).append('\n');
    text.append(String.format(Locale.ROOT, row, "result", "check", "worst error", "limit", "where")).append('\n');
    for (Check check : checks) {
      boolean isChecked = check.outcome() != Outcome.NOT_CHECKED;
      String line = String.format(Locale.ROOT, row, word(check.outcome()), check.name(),
          isChecked ? number(check.error()) : "", isChecked ? number(check.limit()) : "", remark(check));
      text.append(line.stripTrailing()).append('\n');
    }
    for (Check failure : verification.failures()) {
      text.append('\n').append(failure.name()).append(":\n  ").append(failure.note()).append('\n');
    }
    return text.toString();
  }

  private static String head(Verification verification) {
    long failed = verification.failures().size();
    String result = failed == 0 ? "verified" : failed + (failed == 1 ? " check" : " checks") + " failed";
    return verification.network() + ": " + result + ", with seed " + verification.options().seed()
        + " and mini-batches of "
        + verification.options().batchSizes().stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case OK -> "ok";
      case FAILED -> "FAILED";
      case NOT_CHECKED -> "not checked";
    };
  }

  private static String remark(Check check) {
    if (check.outcome() == Outcome.FAILED || check.note().isEmpty()) {
      return check.where();
    }
    return check.where().isEmpty() ? check.note() : check.where() + "; " + check.note();
  }

  /// A number in few characters: `0`, or two digits with an exponent.
  static String number(double value) {
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.1e", value);
  }
}
