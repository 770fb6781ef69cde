package dev.lanewise.examples.data;

import dev.lanewise.examples.cli.Arguments;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The options that say which digits an example learns from.
public final class DigitsOptions {
  /// The drawn digits are always the same: what `--seed` changes is the training, not the data.
  private static final long DRAWING_SEED = 28;

  /// A third of the size of MNIST: enough to learn from.
  private static final int DRAWN = 20_000;

  /// 784 bytes each, beside which the test images must fit into memory.
  private static final int MOST_DRAWN = 1_000_000;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(names = "--data", paramLabel = "DIR",
      description = "Read MNIST from this directory: its four IDX files, with or without .gz.")
  private Path data;

  @Option(names = "--download",
      description = "Fetch the MNIST files that the directory lacks (11 MB in all). Without --data, into target/mnist.")
  private boolean download;

  @Option(names = "--mirror", paramLabel = "URL", description = "Where --download fetches from.")
  private String mirror;

  @Option(names = "--generate", paramLabel = "N",
      description = "Without MNIST: draw this many training digits, and a fifth as many for the test "
          + "(default: " + DRAWN + ").")
  private Integer generate;

  /// Reads, fetches or draws the digits that the options ask for, and says which.
  ///
  /// @throws IOException if files are missing or broken, or cannot be fetched
  public Digits load(PrintStream out) throws IOException {
    check();
    if (data == null && !download) {
      Digits digits = StrokeDigits.digits(generate == null ? DRAWN : generate, DRAWING_SEED);
      out.println("data: " + sizes(digits) + " digits, drawn by a program in place of MNIST");
      out.println("      real MNIST: --data DIR with its four files, or --download to fetch them (11 MB)");
      return digits;
    }
    Path directory = data == null ? Path.of("target", "mnist") : data;
    if (download) {
      Mnist.download(directory, mirror == null ? Mnist.MIRROR : URI.create(mirror), out);
    }
    Digits digits = Mnist.read(directory);
    out.println("data: " + sizes(digits) + " digits from " + directory);
    return digits;
  }

  private void check() {
    if (generate != null) {
      Arguments.between(command, 1, MOST_DRAWN, generate, "--generate");
      Arguments.require(command, data == null, "--generate and --data exclude each other");
      Arguments.require(command, !download, "--generate and --download exclude each other");
    }
    Arguments.require(command, download || mirror == null, "--mirror needs --download");
    Arguments.require(command, mirror == null || isWeb(mirror), "--mirror '" + mirror + "' is not an http(s) address");
  }

  private static boolean isWeb(String address) {
    try {
      URI uri = new URI(address);
      return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static String sizes(Digits digits) {
    return String.format(Locale.ROOT, "%,d training and %,d test", digits.train().size(), digits.test().size());
  }
}
