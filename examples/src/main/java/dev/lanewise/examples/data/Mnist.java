package dev.lanewise.examples.data;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/// The MNIST database of handwritten digits: 60,000 training and 10,000 test images, 28×28.
///
/// **Source**: LeCun, Cortes, Burges 1998, "The MNIST database of handwritten digits".
public final class Mnist {
  /// Where the files are fetched from unless `--mirror` says otherwise: the copy that PyTorch's torchvision uses.
  public static final URI MIRROR = URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/");

  private static final MnistFile TRAIN_IMAGES = new MnistFile(
      "train-images-idx3-ubyte", "71524e2cd1ad2968737f7f2f2ff69cbfc32df8ccddff51593f7cb2d4e0eb5b64");
  private static final MnistFile TRAIN_LABELS = new MnistFile(
      "train-labels-idx1-ubyte", "fe03b8bd7915f70bf5aa08be480aa413fbd85afcaa58b35d230d335f284fd88e");
  private static final MnistFile TEST_IMAGES = new MnistFile(
      "t10k-images-idx3-ubyte", "5634745efa576a17e7d4cf5cd9d09123c75e6538e5114267c2d156edaf519341");
  private static final MnistFile TEST_LABELS = new MnistFile(
      "t10k-labels-idx1-ubyte", "ae18e77e031ccde52407f794d123116439864147d33ac992975f85dd4dc42af6");

  static final List<MnistFile> FILES = List.of(TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS);

  private Mnist() {}

  /// Fetches the files that a directory lacks and checks that they are the originals.
  ///
  /// @param directory is made if need be; a file with or without `.gz` that is there is left alone
  /// @param out is told what is being fetched
  /// @throws IOException if a file cannot be fetched or is not the original; the message says what to do
  public static void download(Path directory, URI mirror, PrintWriter out) throws IOException {
    new MnistDownload(mirror, FILES, out).into(directory);
  }
}
