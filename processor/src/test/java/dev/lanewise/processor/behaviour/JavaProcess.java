package dev.lanewise.processor.behaviour;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A Java process that has ended, started with the class path of the tests.
record JavaProcess(int exitCode, String output, String errors) {

  /// Runs one to its end.
  ///
  /// @param classes a folder of class files besides those of the tests
  /// @param arguments options, then the main class and what it is given
  static JavaProcess run(Path classes, List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", classes + File.pathSeparator + System.getProperty("java.class.path")));
    command.addAll(arguments);
    Path errors = Files.createTempFile("errors", ".txt");
    try {
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new JavaProcess(process.waitFor(), output, read(errors));
    } finally {
      Files.delete(errors);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
