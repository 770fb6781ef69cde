package dev.lanewise.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Sampling;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

class CommandRunnerTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Command(name = "Sample", description = "Does nothing.")
  private static final class Sample implements Callable<Integer> {
    private final Callable<Integer> work;

    @Spec
    private CommandSpec command;

    @Option(names = "--count", paramLabel = "N", description = "How many.")
    private int count;

    @Option(names = "--rate", paramLabel = "X", defaultValue = "1", description = "How fast.")
    private float rate;

    @Option(names = "--sampling", converter = SamplingConverter.class, completionCandidates = SamplingConverter.class,
        description = "One of ${COMPLETION-CANDIDATES}.")
    private Sampling sampling;

    Sample(Callable<Integer> work) {
      this.work = work;
    }

    @Override
    public Integer call() throws Exception {
      Arguments.atLeast(command, 0, count, "--count");
      Arguments.positive(command, rate, "--rate");
      return work.call();
    }
  }

  @Test
  void returnsWhatTheCommandReturns() {
    assertEquals(0, run(() -> 0));
    assertEquals("", complaint());
  }

  @Test
  void answersAWrongOptionWithOneLineAndASuggestion() {
    assertEquals(2, run(() -> 0, "--counts"));
    assertTrue(
        complaint().startsWith("Sample: Unknown option: '--counts'; did you mean --count? (try --help)"),
        complaint());
    assertEquals(1, complaint().lines().count());
  }

  @Test
  void answersAValueThatIsNoNumberWithOneLine() {
    assertEquals(2, run(() -> 0, "--count", "many"));
    assertEquals("Sample: Invalid value for option '--count': 'many' is not an int (try --help)\n", complaint());
  }

  @Test
  void answersAMissingValueWithOneLine() {
    assertEquals(2, run(() -> 0, "--count"));
    assertEquals("Sample: Missing required parameter for option '--count' (N) (try --help)\n", complaint());
  }

  @Test
  void answersAValueOutOfRangeWithOneLine() {
    assertEquals(2, run(() -> 0, "--count", "-1"));
    assertEquals("Sample: --count -1 must be at least 0 (try --help)\n", complaint());
  }

  @Test
  void takesNoRateThatIsNotAFiniteNumberAboveZero() {
    for (String rate : new String[] {"0", "-0.1", "NaN", "Infinity", "1e40"}) {
      err.reset();
      assertEquals(2, run(() -> 0, "--rate", rate), rate);
      assertTrue(complaint().endsWith(" must be finite and above 0 (try --help)\n"), complaint());
    }
  }

  @Test
  void namesWaysOfSamplingAsPeopleWriteOptions() {
    assertEquals(0, run(() -> 0, "--sampling", "with-replacement"));
    assertEquals(2, run(() -> 0, "--sampling", "random"));
    assertEquals(
        "Sample: Invalid value for option '--sampling': 'random' is none of "
            + "shuffled, shuffled-drop-last, with-replacement, stratified, sequential (try --help)\n",
        complaint());
  }

  @Test
  void showsHelpOnStandardOutput() {
    assertEquals(0, run(() -> 0, "--help"));
    assertTrue(out.toString(UTF_8).startsWith("Usage: Sample"), out.toString(UTF_8));
    assertTrue(out.toString(UTF_8).contains("with-replacement"), out.toString(UTF_8));
    assertEquals("", complaint());
  }

  @Test
  void answersFilesThatCannotBeUsedWithOneLine() {
    assertEquals("no such file or directory: a.gz", complaintAbout(new NoSuchFileException("a.gz")));
    assertEquals("no permission to use a.gz", complaintAbout(new AccessDeniedException("a.gz")));
    assertEquals(
        "out is a file, but a directory is needed there", complaintAbout(new FileAlreadyExistsException("out")));
    assertEquals(
        "a.gz is cut short; fetch it again", complaintAbout(new IOException("a.gz is cut short;\n  fetch it again")));
    assertEquals(
        "disk full", complaintAbout(new UncheckedIOException(new IOException("disk full"))));
    assertEquals("java.io.IOException", complaintAbout(new IOException()));
  }

  @Test
  void answersDataThatDoNotFitWithOneLine() {
    assertEquals("label 10 of sample 3", complaintAbout(new IllegalArgumentException("label 10 of sample 3")));
  }

  @Test
  void keepsTheStackTraceOfADefect() {
    assertEquals(1, run(() -> {
      throw new IllegalStateException("a defect");
    }));
    assertTrue(complaint().contains("a defect") && complaint().contains("\tat "), complaint());
  }

  private String complaintAbout(Exception failure) {
    err.reset();
    assertEquals(1, run(() -> {
      throw failure;
    }));
    assertEquals(1, complaint().lines().count(), complaint());
    return complaint().strip().replaceFirst("^Sample: ", "");
  }

  private int run(Callable<Integer> work, String... args) {
    return CommandRunner.run(
        new Sample(work), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), args);
  }

  private String complaint() {
    return err.toString(UTF_8).replace(System.lineSeparator(), "\n");
  }
}
