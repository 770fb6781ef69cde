package dev.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compilation.Status;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.diagnostic.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every problem has a wrong program, `problem/<Name>.java`, that reports it and nothing else.
///
/// A comment `// here: text` marks the line of the message and what stands at its caret; the whole message is
/// `problem/<Name>.txt`, rewritten with `-Dlanewise.golden.update=true`. Comments `// compiled with …` say how.
class ProblemTest {
  private static final Path FOLDER = Path.of("src/test/resources/problem");
  private static final String HERE = " // here: ";
  private static final String COMPILED_WITH = "// compiled with -A";

  @ParameterizedTest
  @EnumSource
  void reportsItWhereItIsWithItsText(Problem problem) throws IOException {
    Path file = FOLDER.resolve(problem.symbol() + ".java");
    assertTrue(Files.exists(file), () -> problem.symbol() + " needs a wrong program: " + file);
    String program = Files.readString(file);
    Compiled compiled = compile(program);
    assertEquals(1, compiled.messages().size(), () -> compiled.messages().toString());
    Diagnostic<? extends JavaFileObject> message = compiled.messages().getFirst();
    assertEquals(
        problem.severity() == Severity.ERROR ? Diagnostic.Kind.ERROR : Diagnostic.Kind.WARNING, message.getKind());
    checkPlace(program, message);
    checkText(FOLDER.resolve(problem.symbol() + ".txt"), message.getMessage(null));
    assertEquals(
        problem.severity() == Severity.ERROR ? Status.FAILURE : Status.SUCCESS, compiled.compilation().status());
  }

  @Test
  void everyProgramBelongsToAProblem() throws IOException {
    Set<String> expected = Arrays.stream(Problem.values())
        .flatMap(problem -> Stream.of(problem.symbol() + ".java", problem.symbol() + ".txt"))
        .collect(Collectors.toCollection(TreeSet::new));
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertEquals(expected, files.map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  private static Compiled compile(String program) {
    List<String> sources = List.of(program.split("//// next file\n"));
    if (program.contains("// compiled with a back end that fails")) {
      Backend failing = (network, step) -> {
        step.accept("simplify");
        throw new IllegalStateException("no rule");
      };
      Compilation compilation = Compiled.compile(sources, Compiled.OPTIONS, new LanewiseProcessor(failing));
      return new Compiled(compilation, List.of());
    }
    List<String> options = new ArrayList<>(Compiled.OPTIONS);
    if (program.contains("// compiled without the vector module")) {
      options.clear();
    }
    program.lines().filter(line -> line.startsWith(COMPILED_WITH))
        .map(line -> line.substring(line.indexOf("-A")))
        .forEach(options::add);
    return Compiled.of(sources, options);
  }

  private static void checkPlace(String program, Diagnostic<? extends JavaFileObject> message) throws IOException {
    List<String> lines = program.lines().toList();
    int line = 1 + (int) lines.stream().takeWhile(one -> !one.contains(HERE)).count();
    if (line > lines.size()) {
      assertNull(message.getSource(), "a message about the command line has no file");
      return;
    }
    String marked = lines.get(line - 1);
    String text = marked.substring(marked.indexOf(HERE) + HERE.length());
    assertNotNull(message.getSource());
    assertEquals(line, message.getLineNumber());
    String source = message.getSource().getCharContent(true).toString();
    String found = source.substring((int) message.getPosition());
    assertTrue(found.startsWith(text), () -> "expected the message at '" + text + "', found it at '" + found + "'");
  }

  private static void checkText(Path file, String text) throws IOException {
    if (Boolean.getBoolean("lanewise.golden.update")) {
      Files.writeString(file, text + "\n");
    }
    assertTrue(Files.exists(file), () -> file + " is missing; write it with -Dlanewise.golden.update=true");
    assertEquals(Files.readString(file), text + "\n", () -> file + "; rewrite it with -Dlanewise.golden.update=true");
  }
}
