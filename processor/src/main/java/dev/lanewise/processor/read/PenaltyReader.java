package dev.lanewise.processor.read;

import dev.lanewise.layer.L1;
import dev.lanewise.layer.L2;
import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.layer.DenseLayer;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;

/// Decides the penalties on the weights of a row: by the row's [L1] and [L2], else the record's.
final class PenaltyReader {
  private static final String STRENGTH = "value";

  private final double l1OfRecord;
  private final double l2OfRecord;
  private final Diagnostics diagnostics;

  /// Reads the penalties on the record, for every row without its own.
  PenaltyReader(TypeElement record, String description, Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    this.l1OfRecord = strength(WrittenAnnotation.find(L1.class, record, description), 0);
    this.l2OfRecord = strength(WrittenAnnotation.find(L2.class, record, description), 0);
  }

  /// The layer with its penalties.
  ///
  /// @param annotations all annotations of the row
  DenseLayer penalized(DenseLayer dense, List<WrittenAnnotation> annotations) {
    return dense.withPenalty(
        strength(find(L1.class, annotations), l1OfRecord), strength(find(L2.class, annotations), l2OfRecord));
  }

  private static Optional<WrittenAnnotation> find(Class<?> type, List<WrittenAnnotation> annotations) {
    return annotations.stream().filter(one -> one.is(type)).findFirst();
  }

  private double strength(Optional<WrittenAnnotation> penalty, double otherwise) {
    if (penalty.isEmpty()) {
      return otherwise;
    }
    double strength = penalty.get().real(STRENGTH);
    if (!(strength >= 0 && Float.isFinite((float) strength))) {
      diagnostics.report(
          Problem.INVALID_PENALTY, penalty.get().origin(STRENGTH), penalty.get().name(), strength);
      return 0;
    }
    return strength;
  }
}
