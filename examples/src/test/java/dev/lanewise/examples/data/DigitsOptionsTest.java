package dev.lanewise.examples.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.examples.cli.Run;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class DigitsOptionsTest {
  @TempDir Path directory;

  @Command(name = "Digits")
  private static final class Loader implements Callable<Integer> {
    private final PrintStream out;

    @Mixin
    private DigitsOptions options;

    Loader(PrintStream out) {
      this.out = out;
    }

    @Override
    public Integer call() throws IOException {
      Digits digits = options.load(out);
      out.println(digits.train().size() + " and " + digits.test().size());
      return 0;
    }
  }

  @Test
  void drawsDigitsAndSaysHowToGetMnist() {
    Run run = Run.of(Loader::new, "--generate", "12");
    assertEquals(
        List.of(
            "data: 12 training and 3 test digits, drawn by a program in place of MNIST",
            "      real MNIST: --data DIR with its four files, or --download to fetch them (11 MB)",
            "12 and 3"),
        run.out());
    assertEquals(0, run.exitCode());
  }

  @Test
  void answersAnEmptyDirectoryWithOneLine() {
    Run run = Run.of(Loader::new, "--data", directory.toString());
    assertEquals(1, run.exitCode());
    assertEquals(1, run.err().size());
    assertTrue(
        run.err().getFirst().startsWith("Digits: '" + directory + "' has neither train-images-idx3-ubyte.gz nor"),
        run.err().getFirst());
  }

  @Test
  void takesAMirrorOnlyWithADownload() {
    assertWrongArguments("--mirror needs --download", "--mirror", "http://localhost/");
  }

  @Test
  void takesOnlyAnAddressForAMirror() {
    for (String mirror : List.of("ftp://localhost/", "localhost", "http://a b/", "http:///mnist", "")) {
      assertWrongArguments("--mirror '" + mirror + "' is not an http(s) address", "--download", "--mirror", mirror);
    }
  }

  @Test
  void drawsAtLeastOneDigit() {
    assertWrongArguments("--generate 0 must lie between 1 and 1000000", "--generate", "0");
  }

  @Test
  void drawsDigitsOrReadsThemButNotBoth() {
    assertWrongArguments("--generate and --data exclude each other", "--generate", "5", "--data", "somewhere");
    assertWrongArguments("--generate and --download exclude each other", "--generate", "5", "--download");
  }

  private static void assertWrongArguments(String complaint, String... args) {
    Run run = Run.of(Loader::new, args);
    assertEquals(List.of("Digits: " + complaint + " (try --help)"), run.err());
    assertEquals(2, run.exitCode());
    assertEquals(List.of(), run.out());
  }
}
