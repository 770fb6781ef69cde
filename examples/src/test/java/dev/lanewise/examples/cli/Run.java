package dev.lanewise.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

/// What came of running a command.
///
/// @param out the lines on standard output
/// @param err the lines on standard error
public record Run(int exitCode, List<String> out, List<String> err) {

  /// Runs a command that is made with the stream it reports to.
  public static Run of(Function<PrintStream, Callable<Integer>> command, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream report = new PrintStream(out, true, UTF_8);
    int exitCode = CommandRunner.run(command.apply(report), report, new PrintStream(err, true, UTF_8), args);
    return new Run(exitCode, out.toString(UTF_8).lines().toList(), err.toString(UTF_8).lines().toList());
  }
}
