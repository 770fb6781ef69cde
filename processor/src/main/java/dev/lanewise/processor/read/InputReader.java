package dev.lanewise.processor.read;

import dev.lanewise.layer.InputNoise;
import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Problem;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;

/// Reads the width of a sample, and the noise that is added to it.
final class InputReader {
  private static final String INPUT = "input";
  private static final String NOISE = "value";

  private InputReader() {}

  /// Reads the width, or reports what is wrong with it.
  static OptionalInt read(WrittenAnnotation network, Diagnostics diagnostics) {
    List<AnnotationValue> axes = network.list(INPUT);
    if (axes.isEmpty()) {
      diagnostics.report(Problem.MISSING_INPUT, network.origin(INPUT));
      return OptionalInt.empty();
    }
    boolean isPositive = true;
    for (AnnotationValue axis : axes) {
      if (number(axis) < 1) {
        diagnostics.report(Problem.NON_POSITIVE_INPUT, network.origin(axis), number(axis));
        isPositive = false;
      }
    }
    if (isPositive && axes.size() > 1) {
      String shape = axes.stream().map(AnnotationValue::toString).collect(Collectors.joining(", ", "{", "}"));
      diagnostics.report(Problem.SEVERAL_INPUT_AXES, network.origin(INPUT), shape, product(axes));
    }
    return isPositive && axes.size() == 1 ? OptionalInt.of(number(axes.getFirst())) : OptionalInt.empty();
  }

  /// Reads the standard deviation of the noise that is added to samples, 0 if there is none or it is wrong.
  static double readNoise(TypeElement record, String description, Diagnostics diagnostics) {
    Optional<WrittenAnnotation> noise = WrittenAnnotation.find(InputNoise.class, record, description);
    double deviation = noise.map(written -> written.real(NOISE)).orElse(0.0);
    if (noise.isPresent() && !((float) deviation > 0 && Float.isFinite((float) deviation))) {
      diagnostics.report(Problem.INVALID_INPUT_NOISE, noise.get().origin(NOISE), deviation);
      return 0;
    }
    return deviation;
  }

  private static int number(AnnotationValue axis) {
    return (Integer) axis.getValue();
  }

  private static BigInteger product(List<AnnotationValue> axes) {
    return axes.stream()
        .map(axis -> BigInteger.valueOf(number(axis)))
        .reduce(BigInteger.ONE, BigInteger::multiply);
  }
}
