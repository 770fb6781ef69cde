package dev.lanewise.examples.own;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.examples.cli.Run;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnFunctionsTest {
  @Test
  void functionsInJavaLearnWhatBuiltInOnesLearn() {
    Run run = Run.of(OwnFunctions::new, "--generate", "1000", "--steps", "200");
    assertEquals(0, run.exitCode(), String.join("\n", run.err()));
    String builtIn = line(run, "built-in functions");
    assertEquals(builtIn.substring(18), line(run, "functions in Java").substring(18));
    assertTrue(run.out().getLast().startsWith("a step with functions in Java takes "), run.out().getLast());
  }

  @Test
  void answersTooFewStepsWithOneLine() {
    Run run = Run.of(OwnFunctions::new, "--steps", "39");
    assertEquals(List.of("OwnFunctions: --steps 39 must be at least 40 (try --help)"), run.err());
    assertEquals(2, run.exitCode());
  }

  private static String line(Run run, String start) {
    return run.out().stream().filter(line -> line.startsWith(start)).findFirst()
        .orElseThrow(() -> new AssertionError(String.join("\n", run.out())));
  }
}
