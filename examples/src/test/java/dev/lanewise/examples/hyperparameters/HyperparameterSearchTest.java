package dev.lanewise.examples.hyperparameters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.examples.cli.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HyperparameterSearchTest {
  @TempDir
  private Path folder;

  @Test
  void saysThatTheBooksRangeIsTooLow() {
    Run run = Run.of(HyperparameterSearch::new,
        "--generate", "500", "--candidates", "20", "--threads", "2", "--output", folder.toString());
    assertEquals(0, run.exitCode(), String.join("\n", run.err()));
    String text = String.join("\n", run.out());
    assertTrue(text.contains("The range asked for was too low: the best rates lay at its upper end, 0.01"), text);
    assertTrue(text.contains("with weight decay"), text);
    assertTrue(accuracy(run, "race ") > accuracy(run, "the book's "), text);
    assertTrue(Files.exists(folder.resolve("race.svg")) && Files.exists(folder.resolve("race.json")));
  }

  private static double accuracy(Run run, String search) {
    String row = run.out().stream().filter(line -> line.startsWith(search)).reduce((first, last) -> last).orElseThrow();
    String[] cells = row.split(" +");
    return Double.parseDouble(cells[cells.length - 1]);
  }

  @Test
  void answersWrongArgumentsWithOneLine() {
    Run few = Run.of(HyperparameterSearch::new, "--generate", "100", "--output", folder.toString());
    assertEquals(List.of("HyperparameterSearch: this example needs 500 training digits (try --help)"), few.err());
    Run steps = Run.of(HyperparameterSearch::new, "--candidates", "3");
    assertEquals(List.of("HyperparameterSearch: --candidates 3 must be at least 4 (try --help)"), steps.err());
  }
}
