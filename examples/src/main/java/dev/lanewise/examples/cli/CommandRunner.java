package dev.lanewise.examples.cli;

import dev.lanewise.runtime.VectorModuleMissingException;
import dev.lanewise.train.NonFiniteLossException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Runs the command of an example: reads its options, and turns a user's mistake into one line on standard error.
public final class CommandRunner {
  private CommandRunner() {}

  /// Runs a picocli command on the terminal.
  ///
  /// @return the exit code: 0 for success, 1 where data or training fail, 2 for wrong arguments
  public static int run(Callable<Integer> command, String... args) {
    return run(command, System.out, System.err, args);
  }

  /// Runs a picocli command whose help and complaints go where they are told.
  ///
  /// @return the exit code, as [#run(Callable, String...)] does
  public static int run(Callable<Integer> command, PrintStream out, PrintStream err, String... args) {
    // pictures are drawn into files: no example opens a window or needs a screen
    System.setProperty("java.awt.headless", "true");
    CommandLine commandLine = new CommandLine(command);
    commandLine.getCommandSpec().addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help.").build());
    return commandLine
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(CommandRunner::explainArguments)
        .setExecutionExceptionHandler(CommandRunner::explainFailure)
        .execute(args);
  }

  private static int explainArguments(ParameterException e, String[] args) {
    List<String> suggestions =
        e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
    String suggestion = suggestions.isEmpty() ? "" : "; did you mean " + suggestions.getFirst() + "?";
    complain(e.getCommandLine(), e.getMessage() + suggestion + " (try --help)");
    return CommandLine.ExitCode.USAGE;
  }

  /// Reports what a user can mend; anything else is a defect of the example and keeps its stack trace.
  private static int explainFailure(Exception e, CommandLine commandLine, CommandLine.ParseResult arguments)
      throws Exception {
    if (e instanceof VectorModuleMissingException) {
      commandLine.getErr().println(e.getMessage()); // its lines are there to be copied
      return CommandLine.ExitCode.SOFTWARE;
    }
    String message = switch (e) {
      case UncheckedIOException unchecked -> explain(unchecked.getCause());
      case IOException failure -> explain(failure);
      case IllegalArgumentException argument -> argument.getMessage();
      case NonFiniteLossException loss -> loss.getMessage();
      default -> throw e;
    };
    complain(commandLine, message);
    return CommandLine.ExitCode.SOFTWARE;
  }

  /// Words for the exceptions of the platform, whose message is no more than a file name.
  private static String explain(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> "no such file or directory: " + missing.getFile();
      case AccessDeniedException denied -> "no permission to use " + denied.getFile();
      case FileAlreadyExistsException existing -> existing.getFile() + " is a file, but a directory is needed there";
      case NotDirectoryException file -> file.getFile() + " is not a directory";
      default -> e.getMessage() == null ? e.toString() : e.getMessage();
    };
  }

  private static void complain(CommandLine commandLine, String message) {
    String line = message.lines().map(String::strip).collect(Collectors.joining(" "));
    commandLine.getErr().println(commandLine.getCommandName() + ": " + line);
  }
}
