package dev.lanewise.examples.cli;

import dev.lanewise.data.Sampling;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads the name of a [Sampling] as people write options: `with-replacement`.
public final class SamplingConverter implements ITypeConverter<Sampling>, Iterable<String> {
  /// All but the one by weights, which digits do not have.
  private static final List<Sampling> OFFERED =
      Arrays.stream(Sampling.values()).filter(sampling -> sampling != Sampling.WEIGHTED).toList();

  @Override
  public Sampling convert(String text) {
    return OFFERED.stream()
        .filter(sampling -> name(sampling).equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of " + String.join(", ", this)));
  }

  /// The names, for the help text.
  @Override
  public Iterator<String> iterator() {
    return OFFERED.stream().map(SamplingConverter::name).iterator();
  }

  private static String name(Sampling sampling) {
    return sampling.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
