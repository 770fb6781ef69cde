package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {
  private static final byte[] IMAGES = idx(8, new int[] {2, 2, 3}, 0, 51, 102, 153, 204, 255, 1, 2, 3, 4, 5, 6);
  private static final byte[] LABELS = idx(8, new int[] {2}, 9, 200);

  @TempDir Path folder;

  @Test
  void readsImagesAndLabelsCompressedOrNot() throws IOException {
    for (boolean compressed : new boolean[] {false, true}) {
      Dataset data = Idx.dataset(
          write("images", compressed ? gzip(IMAGES) : IMAGES), write("labels", compressed ? gzip(LABELS) : LABELS));
      assertEquals(2, data.size());
      assertEquals(6, data.inputWidth());
      assertEquals(153 * (1 / 255f), data.feature(0, 3));
      assertEquals(6 * (1 / 255f), data.feature(1, 5));
      assertEquals(200, data.label(1));
    }
  }

  @Test
  void readsAFileWithoutImages() throws IOException {
    assertEquals(0, Idx.images(write("images", idx(8, new int[] {0, 28, 28}))).size());
    assertArrayEquals(new int[0], Idx.labels(write("labels", idx(8, new int[] {0}))));
  }

  @Test
  void namesAMissingFile() {
    Path file = folder.resolve("absent.gz");
    assertMessage(file + " does not exist", () -> Idx.labels(file));
  }

  @Test
  void namesAFolder() {
    assertMessage(folder + " is a folder, not an IDX file", () -> Idx.labels(folder));
  }

  @Test
  void reportsAnEmptyFileOrAnEmptyGzip() throws IOException {
    Path file = write("empty", new byte[0]);
    assertMessage(file + " is empty", () -> Idx.labels(file));
    Path zipped = write("empty.gz", gzip(new byte[0]));
    assertMessage(zipped + " is empty", () -> Idx.labels(zipped));
  }

  @Test
  void saysWhatAForeignFileStartsWith() throws IOException {
    Path page = write("page", "<html>moved</html>".getBytes());
    assertMessage(
        page + " is not an IDX file: it starts with 3c 68 74 6d instead of 00 00, a type and a number of dimensions",
        () -> Idx.labels(page));
    Path tiny = write("tiny", new byte[] {0, 1});
    assertMessage(
        tiny + " is not an IDX file: it starts with 00 01 instead of 00 00, a type and a number of dimensions",
        () -> Idx.labels(tiny));
  }

  @Test
  void namesATypeItCannotRead() throws IOException {
    Path floats = write("floats", idx(0x0D, new int[] {0}));
    assertMessage(
        floats + " holds 32-bit floats (type 0d); only unsigned bytes (type 08) can be read", () -> Idx.labels(floats));
    Path unknown = write("unknown", idx(0x07, new int[] {0}));
    assertMessage(
        unknown + " holds elements of unknown type 07; only unsigned bytes (type 08) can be read",
        () -> Idx.labels(unknown));
  }

  @Test
  void reportsEveryPlaceWhereAFileCanBeCutShort() throws IOException {
    byte[] zipped = gzip(IMAGES);
    for (int length = 1; length < IMAGES.length; length++) {
      assertRefused(write("cut", Arrays.copyOf(IMAGES, length)), "is cut short");
    }
    for (int length = 2; length < zipped.length; length++) {
      Path cut = write("cut.gz", Arrays.copyOf(zipped, length));
      assertRefused(cut, "is cut short");
      assertRefused(cut, "; fetch it again");
    }
  }

  @Test
  void saysHowMuchIsMissing() throws IOException {
    Path plain = write("cut", Arrays.copyOf(IMAGES, IMAGES.length - 5));
    assertMessage(
        plain + " is cut short: its header promises 28 bytes, but the file has 23; fetch it again",
        () -> Idx.images(plain));
    Path zipped = write("cut.gz", gzip(Arrays.copyOf(IMAGES, IMAGES.length - 5)));
    assertMessage(
        zipped + " is cut short: its header promises 28 bytes, but it ends after 23; fetch it again",
        () -> Idx.images(zipped));
    Path header = write("header", Arrays.copyOf(IMAGES, 7));
    assertMessage(
        header + " is cut short: its header promises 16 bytes, but it ends in its header, after 7; fetch it again",
        () -> Idx.images(header));
  }

  @Test
  void reportsBytesAfterTheEnd() throws IOException {
    Path file = write("long", Arrays.copyOf(LABELS, LABELS.length + 1));
    assertMessage(
        file + " is too long: its header [2] promises 10 bytes, but more follow", () -> Idx.labels(file));
  }

  @Test
  void reportsDamagedCompression() throws IOException {
    byte[] zipped = gzip(IMAGES);
    zipped[zipped.length - 8] ^= 1;
    assertRefused(write("damaged.gz", zipped),
        "is damaged: its gzip data cannot be read (Corrupt GZIP trailer); fetch it again");
  }

  @Test
  void refusesAbsurdSizesWithoutMakingAnArray() throws IOException {
    assertRefused(write("huge", idx(8, new int[] {1, 70_000, 70_000})), "[1, 70000, 70000], more than a Java array");
    assertRefused(write("many", idx(8, new int[] {70_000, 70_000, 1})), "promises 4900000016 bytes, but the file has");
    assertRefused(write("negative", idx(8, new int[] {1, -1, 1})), "[1, 4294967295, 1], more than a Java array");
    assertRefused(write("hidden", idx(8, new int[] {0, 70_000, 70_000})), "more than a Java array");
    assertRefused(write("gigabytes.gz", gzip(idx(8, new int[] {2_000_000_000, 1}))), "promises 2000000012 bytes");
  }

  @Test
  void reportsCountsThatDiffer() throws IOException {
    Path images = write("images", IMAGES);
    Path labels = write("labels", idx(8, new int[] {3}, 1, 2, 3));
    assertMessage(
        labels + " holds 3 labels, but " + images + " holds 2 images; the two files do not belong together",
        () -> Idx.dataset(images, labels));
  }

  @Test
  void reportsSwappedFiles() throws IOException {
    Path images = write("images", IMAGES);
    Path labels = write("labels", LABELS);
    assertMessage(
        labels + " has one dimension, of 2, but images need at least two dimensions; "
            + "were the files of images and labels swapped?",
        () -> Idx.dataset(labels, images));
    assertMessage(
        images + " has 3 dimensions, [2, 2, 3], but labels have one dimension; "
            + "were the files of images and labels swapped?",
        () -> Idx.labels(images));
  }

  @Test
  void reportsImagesWithoutPixels() throws IOException {
    Path file = write("flat", idx(8, new int[] {5, 0, 28}));
    assertMessage(file + " has 3 dimensions, [5, 0, 28], so its images have no pixels", () -> Idx.images(file));
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static byte[] idx(int type, int[] shape, int... elements) {
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * shape.length + elements.length);
    file.put((byte) 0).put((byte) 0).put((byte) type).put((byte) shape.length);
    for (int size : shape) {
      file.putInt(size);
    }
    for (int element : elements) {
      file.put((byte) element);
    }
    return file.array();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  private static void assertMessage(String expected, Executable code) {
    assertEquals(expected, assertThrows(IOException.class, code).getMessage());
  }

  private static void assertRefused(Path file, String part) {
    String message = assertThrows(IOException.class, () -> Idx.images(file)).getMessage();
    assertTrue(message.startsWith(file + " is ") && message.contains(part), message);
  }
}
