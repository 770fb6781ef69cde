package dev.lanewise.examples.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.examples.cli.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptimizerComparisonTest {
  @TempDir
  private Path folder;

  @Test
  void trainsWithEachAndDraws() throws Exception {
    Run run = Run.of(OptimizerComparison::new,
        "--generate", "1000", "--steps", "150", "--batch-size", "50", "--output", folder.toString());
    assertEquals(0, run.exitCode(), String.join("\n", run.err()));
    String text = String.join("\n", run.out());
    for (String name : List.of("SGD", "momentum", "Nesterov", "AdaGrad", "RMSprop", "Adam", "AdamW", "Lion",
        "Schedule-Free", "Prodigy")) {
      String row = text.lines().filter(line -> line.startsWith(name + " ")).findFirst().orElseThrow();
      double loss = Double.parseDouble(row.split(" +")[1]);
      assertTrue(loss > 0 && loss < 2.3, row);
    }
    assertTrue(Files.size(folder.resolve("losses.png")) > 1_000);
  }

  @Test
  void answersWrongArgumentsWithOneLine() {
    Run run = Run.of(OptimizerComparison::new, "--batch-size", "0");
    assertEquals(List.of("OptimizerComparison: --batch-size 0 must be at least 1 (try --help)"), run.err());
    assertEquals(2, run.exitCode());
  }
}
