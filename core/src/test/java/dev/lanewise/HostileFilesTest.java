package dev.lanewise;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.lanewise.LinearModel.Head;
import dev.lanewise.data.Idx;
import dev.lanewise.data.MiniBatches;
import dev.lanewise.data.Npy;
import dev.lanewise.data.SampleSource;
import dev.lanewise.data.Scaling;
import dev.lanewise.optim.Momentum;
import dev.lanewise.safetensors.DataType;
import dev.lanewise.safetensors.Weights;
import dev.lanewise.train.Checkpoints;
import dev.lanewise.train.NonFiniteLossException;
import dev.lanewise.train.Trainer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every damaged file is read, or refused by an error with its name, in memory that its own size bounds.
///
/// The system property `lanewise.hostile` asks for another number of files of each kind than 400.
class HostileFilesTest {
  private static final int FILES = Integer.getInteger("lanewise.hostile", 400);
  /// What reading may allocate beside what the file's own bytes can stand for.
  private static final long ALLOWANCE = 4 << 20;
  /// A compressed byte stands for at most 1032 others, and each of those for a float.
  private static final long MOST_FOR_EACH_BYTE = 8 * 1032;
  private static final ParameterLayout LAYOUT = LinearModel.create(Head.LABELS, 6, 3, 1).layout();
  private static final byte[] LABELS = {0, 0, 8, 1, 0, 0, 0, 3, 2, 0, 1};

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir
  private Path folder;

  /// A kind of file.
  ///
  /// @param read reads a file of the name in the folder
  private record Kind(String name, byte[] whole, Reading read) {
    @Override
    public String toString() {
      return name;
    }
  }

  /// Reads a file.
  @FunctionalInterface
  private interface Reading {
    void read(Path file) throws IOException;
  }

  static Stream<Kind> kinds() throws IOException {
    byte[] images = {0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 51, 102, (byte) 153, (byte) 204, (byte) 255};
    return Stream.of(
        new Kind("weights", weights(), file -> Weights.load(file, LAYOUT)),
        new Kind("step-0000000002.safetensors", checkpoint(), HostileFilesTest::resume),
        new Kind("images", images, Idx::images),
        new Kind("images.gz", gzip(images), Idx::images),
        new Kind("read-as-needed", images, HostileFilesTest::readAsNeeded),
        new Kind("labels", LABELS, Idx::labels),
        new Kind("array.npy", npy(), Npy::features),
        new Kind("arrays.npz", npz(), file -> Npy.dataset(file, "x", "y", 1)),
        new Kind("scaling.json", scaling(), Scaling::load));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void isReadOrRefusedByName(Kind kind) throws IOException {
    Path file = folder.resolve(kind.name());
    Files.write(file, kind.whole());
    kind.read().read(file);
    SplittableRandom random = new SplittableRandom(11);
    long thread = Thread.currentThread().threadId();
    for (int i = 0; i < FILES; i++) {
      byte[] hostile = damaged(kind.whole(), random);
      Files.write(file, hostile);
      long before = threads.getThreadAllocatedBytes(thread);
      try {
        kind.read().read(file);
      } catch (NonFiniteLossException read) {
        // a number that was changed to NaN is a number of the file
        assertTrue(kind.name().startsWith("step"), read::toString);
      } catch (IOException | UncheckedIOException | IllegalArgumentException | IllegalStateException refused) {
        assertTrue(refused.getMessage() != null && refused.getMessage().contains(file.getFileName().toString()),
            () -> "file " + kind + " is refused without its name: " + refused);
      }
      long allocated = threads.getThreadAllocatedBytes(thread) - before;
      assertTrue(allocated <= ALLOWANCE + MOST_FOR_EACH_BYTE * hostile.length,
          () -> hostile.length + " bytes of " + kind + " took " + allocated + " bytes of memory");
    }
  }

  /// Cuts, flips, swaps, and numbers that are far too large.
  private static byte[] damaged(byte[] whole, SplittableRandom random) {
    byte[] bytes = whole.clone();
    for (int change = 0; change <= random.nextInt(3); change++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        // headers are at the start
        case 2 -> bytes[random.nextInt(Math.min(bytes.length, 64))] = (byte) random.nextInt(256);
        case 3 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 4 -> bytes = withLargeNumber(bytes, random);
        default -> {
          int length = random.nextInt(Math.min(32, bytes.length));
          int from = random.nextInt(bytes.length - length);
          int to = random.nextInt(bytes.length - length);
          System.arraycopy(bytes, from, bytes, to, length);
        }
      }
    }
    return bytes;
  }

  /// Makes the digits of one number nines.
  private static byte[] withLargeNumber(byte[] bytes, SplittableRandom random) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int at = random.nextInt(text.length());
    while (at < text.length() && !Character.isDigit(text.charAt(at))) {
      at++;
    }
    String longer = "9".repeat(1 + random.nextInt(19));
    return (text.substring(0, Math.min(at, text.length())) + longer
        + text.substring(Math.min(at + 1, text.length()))).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] weights() throws IOException {
    Path file = Files.createTempFile("whole", ".safetensors");
    Weights.save(file, LAYOUT, new float[LAYOUT.length()], Map.of("network", "Linear"), DataType.F32);
    return content(file);
  }

  private static byte[] checkpoint() throws IOException {
    Path run = Files.createTempDirectory("whole");
    trainer(run).fit(Clusters.labelled(40, 6, 3, 2), Clusters.labelled(20, 6, 3, 3));
    byte[] bytes = content(run.resolve("step-0000000002.safetensors"));
    Files.delete(run.resolve("manifest.json"));
    Files.delete(run);
    return bytes;
  }

  private static Trainer trainer(Path run) {
    return Trainer.of(LinearModel.create(Head.LABELS, 6, 3, 1)).optimizer(Momentum.of(0.1f, 0.9f)).batchSize(20)
        .steps(2).checkpoints(Checkpoints.in(run));
  }

  private static void resume(Path file) throws IOException {
    trainer(file.getParent()).resume().fit(Clusters.labelled(40, 6, 3, 2), Clusters.labelled(20, 6, 3, 3));
  }

  private static void readAsNeeded(Path file) throws IOException {
    Path labels = Files.write(file.resolveSibling("read-as-needed-labels"), LABELS);
    SampleSource source = Idx.source(file, labels);
    try (MiniBatches batches = MiniBatches.of(source, 2, 1)) {
      batches.next(batches.miniBatch());
      batches.next(batches.miniBatch());
    }
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] npy() {
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }";
    byte[] bytes = new byte[10 + 118 + 24];
    byte[] start = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0};
    System.arraycopy(start, 0, bytes, 0, 10);
    Arrays.fill(bytes, 10, 128, (byte) ' ');
    System.arraycopy(header.getBytes(StandardCharsets.UTF_8), 0, bytes, 10, header.length());
    bytes[127] = '\n';
    return bytes;
  }

  private static byte[] npz() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("x.npy"));
      zip.write(npy());
      zip.putNextEntry(new ZipEntry("y.npy"));
      String text = new String(npy(), StandardCharsets.ISO_8859_1).replace("(3, 2)", "(3,)  ").replace("<f4", "<i8");
      zip.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
    return out.toByteArray();
  }

  private static byte[] scaling() throws IOException {
    Path file = Files.createTempFile("whole", ".json");
    Scaling.standard(Clusters.labelled(40, 6, 3, 2)).save(file);
    return content(file);
  }

  private static byte[] content(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    return bytes;
  }
}
