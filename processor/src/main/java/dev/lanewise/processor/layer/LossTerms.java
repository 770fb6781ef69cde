package dev.lanewise.processor.layer;

import dev.lanewise.Link;
import dev.lanewise.TargetKind;
import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// Whether the terms of a loss can be added: one mini-batch serves all, and `predict` applies one link.
public final class LossTerms {
  private LossTerms() {}

  /// Reports the first term whose target or link is not that of a term before.
  public static void check(List<LossChoice> terms, Diagnostics diagnostics) {
    for (int i = 1; i < terms.size(); i++) {
      LossChoice term = terms.get(i);
      List<LossChoice> before = terms.subList(0, i);
      if (term.targetKind() != TargetKind.NONE) {
        first(before, other -> other.targetKind() != TargetKind.NONE && other.targetKind() != term.targetKind())
            .ifPresent(other -> diagnostics.report(Problem.MIXED_TARGETS, term.origin(),
                other.name(), name(other.targetKind()), term.name(), name(term.targetKind())));
      }
      if (term.link() != Link.IDENTITY) {
        first(before, other -> other.link() != Link.IDENTITY && other.link() != term.link())
            .ifPresent(other -> diagnostics.report(Problem.MIXED_LINKS, term.origin(),
                other.name(), other.link(), term.name(), term.link()));
      }
    }
  }

  private static Optional<LossChoice> first(List<LossChoice> terms, Predicate<LossChoice> isMeant) {
    return terms.stream().filter(isMeant).findFirst();
  }

  private static String name(TargetKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
