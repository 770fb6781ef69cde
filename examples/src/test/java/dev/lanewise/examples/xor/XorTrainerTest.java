package dev.lanewise.examples.xor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.examples.cli.Run;
import java.util.List;
import org.junit.jupiter.api.Test;

class XorTrainerTest {
  @Test
  void learnsAllFourCasesFromAnyStart() {
    for (int seed = 1; seed <= 5; seed++) {
      Run run = Run.of(XorTrainer::new, "--seed", Integer.toString(seed));
      assertEquals(0, run.exitCode());
      assertEquals("4 of 4 right", run.out().getLast(), "seed " + seed + ": " + String.join("\n", run.out()));
    }
  }

  @Test
  void saysWhatItGotWrong() {
    Run run = Run.of(XorTrainer::new, "--steps", "1", "--learning-rate", "1e-9");
    int right = (int) run.out().stream().filter(line -> line.endsWith(", right")).count();
    int wrong = (int) run.out().stream().filter(line -> line.endsWith(", wrong")).count();
    assertEquals(4, right + wrong);
    assertEquals(right + " of 4 right", run.out().getLast());
    assertTrue(wrong > 0, "one tiny step cannot have taught anything");
  }

  @Test
  void answersWrongArgumentsWithOneLine() {
    Run run = Run.of(XorTrainer::new, "--steps", "0");
    assertEquals(List.of("XorTrainer: --steps 0 must be at least 1 (try --help)"), run.err());
    assertEquals(2, run.exitCode());
  }

  @Test
  void showsHelp() {
    Run run = Run.of(XorTrainer::new, "-h");
    assertEquals(0, run.exitCode());
    assertTrue(run.out().getFirst().startsWith("Usage: XorTrainer"), run.out().getFirst());
  }
}
