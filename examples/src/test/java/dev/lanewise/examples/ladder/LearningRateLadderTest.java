package dev.lanewise.examples.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.examples.cli.Run;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearningRateLadderTest {
  @Test
  void findsTheRateBetweenOneThatIsTooLargeAndOneThatIsTooSmall() {
    Run run = Run.of(LearningRateLadder::new,
        "--generate", "1000", "--steps", "150", "--batch-size", "50", "--rates", "1000,1,1e-10");
    assertEquals(0, run.exitCode(), String.join("\n", run.err()));
    assertEquals("diverges", verdict(run, "1000"));
    assertEquals("best", verdict(run, "1"));
    assertEquals("stuck", verdict(run, "1e-10"));
    assertTrue(run.out().getLast().startsWith("Take 1."), run.out().getLast());
  }

  @Test
  void answersWrongRatesWithOneLine() {
    assertWrongArguments("--rates: learning rate 0.1 is given twice", "--rates", "0.1,0.1");
    assertWrongArguments("--rates: learning rate -1.0 must be finite and above 0", "--rates", "1,-1");
    assertWrongArguments("--steps 1 must be at least 2", "--steps", "1");
    assertWrongArguments("--batch-size 0 must be at least 1", "--batch-size", "0");
  }

  @Test
  void showsHelp() {
    Run run = Run.of(LearningRateLadder::new, "--help");
    assertEquals(0, run.exitCode());
    assertTrue(String.join("\n", run.out()).contains("--rates=X"), String.join("\n", run.out()));
  }

  private static String verdict(Run run, String rate) {
    return run.out().stream()
        .filter(line -> line.startsWith(rate + " "))
        .map(line -> line.split(" +")[1])
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row for " + rate + " in\n" + String.join("\n", run.out())));
  }

  private static void assertWrongArguments(String complaint, String... args) {
    Run run = Run.of(LearningRateLadder::new, args);
    assertEquals(List.of("LearningRateLadder: " + complaint + " (try --help)"), run.err());
    assertEquals(2, run.exitCode());
  }
}
