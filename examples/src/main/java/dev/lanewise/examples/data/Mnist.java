package dev.lanewise.examples.data;

import dev.lanewise.data.Idx;
import java.io.IOException;
import java.io.PrintStream;
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
      "train-images-idx3-ubyte", "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db");
  private static final MnistFile TRAIN_LABELS = new MnistFile(
      "train-labels-idx1-ubyte", "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5");
  private static final MnistFile TEST_IMAGES = new MnistFile(
      "t10k-images-idx3-ubyte", "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7");
  private static final MnistFile TEST_LABELS = new MnistFile(
      "t10k-labels-idx1-ubyte", "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2");

  static final List<MnistFile> FILES = List.of(TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS);

  private Mnist() {}

  /// Reads the four files; data sets in the same format, such as Fashion-MNIST, are read as well.
  ///
  /// @param directory holds the files under their standard names, with or without `.gz`
  /// @throws IOException if a file is missing, cut short or of another kind; the message names it
  public static Digits read(Path directory) throws IOException {
    return new Digits(
        Idx.dataset(TRAIN_IMAGES.in(directory), TRAIN_LABELS.in(directory)),
        Idx.dataset(TEST_IMAGES.in(directory), TEST_LABELS.in(directory)));
  }

  /// Fetches the files that a directory lacks and checks that they are the originals.
  ///
  /// @param directory is made if need be; a file with or without `.gz` that is there is left alone
  /// @param out is told what is being fetched
  /// @throws IOException if a file cannot be fetched or is not the original; the message says what to do
  public static void download(Path directory, URI mirror, PrintStream out) throws IOException {
    new MnistDownload(mirror, FILES, out).into(directory);
  }
}
