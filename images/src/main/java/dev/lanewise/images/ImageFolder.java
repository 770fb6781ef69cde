package dev.lanewise.images;

import dev.lanewise.data.Dataset;
import dev.lanewise.data.SampleSource;
import dev.lanewise.data.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Images in folders, one folder for each class.
///
/// ```
/// pets/cat/1.png   pets/cat/2.jpg   pets/dog/7.png
/// ```
///
/// ```java
/// ImageFolder pets = ImageFolder.of(Path.of("pets")).scaledTo(64, 64);
/// Dataset inMemory = pets.dataset();
/// SampleSource asNeeded = pets.source(1);
/// ```
///
/// The folders in the order of their names are the classes from 0 on, so that the same folders give the same labels
/// everywhere. Files that end in `.png`, `.jpg`, `.jpeg`, `.gif` or `.bmp` are images, in folders within too; others
/// and hidden ones are passed over. A sample is the pixels row by row, from 0 for black to 1; in color three planes one
/// after the other, red, green and blue. Transparency does not count. All images must be of one size, that of the
/// first, unless they are scaled. Immutable.
public final class ImageFolder {
  private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "gif", "bmp");

  private final Path root;
  private final List<String> classes;
  private final List<LabelledFile> files;
  private final ImageDecoder decoder;

  /// A file, the number of its class, and its size when it was listed.
  record LabelledFile(Path file, int label, long bytes) {}

  private ImageFolder(Path root, List<String> classes, List<LabelledFile> files, ImageDecoder decoder) {
    this.root = root;
    this.classes = classes;
    this.files = files;
    this.decoder = decoder;
  }

  /// Lists the images of a folder, to be read in gray.
  ///
  /// @param root holds a folder for each class
  /// @throws IOException if it does not, a class has no image, or the first image cannot be read
  public static ImageFolder of(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new IOException(root + (Files.exists(root) ? " is not a folder" : " does not exist"));
    }
    List<Path> folders = sorted(root, Files.list(root), Files::isDirectory);
    if (folders.isEmpty()) {
      throw new IOException(root + " holds no folders; put the images of each class into a folder of its name");
    }
    List<LabelledFile> files = new ArrayList<>();
    for (int label = 0; label < folders.size(); label++) {
      List<Path> images = sorted(folders.get(label), Files.walk(folders.get(label)), ImageFolder::isImage);
      if (images.isEmpty()) {
        throw new IOException(folders.get(label) + " holds no images; files must end in .png, .jpg, .jpeg, .gif or "
            + ".bmp");
      }
      for (Path image : images) {
        files.add(new LabelledFile(image, label, Files.size(image)));
      }
    }
    List<String> classes = folders.stream().map(folder -> folder.getFileName().toString()).toList();
    ImageFormat format = ImageDecoder.formatOf(files.getFirst().file(), false);
    return new ImageFolder(root, classes, List.copyOf(files), new ImageDecoder(format, false));
  }

  private static List<Path> sorted(Path folder, Stream<Path> paths, Predicate<Path> isWanted) throws IOException {
    try (paths) {
      // by text, because paths of Windows compare without case
      return paths.filter(path -> isWanted.test(path) && !isHidden(path))
          .sorted(Comparator.comparing(Path::toString)).toList();
    } catch (UncheckedIOException e) {
      throw new IOException(folder + " cannot be listed: " + e.getCause(), e);
    }
  }

  private static boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }

  private static boolean isImage(Path path) {
    String name = path.getFileName().toString();
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return ENDINGS.contains(ending) && Files.isRegularFile(path);
  }

  /// The same images, scaled to a size; what a square of pixels shrinks to is their mean.
  ///
  /// @param width pixels in a row, at least 1
  /// @param height rows of pixels, at least 1
  /// @throws IllegalArgumentException if a number is out of range
  public ImageFolder scaledTo(int width, int height) {
    ImageFormat format = new ImageFormat(width, height, decoder.format().hasColor());
    return new ImageFolder(root, classes, files, new ImageDecoder(format, true));
  }

  /// The same images with their colors.
  public ImageFolder inColor() {
    ImageFormat format = new ImageFormat(decoder.format().width(), decoder.format().height(), true);
    return new ImageFolder(root, classes, files, new ImageDecoder(format, decoder.isScaled()));
  }

  /// The names of the classes, in the order of their labels.
  public List<String> classes() {
    return classes;
  }

  /// The number of images.
  public int size() {
    return files.size();
  }

  /// The numbers in a sample: what `@Network(input = …)` has to say.
  public int sampleWidth() {
    return decoder.format().sampleWidth();
  }

  /// The pixels of one image as a sample, for predictions.
  ///
  /// @param image any file, brought to the format of this folder
  /// @throws IOException if it cannot be read, or has another size and images are not scaled
  public float[] sample(Path image) throws IOException {
    byte[] pixels = decoder.read(image);
    float[] sample = new float[pixels.length];
    ImageSource.spread(pixels, sample, 0);
    return sample;
  }

  /// All images with their labels, in memory, a byte for each number.
  ///
  /// @throws IOException if one cannot be read, has another size, or all are too many for one array; the message names
  ///     the file
  public Dataset dataset() throws IOException {
    int width = sampleWidth();
    if ((long) size() * width > Integer.MAX_VALUE - 64) {
      throw new IOException("the " + size() + " images of " + root + " are too many for memory; train on source(seed)");
    }
    byte[] features = new byte[size() * width];
    int[] labels = new int[size()];
    for (int i = 0; i < size(); i++) {
      System.arraycopy(decoder.read(files.get(i).file()), 0, features, i * width, width);
      labels[i] = files.get(i).label();
    }
    return Dataset.ofBytes(features, width, ImageSource.SCALE).labels(labels);
  }

  /// All images with their labels, read as they are needed, in an order drawn anew for each pass.
  ///
  /// The order is drawn from the list of files, so that no window is needed.
  ///
  /// @param seed the order depends on it
  public SampleSource source(long seed) {
    return new ImageSource(root, files, decoder, seed, digest());
  }

  /// The SHA-256 of the names, labels and sizes of all files.
  private String digest() {
    MessageDigest digest = Sha256.start();
    for (LabelledFile image : files) {
      String line = root.relativize(image.file()) + "\t" + image.label() + "\t" + image.bytes() + "\n";
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return Sha256.end(digest);
  }

  @Override
  public String toString() {
    return root + ": " + size() + " images in " + classes.size() + " classes, " + decoder.format();
  }
}
