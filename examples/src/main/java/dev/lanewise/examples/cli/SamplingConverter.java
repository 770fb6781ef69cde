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
  private static final List<String> NAMES = Arrays.stream(Sampling.values()).map(SamplingConverter::name).toList();

  @Override
  public Sampling convert(String text) {
    int index = NAMES.indexOf(text.toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw new TypeConversionException("'" + text + "' is none of " + String.join(", ", NAMES));
    }
    return Sampling.values()[index];
  }

  /// The names, for the help text.
  @Override
  public Iterator<String> iterator() {
    return NAMES.iterator();
  }

  private static String name(Sampling sampling) {
    return sampling.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
