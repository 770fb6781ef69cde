package dev.lanewise.processor.read;

import dev.lanewise.layer.Frozen;
import dev.lanewise.layer.LearningRateScale;
import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Problem;
import java.util.List;
import java.util.Optional;

/// Decides how fast the parameters of a row are trained, by its [LearningRateScale] or [Frozen].
final class RateReader {
  private static final String SCALE = "value";

  private RateReader() {}

  /// What the learning rate is multiplied by; 0 if the row is frozen.
  ///
  /// @param annotations all annotations of the row
  static float read(List<WrittenAnnotation> annotations, Diagnostics diagnostics) {
    Optional<WrittenAnnotation> scale = find(LearningRateScale.class, annotations);
    if (find(Frozen.class, annotations).isPresent()) {
      scale.ifPresent(written ->
          diagnostics.report(Problem.FROZEN_AND_SCALED, written.origin(), written.real(SCALE)));
      return 0;
    }
    float factor = scale.map(written -> (float) written.real(SCALE)).orElse(1f);
    if (!(factor > 0 && Float.isFinite(factor))) {
      WrittenAnnotation written = scale.orElseThrow();
      diagnostics.report(Problem.INVALID_LEARNING_RATE_SCALE, written.origin(SCALE), written.real(SCALE));
      return 1;
    }
    return factor;
  }

  private static Optional<WrittenAnnotation> find(Class<?> type, List<WrittenAnnotation> annotations) {
    return annotations.stream().filter(one -> one.is(type)).findFirst();
  }
}
