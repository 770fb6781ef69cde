package dev.lanewise.benchmarks.run;

import dev.lanewise.benchmarks.measure.Measurement;
import dev.lanewise.benchmarks.measure.Timing;
import dev.lanewise.benchmarks.report.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Whole processes, from their start to their end: what a user waits for.
public final class StartUpBenchmark {
  private static final String SECTION = "whole processes";
  private static final int RUNS = 5;

  // Java knows the option for them on Linux only.
  private static final Path HUGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");

  /// What docs/performance.md recommends for short runs.
  public static final List<String> SHORT_RUN_FLAGS = shortRunFlags();

  /// The environment that it recommends beside them: memory of the compiler in huge pages, where the C library is GNU's.
  static final Map<String, String> SHORT_RUN_ENVIRONMENT =
      Map.of("GLIBC_TUNABLES", "glibc.malloc.arena_max=1:glibc.malloc.hugetlb=1");

  private StartUpBenchmark() {}

  private static List<String> shortRunFlags() {
    List<String> flags = new ArrayList<>(List.of(
        "-XX:+UseSerialGC", "-Xmn32m", "-XX:CompileCommand=quiet", "-XX:Tier4BackEdgeThreshold=100000000",
        "-XX:CompileCommand=CompileThresholdScaling,*Model$Tiles::*,0.001",
        "-XX:CompileCommand=CompileThresholdScaling,*Model$Kernels::*,0.02",
        "-XX:CompileCommand=MaxNodeLimit,jdk.incubator.vector.*::*,1000",
        "-XX:CompileCommand=MaxNodeLimit,jdk.internal.vm.vector.*::*,1000"));
    if (Files.exists(HUGE_PAGES)) {
      flags.add("-XX:+UseTransparentHugePages");
    }
    return List.copyOf(flags);
  }

  /// Times the first step of the book's network: the process ends after it.
  public static Row firstStep(boolean flags) {
    return row("first step of the book's network", flags, process(flags, FirstStep.class));
  }

  /// Times the book's 10,000 steps, with loading and gathering, without evaluation and pictures.
  ///
  /// @param data the directory of MNIST, or null for made files of the same size
  /// @throws IOException if the files cannot be made
  public static Row book(Path data, boolean flags) throws IOException {
    if (data == null) {
      try (MadeDigits digits = MadeDigits.create()) {
        return book("made files", digits.directory(), flags);
      }
    }
    return book("MNIST", data, flags);
  }

  private static Row book(String what, Path directory, boolean flags) {
    return row("the book's 10,000 steps, " + what, flags, process(flags, BookRun.class, directory.toString()));
  }

  private static Row row(String what, boolean flags, ProcessBuilder process) {
    double[] micros = new double[RUNS];
    for (int run = 0; run < RUNS; run++) {
      micros[run] = time(process);
    }
    return Row.of(SECTION, what, flags ? "lanewise, flags" : "lanewise", 1,
        new Measurement(Timing.of(micros), 0, 0, 0));
  }

  private static ProcessBuilder process(boolean flags, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    if (flags) {
      command.addAll(SHORT_RUN_FLAGS);
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
    if (flags) {
      process.environment().putAll(SHORT_RUN_ENVIRONMENT);
    }
    return process;
  }

  private static double time(ProcessBuilder builder) {
    try {
      long start = System.nanoTime();
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes());
      int code = process.waitFor();
      double micros = (System.nanoTime() - start) / 1e3;
      if (code != 0) {
        throw new IllegalArgumentException("a process that was to be timed has failed: " + output.strip());
      }
      return micros;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a process was timed", e);
    }
  }
}
