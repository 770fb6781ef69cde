package dev.lanewise.examples.serve;

import dev.lanewise.data.Dataset;
import dev.lanewise.examples.cli.Arguments;
import dev.lanewise.examples.cli.CommandRunner;
import dev.lanewise.examples.cli.SeedOption;
import dev.lanewise.examples.data.Digits;
import dev.lanewise.examples.data.DigitsOptions;
import dev.lanewise.examples.twolayernet.TwoLayerNetModel;
import dev.lanewise.optim.Adam;
import dev.lanewise.safetensors.DataType;
import dev.lanewise.train.Evaluation;
import dev.lanewise.train.Trainer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Trains the two-layer network, saves it in half the space, loads it, serves it over HTTP on this machine, and asks
/// it.
@Command(name = "ServePredictions", sortOptions = false,
    description = "Trains a network, saves and loads it, serves its predictions over HTTP on the loopback interface, "
        + "and measures real requests.")
public final class ServePredictions implements Callable<Integer> {
  private final PrintStream out;

  @Spec
  private CommandSpec command;

  @Mixin
  private DigitsOptions digitsOptions;

  @Option(names = "--steps", paramLabel = "N", defaultValue = "1000",
      description = "Steps to train (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(names = "--requests", paramLabel = "N", defaultValue = "5000",
      description = "Requests to send (default: ${DEFAULT-VALUE}).")
  private int requests;

  @Option(names = "--clients", paramLabel = "N", defaultValue = "4",
      description = "Clients that send them at the same time (default: ${DEFAULT-VALUE}).")
  private int clients;

  @Option(names = "--port", paramLabel = "N", defaultValue = "0",
      description = "Where to listen; 0 for a port that is free (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(names = "--stay", description = "Go on serving until interrupted, for requests of your own.")
  private boolean stay;

  @Mixin
  private SeedOption seedOption;

  @Option(names = "--output", paramLabel = "DIR", defaultValue = "target/serve",
      description = "Where the weights go (default: ${DEFAULT-VALUE}).")
  private Path output;

  /// Makes an example that reports to a stream.
  ServePredictions(PrintStream out) {
    this.out = out;
  }

  /// Runs the example from the command line.
  public static void main(String[] args) {
    System.exit(CommandRunner.run(new ServePredictions(System.out), args));
  }

  @Override
  public Integer call() throws IOException {
    Arguments.atLeast(command, 1, steps, "--steps");
    Arguments.atLeast(command, 1, requests, "--requests");
    Arguments.between(command, 1, 1_000, clients, "--clients");
    Arguments.between(command, 0, 65_535, port, "--port");
    Files.createDirectories(output);
    Digits digits = digitsOptions.load(out);
    TwoLayerNetModel net = served(digits);
    try (PredictionServer server = PredictionServer.start(net, port)) {
      out.println("serving " + net + " on http://localhost:" + server.port() + "/predict");
      ask(server, digits.test());
      if (stay) {
        out.println("until interrupted; one digit: curl -d @digit.json http://localhost:" + server.port() + "/predict");
        waitForInterrupt();
      }
    }
    return 0;
  }

  private TwoLayerNetModel served(Digits digits) throws IOException {
    TwoLayerNetModel net = TwoLayerNetModel.create(seedOption.seed());
    Trainer.of(net).optimizer(Adam.of(0.005f)).batchSize(100).steps(steps).seed(seedOption.seed()).evaluateAtEnd()
        .fit(digits.train());
    Path whole = output.resolve("net.safetensors");
    Path half = output.resolve("net-bf16.safetensors");
    net.save(whole);
    net.save(half, DataType.BF16);
    TwoLayerNetModel loaded = TwoLayerNetModel.create(0);
    loaded.load(half);
    out.printf(Locale.ROOT, "test accuracy %.4f with %,d bytes of weights, %.4f with %,d in BF16%n",
        Evaluation.of(net, digits.test()).accuracy(), Files.size(whole),
        Evaluation.of(loaded, digits.test()).accuracy(), Files.size(half));
    return loaded;
  }

  private void ask(PredictionServer server, Dataset test) {
    Clients.Answers answers = Clients.ask(server.port(), test, requests, clients);
    out.printf(Locale.ROOT, "%,d requests of one digit by %d clients in %.2f s: %,.0f a second; half within %.2f ms, "
        + "99 %% within %.2f ms; %.4f answered right%n", requests, clients, answers.seconds(),
        requests / answers.seconds(), answers.milliseconds(0.5), answers.milliseconds(0.99), answers.accuracy());
  }

  private static void waitForInterrupt() {
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
