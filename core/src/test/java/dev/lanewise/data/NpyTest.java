package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {
  @TempDir
  private Path folder;

  /// The bytes of a file as NumPy writes it: the header is padded so that elements begin at a multiple of 64.
  private static byte[] npy(String type, String order, String shape, byte[] elements) {
    StringBuilder header = new StringBuilder(
        "{'descr': '" + type + "', 'fortran_order': " + order + ", 'shape': (" + shape + "), }");
    while ((10 + header.length() + 1) % 64 != 0) {
      header.append(' ');
    }
    byte[] text = header.append('\n').toString().getBytes(StandardCharsets.US_ASCII);
    ByteBuffer file = ByteBuffer.allocate(10 + text.length + elements.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0);
    return file.putShort((short) text.length).put(text).put(elements).array();
  }

  private static byte[] elements(String type, double... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length)
        .order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      switch (type.substring(1)) {
        case "f2" -> bytes.putShort(Float.floatToFloat16((float) value));
        case "f4" -> bytes.putFloat((float) value);
        case "f8" -> bytes.putDouble(value);
        case "i2", "u2" -> bytes.putShort((short) value);
        case "i4" -> bytes.putInt((int) value);
        case "u4" -> bytes.putInt((int) (long) value);
        case "i8" -> bytes.putLong((long) value);
        default -> bytes.put((byte) value);
      }
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("a.npy"), content);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "<f2", "<f4", ">f4", "<f8", ">f8", "|i1", "<i2", ">i2", "<i4", "<i8", ">i8", "|u1", "<u2", "<u4"})
  void readsEveryTypeInEitherByteOrder(String type) throws IOException {
    Dataset data = Npy.features(file(npy(type, "False", "2, 3", elements(type, 0, 1, 2, 3, 100, 5))), 0.5f);
    assertEquals(2, data.size());
    assertEquals(3, data.inputWidth());
    assertEquals(50, data.feature(1, 1));
    assertEquals(1, data.feature(0, 2));
  }

  @Test
  void unsignedNumbersAreNotNegative() throws IOException {
    assertEquals(255, Npy.features(file(npy("|u1", "False", "1, 1", new byte[] {-1}))).feature(0, 0));
    assertEquals(65_535, Npy.features(file(npy("<u2", "False", "1, 1", elements("<u2", 65_535)))).feature(0, 0));
    assertEquals(4e9f, Npy.features(file(npy("<u4", "False", "1, 1", elements("<u4", 4e9)))).feature(0, 0));
  }

  @Test
  void samplesOfSeveralDimensionsAreFlattenedAndFortranOrderIsTurned() throws IOException {
    Dataset images = Npy.features(file(npy("|u1", "False", "2, 2, 2", new byte[] {1, 2, 3, 4, 5, 6, 7, 8})), 1 / 255f);
    assertEquals(4, images.inputWidth());
    assertEquals(7 * (1 / 255f), images.feature(1, 2));
    Dataset turned = Npy.features(file(npy("<f4", "True", "2, 3", elements("<f4", 1, 4, 2, 5, 3, 6))));
    assertEquals(3, turned.feature(0, 2));
    assertEquals(4, turned.feature(1, 0));
  }

  @Test
  void readsLabelsFromAnotherFileOrFromTheSameArchive() throws IOException {
    Path x = Files.write(folder.resolve("x.npy"), npy("<f4", "False", "3, 1", elements("<f4", 1, 2, 3)));
    Path y = Files.write(folder.resolve("y.npy"), npy("<i8", "False", "3,", elements("<i8", 2, 0, 1)));
    assertEquals(2, Npy.dataset(x, y, 1).label(0));
    for (int method : new int[] {ZipEntry.STORED, ZipEntry.DEFLATED}) {
      Dataset zipped = Npy.dataset(zip(method), "x_train", "y_train", 1);
      assertEquals(3, zipped.size());
      assertEquals(1, zipped.label(2));
    }
    Exception none = assertThrows(IOException.class, () -> Npy.dataset(zip(ZipEntry.DEFLATED), "x", "y_train", 1));
    assertTrue(none.getMessage().endsWith("has no array 'x'; there are x_train, y_train"), none.getMessage());
  }

  private Path zip(int method) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setLevel(method == ZipEntry.STORED ? 0 : 9);
      zip.putNextEntry(new ZipEntry("x_train.npy"));
      zip.write(npy("<f4", "False", "3, 1", elements("<f4", 1, 2, 3)));
      zip.putNextEntry(new ZipEntry("y_train.npy"));
      zip.write(npy("|u1", "False", "3,", new byte[] {2, 0, 1}));
    }
    return Files.write(folder.resolve("data.npz"), bytes.toByteArray());
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    byte[] good = npy("<f4", "False", "2, 2", elements("<f4", 1, 2, 3, 4));
    assertWrong("is not an array of NumPy", new byte[] {1, 2, 3});
    assertWrong("is cut short: its header promises 16 bytes of elements, but it ends after 15",
        Arrays.copyOf(good, good.length - 1));
    assertWrong("is too long", Arrays.copyOf(good, good.length + 1));
    assertWrong("is cut short: it ends in its header", Arrays.copyOf(good, 40));
    assertWrong("more than the file can hold", npy("<f4", "False", "2, 200000000", new byte[4]));
    assertWrong("more than a Java array can hold", npy("<f4", "False", "0, 70000, 70000", new byte[0]));
    assertWrong("holds elements of type c8", npy("<c8", "False", "1", new byte[8]));
    assertWrong("has no type that is a plain number", npy("|O", "False", "1", new byte[8]));
    assertWrong("its shape is (99999999999)", npy("<f4", "False", "99999999999", new byte[4]));
    assertWrong("lies in Fortran order", npy("<f4", "True", "1, 1, 2", new byte[8]));
    assertWrong("has samples without numbers", npy("<f4", "False", "3, 0", new byte[0]));
    byte[] hugeHeader = good.clone();
    hugeHeader[6] = 2;
    assertWrong("its header claims to have", hugeHeader);
    Path none = folder.resolve("none.npy");
    assertEquals(none + " does not exist",
        assertThrows(IOException.class, () -> Npy.features(none)).getMessage());
    Path text = Files.writeString(folder.resolve("text.npz"), "no archive");
    assertTrue(assertThrows(IOException.class, () -> Npy.dataset(text, "x", "y", 1)).getMessage()
        .startsWith(text + " is not an .npz file, or damaged"));
  }

  private void assertWrong(String part, byte[] content) throws IOException {
    Path file = file(content);
    Exception thrown = assertThrows(IOException.class, () -> Npy.features(file));
    assertTrue(thrown.getMessage().startsWith(file.toString()) && thrown.getMessage().contains(part),
        thrown.getMessage());
  }

  @Test
  void labelsAreWholeAndOneForEachSample() throws IOException {
    Path x = Files.write(folder.resolve("x.npy"), npy("<f4", "False", "2, 1", elements("<f4", 1, 2)));
    Path halves = Files.write(folder.resolve("h.npy"), npy("<f8", "False", "2,", elements("<f8", 0, 0.5)));
    assertTrue(assertThrows(IOException.class, () -> Npy.dataset(x, halves, 1)).getMessage()
        .endsWith("holds 0.5 at 1, which is not a whole number for a label"));
    Path three = Files.write(folder.resolve("t.npy"), npy("|i1", "False", "3,", new byte[3]));
    assertTrue(assertThrows(IOException.class, () -> Npy.dataset(x, three, 1)).getMessage()
        .contains("holds 3 rows of 1, but 2 samples need a label each"));
    assertThrows(DatasetException.class, () -> Npy.features(x, 0));
  }
}
