package dev.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.processor.diagnostic.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `docs/errors.md` explains every problem, with a wrong program that reports it and a right one that compiles.
class ErrorsPageTest {
  private static final Path PAGE = Path.of("../docs/errors.md");
  private static final Pattern SNIPPET = Pattern.compile("^```java\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
  /// What no declaration causes.
  private static final Set<Problem> WITHOUT_SNIPPETS = EnumSet.of(
      Problem.VECTOR_MODULE_MISSING,
      Problem.VERSION_MISMATCH,
      Problem.FUNCTION_NOT_KEPT,
      Problem.UNKNOWN_OPTION,
      Problem.INVALID_OPTION,
      Problem.INTERNAL_ERROR);

  @Test
  void hasAHeadingForEachProblemAndNoOther() throws IOException {
    assertEquals(
        Arrays.stream(Problem.values()).map(Problem::symbol).collect(Collectors.toCollection(TreeSet::new)),
        new TreeSet<>(sections().keySet()));
  }

  @ParameterizedTest
  @EnumSource
  void showsAWrongAndARightProgram(Problem problem) throws IOException {
    List<String> snippets = SNIPPET.matcher(sections().get(problem.symbol())).results()
        .map(snippet -> snippet.group(1))
        .toList();
    if (WITHOUT_SNIPPETS.contains(problem)) {
      assertTrue(snippets.isEmpty());
      return;
    }
    assertEquals(2, snippets.size(), "one wrong program, one right program");
    List<String> wrong = messages(snippets.get(0));
    assertEquals(1, wrong.size(), wrong::toString);
    assertTrue(wrong.getFirst().startsWith("[" + problem.symbol() + "]"), wrong.getFirst());
    assertEquals(List.of(), messages(snippets.get(1)));
    assertFalse(snippets.get(0).equals(snippets.get(1)));
  }

  /// The text under each heading of the third level.
  private static Map<String, String> sections() throws IOException {
    return Arrays.stream(Files.readString(PAGE).split("(?m)^(?=##+ )"))
        .filter(section -> section.startsWith("### "))
        .collect(Collectors.toMap(section -> section.substring(4, section.indexOf('\n')), section -> section));
  }

  private static List<String> messages(String snippet) {
    String imports = Compiled.IMPORTS + " import dev.lanewise.formula.*;\n";
    return Compiled.of(List.of(imports + snippet)).messages().stream()
        .map(message -> message.getMessage(null))
        .toList();
  }
}
