package dev.lanewise.processor.lint;

import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.layer.ActivationLayer;
import dev.lanewise.processor.layer.LearntParameter;
import dev.lanewise.processor.layer.Row;
import dev.lanewise.processor.scalar.Domain;
import dev.lanewise.processor.scalar.Interval;
import dev.lanewise.processor.scalar.Slope;
import java.util.LinkedHashMap;
import java.util.Map;

/// Learnt parameters that would stay where they start, because their activation does not change with them.
final class LearntSlopes implements Rule {
  @Override
  public void check(Declaration network, Diagnostics diagnostics) {
    if (network.isTrained()) {
      network.rows().forEach(row -> row.ifPresent(one -> check(one, diagnostics)));
    }
  }

  private static void check(Row row, Diagnostics diagnostics) {
    row.layers().stream()
        .filter(ActivationLayer.class::isInstance)
        .forEach(layer -> check((ActivationLayer) layer, diagnostics));
  }

  private static void check(ActivationLayer activation, Diagnostics diagnostics) {
    Map<String, Interval> ranges = new LinkedHashMap<>(Map.of(ActivationLayer.ARGUMENT, Interval.ALL));
    activation.learnt().forEach(parameter -> ranges.put(parameter.name(), Interval.ALL));
    for (LearntParameter parameter : activation.learnt()) {
      if (Slope.of(activation.formula(), parameter.name(), new Domain(ranges)).isZero()) {
        diagnostics.report(
            Problem.UNLEARNABLE_PARAMETER, activation.origin(), activation.name(), parameter.name());
      }
    }
  }
}
