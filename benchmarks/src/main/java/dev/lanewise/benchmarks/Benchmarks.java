package dev.lanewise.benchmarks;

import dev.lanewise.benchmarks.machine.Machine;
import dev.lanewise.benchmarks.peer.Peer;
import dev.lanewise.benchmarks.report.Report;
import dev.lanewise.benchmarks.run.Budget;
import dev.lanewise.benchmarks.run.GatherBenchmark;
import dev.lanewise.benchmarks.run.InferenceBenchmark;
import dev.lanewise.benchmarks.run.OptimizerBenchmark;
import dev.lanewise.benchmarks.run.PeerBenchmark;
import dev.lanewise.benchmarks.run.StartUpBenchmark;
import dev.lanewise.benchmarks.run.StepBenchmark;
import dev.lanewise.benchmarks.run.SweepBenchmark;
import dev.lanewise.benchmarks.workload.Workload;
import dev.lanewise.benchmarks.workload.Workloads;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Measures generated code against the limits of the machine, and against others.
@Command(name = "Benchmarks", sortOptions = false, usageHelpAutoWidth = true,
    description = "Measures generated code against the limits of the machine, prints tables and writes JSON.")
public final class Benchmarks implements Callable<Integer> {
  /// The parts of a run, in their order.
  enum Part { STEPS, INFERENCE, GATHER, STARTUP, OPTIMIZERS, SWEEP }

  @Spec
  private CommandSpec command;

  @Option(names = "--parts", split = ",", paramLabel = "PART",
      description = "What to measure: ${COMPLETION-CANDIDATES} (default: all but the last two).")
  private Set<Part> parts = EnumSet.complementOf(EnumSet.of(Part.OPTIMIZERS, Part.SWEEP));

  @Option(names = "--workloads", split = ",", paramLabel = "NAME",
      description = "Which networks: W1, W2, W3, W5/1, W5/32, W6 (default: all).")
  private List<String> names = List.of();

  @Option(names = "--threads", split = ",", paramLabel = "N",
      description = "Numbers of threads for steps (default: 1 and all cores).")
  private Set<Integer> threads = new TreeSet<>(List.of(1, Runtime.getRuntime().availableProcessors()));

  @Option(names = "--warm-up", paramLabel = "SECONDS", defaultValue = "4",
      description = "Before each measurement (default: ${DEFAULT-VALUE}).")
  private double warmUp;

  @Option(names = "--seconds", paramLabel = "SECONDS", defaultValue = "4",
      description = "Of each measurement (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(names = "--data", paramLabel = "DIR",
      description = "MNIST for the whole processes; without it, made files of the same size.")
  private Path data;

  @Option(names = "--json", paramLabel = "FILE", defaultValue = "target/benchmarks.json",
      description = "Where to write the figures (default: ${DEFAULT-VALUE}).")
  private Path json;

  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
  private boolean help;

  public static void main(String[] args) {
    System.exit(run(System.out, System.err, args));
  }

  /// Runs the command; a user's mistake is one line.
  ///
  /// @return the exit code: 0 for success, 1 where a file or a measurement fails, 2 for wrong arguments
  static int run(PrintStream out, PrintStream err, String... args) {
    return new CommandLine(new Benchmarks())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .setParameterExceptionHandler((e, arguments) -> {
          e.getCommandLine().getErr().println("Benchmarks: " + e.getMessage() + " (try --help)");
          return CommandLine.ExitCode.USAGE;
        })
        .setExecutionExceptionHandler((e, commandLine, parsed) -> {
          if (e instanceof IOException || e instanceof UncheckedIOException || e instanceof IllegalArgumentException) {
            commandLine.getErr().println("Benchmarks: " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
          }
          throw e;
        })
        .execute(args);
  }

  @Override
  public Integer call() throws IOException {
    check();
    Report report = new Report(command.commandLine().getOut(), Machine.measure());
    Budget budget = new Budget(warmUp, seconds);
    List<Workload> workloads = workloads();
    for (Part part : parts) {
      switch (part) {
        case STEPS -> workloads.forEach(workload -> steps(report, workload, budget));
        case INFERENCE -> inference(report, budget);
        case GATHER -> gather(report, budget);
        case STARTUP -> startUp(report);
        case OPTIMIZERS -> OptimizerBenchmark.run(report, budget);
        case SWEEP -> SweepBenchmark.run(report, new Budget(Math.min(warmUp, 0.5), Math.min(seconds, 0.2)));
      }
    }
    report.write(json);
    report.print("\nfigures: " + json);
    return 0;
  }

  private void check() {
    require(warmUp >= 0 && warmUp <= 3600, "--warm-up must lie between 0 and 3600 seconds");
    require(seconds >= 0 && seconds <= 3600, "--seconds must lie between 0 and 3600 seconds");
    int cores = Runtime.getRuntime().availableProcessors();
    for (int count : threads) {
      require(count >= 1 && count <= cores, "--threads " + count + " must lie between 1 and " + cores);
    }
    Set<String> known = Workloads.ALL.stream().map(Workload::name).collect(Collectors.toCollection(TreeSet::new));
    for (String name : names) {
      require(known.contains(name), "--workloads '" + name + "' is none of " + String.join(", ", known));
    }
  }

  private void require(boolean holds, String complaint) {
    if (!holds) {
      throw new ParameterException(command.commandLine(), complaint);
    }
  }

  private List<Workload> workloads() {
    return Workloads.ALL.stream().filter(workload -> names.isEmpty() || names.contains(workload.name())).toList();
  }

  private void steps(Report report, Workload workload, Budget budget) {
    for (int count : threads) {
      report.add(StepBenchmark.run(workload, count, budget));
      for (Peer peer : peers(report)) {
        peerSteps(report, peer, workload, count, budget);
      }
    }
    PeerBenchmark.numPy(workload, budget).ifPresent(report::add);
  }

  /// The peers that were built in; none if only their names were left behind by an earlier build with the profile.
  private static List<Peer> peers(Report report) {
    try {
      return ServiceLoader.load(Peer.class).stream().map(ServiceLoader.Provider::get).toList();
    } catch (ServiceConfigurationError e) {
      report.print("no peers, though an earlier build had some: build with -Ppeers, or clean");
      return List.of();
    }
  }

  /// A peer is native code of others, which need not run on every machine; the rest of the report does.
  private static void peerSteps(Report report, Peer peer, Workload workload, int count, Budget budget) {
    try {
      report.add(PeerBenchmark.run(peer, workload, count, budget));
    } catch (RuntimeException | LinkageError e) {
      report.print(peer.getClass().getSimpleName() + " does not run here: " + e);
    }
  }

  private void inference(Report report, Budget budget) {
    for (Workload workload : List.of(Workloads.W1, Workloads.W2)) {
      for (int samples : new int[] {1, 256}) {
        report.add(InferenceBenchmark.run(workload, samples, budget));
      }
    }
  }

  private void gather(Report report, Budget budget) {
    for (boolean asBytes : new boolean[] {true, false}) {
      report.add(GatherBenchmark.gather(Workloads.W1, asBytes, budget));
      report.add(GatherBenchmark.step(Workloads.W1, asBytes, budget));
    }
  }

  private void startUp(Report report) throws IOException {
    for (boolean flags : new boolean[] {false, true}) {
      report.add(StartUpBenchmark.firstStep(flags));
      report.add(StartUpBenchmark.book(data, flags));
    }
  }
}
