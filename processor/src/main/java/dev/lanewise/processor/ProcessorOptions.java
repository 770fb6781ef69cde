package dev.lanewise.processor;

import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.diagnostic.Similarity;
import dev.lanewise.processor.pass.Pass;
import dev.lanewise.processor.pass.Passes;
import dev.lanewise.processor.read.ElementOrigin;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The `-Alanewise.*` options of the compiler as typed values.
///
/// @param dump the passes after which the graph is printed, or `all`; empty for none
/// @param explain the names of rows that are explained, `loss` for the loss, or `all`; empty for none
/// @param isVerbose whether notes and stack traces are printed
/// @param showsWarnings whether problems that are not errors are printed
record ProcessorOptions(Set<String> dump, Set<String> explain, boolean isVerbose, boolean showsWarnings) {
  static final String DUMP = "lanewise.dump";
  static final String EXPLAIN = "lanewise.explain";
  static final String VERBOSE = "lanewise.verbose";
  static final String WARNINGS = "lanewise.warnings";

  private static final String PREFIX = "lanewise.";
  private static final String ALL = "all";
  /// The values of each option that has only some; an option without a value means the first.
  private static final Map<String, List<String>> VALUES =
      Map.of(VERBOSE, List.of("true", "false"), WARNINGS, List.of("on", "off"));

  /// The names of all options, in alphabetical order.
  static List<String> names() {
    return List.of(DUMP, EXPLAIN, VERBOSE, WARNINGS);
  }

  /// Reads the options; a value that does not exist counts as left out.
  static ProcessorOptions of(Map<String, String> options) {
    return new ProcessorOptions(
        names(options, DUMP),
        names(options, EXPLAIN),
        options.containsKey(VERBOSE) && !"false".equals(options.get(VERBOSE)),
        !"off".equals(options.get(WARNINGS)));
  }

  /// The names that an option lists, all if it lists none.
  private static Set<String> names(Map<String, String> options, String key) {
    String names = options.get(key);
    return names != null ? new TreeSet<>(List.of(names.split(","))) : options.containsKey(key) ? Set.of(ALL) : Set.of();
  }

  /// Whether a row, or the loss, is explained.
  boolean explains(String name) {
    return explain.contains(ALL) || explain.contains(name);
  }

  /// Reports names of rows to explain that no network of the compilation has.
  void checkExplained(Set<String> rows, Diagnostics diagnostics) {
    explain.stream().filter(name -> !name.equals(ALL) && !rows.contains(name)).forEach(name ->
        diagnostics.report(Problem.INVALID_OPTION, ElementOrigin.OPTIONS, EXPLAIN, name,
            Stream.concat(Stream.of(ALL), rows.stream()).collect(Collectors.joining(" or "))));
  }

  /// Whether the graph is printed after a pass.
  boolean dumps(String pass) {
    return dump.contains(ALL) || dump.contains(pass);
  }

  /// Reports options of ours that do not exist, and values that they do not have.
  static void check(Map<String, String> options, Diagnostics diagnostics) {
    options.keySet().stream().filter(key -> key.startsWith(PREFIX)).sorted().forEach(key -> {
      if (!names().contains(key)) {
        List<String> flags = names().stream().map(name -> "-A" + name).toList();
        diagnostics.report(
            Problem.UNKNOWN_OPTION, ElementOrigin.OPTIONS, key, Similarity.suggestion("-A" + key, flags));
      } else if (options.get(key) != null && !key.equals(EXPLAIN)) {
        List<String> known = key.equals(DUMP) ? passes() : VALUES.get(key);
        Stream.of(options.get(key).split(",")).filter(value -> !known.contains(value)).forEach(value ->
            diagnostics.report(
                Problem.INVALID_OPTION, ElementOrigin.OPTIONS, key, value, String.join(" or ", known)));
      }
    });
  }

  private static List<String> passes() {
    return Stream.concat(Stream.of(ALL, ModelBackend.LOWERED), Passes.IN_ORDER.stream().map(Pass::name)).toList();
  }
}
