package dev.lanewise.examples.cli;

import picocli.CommandLine.Option;

/// The option that decides everything random in an example.
public final class SeedOption {
  @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
      description = "Decides all that is random, the first weights and the mini-batches (default: ${DEFAULT-VALUE}).")
  private long seed;

  /// The seed: any number; the same one gives the same results.
  public long seed() {
    return seed;
  }
}
