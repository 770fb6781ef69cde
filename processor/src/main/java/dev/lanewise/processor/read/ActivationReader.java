package dev.lanewise.processor.read;

import dev.lanewise.Activation;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Formula;
import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.layer.ActivationLayer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads an activation: any annotation whose type is marked [Activation] and carries a formula.
final class ActivationReader {
  private ActivationReader() {}

  static boolean isActivation(WrittenAnnotation annotation) {
    return marker(annotation).isPresent();
  }

  /// The mark on the annotation's type.
  static Optional<WrittenAnnotation> marker(WrittenAnnotation annotation) {
    return WrittenAnnotation.find(Activation.class, annotation.type(), annotation.description());
  }

  /// Reads one activation of a row.
  static Optional<ActivationLayer> read(
      WrittenAnnotation annotation, Functions functions, Diagnostics diagnostics) {
    Map<String, Expr> constants = new HashMap<>();
    boolean isFinite = true;
    for (Map.Entry<String, Object> member : annotation.values().entrySet()) {
      if (member.getValue() instanceof Number number) {
        double value = number.doubleValue();
        constants.put(member.getKey(), new Expr.Constant(value));
        // What does not fit a float is infinite in generated code.
        if (!Float.isFinite((float) value)) {
          isFinite = false;
          diagnostics.report(Problem.NON_FINITE_PARAMETER, annotation.origin(member.getKey()), annotation.name(),
              member.getKey(), value, whyNotFinite(value));
        }
      }
    }
    Optional<ActivationLayer> layer = FormulaReader.read(annotation.type(), constants,
            List.of(Set.of(ActivationLayer.ARGUMENT)), functions, annotation.origin(), diagnostics)
        .map(declared -> new ActivationLayer(
            annotation.name(), declared.formula().value(), declared.formula().statements(), annotation.origin()));
    return isFinite ? layer : Optional.empty();
  }

  private static String whyNotFinite(double value) {
    if (Double.isNaN(value)) {
      return "not a number";
    }
    return Double.isInfinite(value) ? "infinite" : "too large for single precision";
  }

  /// Reports an annotation that carries a formula but lacks the mark.
  ///
  /// @return whether it was reported
  static boolean reportUnmarked(WrittenAnnotation annotation, Diagnostics diagnostics) {
    boolean isUnmarked = !isActivation(annotation)
        && WrittenAnnotation.find(Formula.class, annotation.type(), annotation.description()).isPresent();
    if (isUnmarked) {
      diagnostics.report(Problem.MISSING_ACTIVATION, annotation.origin(), annotation.name());
    }
    return isUnmarked;
  }
}
