package dev.lanewise.examples.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.examples.cli.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearningRateLabTest {
  @TempDir
  private Path folder;

  @Test
  void comparesEverySearchWithTheBookAndWithNoRateAtAll() {
    Run run = Run.of(LearningRateLab::new,
        "--generate", "1500", "--steps", "200", "--batch-size", "50", "--threads", "2", "--output", folder.toString());
    assertEquals(0, run.exitCode(), String.join("\n", run.err()));
    String text = String.join("\n", run.out());
    for (String name : List.of("curvature", "range-test", "race")) {
      assertTrue(Files.exists(folder.resolve(name + ".svg")) && Files.exists(folder.resolve(name + ".json")), name);
    }
    for (String row : List.of(
        "the book's rate  SGD(learning rate 0.1)", "curvature        SGD(", "range test       SGD(",
        "race             SGD(", "no rate          line search(", "no rate          Polyak",
        "no rate          Prodigy(")) {
      assertTrue(text.contains(row), row + " is not in\n" + text);
    }
    assertTrue(accuracy(text, "range test ") > accuracy(text, "the book's rate"), text);
  }

  /// The accuracy in the row that begins so: the last but one of its columns.
  private static double accuracy(String text, String start) {
    String row = text.lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
    String[] cells = row.split(" +");
    return Double.parseDouble(cells[cells.length - 2]);
  }

  @Test
  void answersWrongArgumentsWithOneLine() {
    assertWrong("--steps 0 must be at least 1", "--steps", "0");
    assertWrong("--threads 0 must lie between 1 and 256", "--threads", "0");
  }

  private static void assertWrong(String complaint, String... args) {
    Run run = Run.of(LearningRateLab::new, args);
    assertEquals(List.of("LearningRateLab: " + complaint + " (try --help)"), run.err());
    assertEquals(2, run.exitCode());
  }
}
