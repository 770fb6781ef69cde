package dev.lanewise.images;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.MiniBatch;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.MiniBatches;
import dev.lanewise.data.SampleSource;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
  @TempDir
  private Path root;

  private Path write(String name, BufferedImage image) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    String ending = name.substring(name.lastIndexOf('.') + 1);
    assertTrue(ImageIO.write(image, ending, file.toFile()), name);
    return file;
  }

  private static BufferedImage gray(int width, int... values) {
    BufferedImage image = new BufferedImage(width, values.length / width, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setPixels(0, 0, width, values.length / width, values);
    return image;
  }

  private static BufferedImage colored(int type, int width, int... colors) {
    BufferedImage image = new BufferedImage(width, colors.length / width, type);
    image.setRGB(0, 0, width, colors.length / width, colors, 0, width);
    return image;
  }

  private static float[] features(Dataset data, int sample) {
    float[] features = new float[data.inputWidth()];
    for (int i = 0; i < features.length; i++) {
      features[i] = data.feature(sample, i);
    }
    return features;
  }

  @Test
  void foldersInTheOrderOfTheirNamesAreTheClasses() throws IOException {
    write("dog/b.png", gray(2, 0, 51, 102, 153));
    write("dog/A.png", gray(2, 255, 255, 255, 255));
    write("cat/within/1.bmp", gray(2, 204, 0, 0, 0));
    Files.writeString(root.resolve("dog/notes.txt"), "not an image");
    Files.write(root.resolve("dog/.hidden.png"), new byte[] {1});
    Files.writeString(root.resolve("README"), "about");
    ImageFolder folder = ImageFolder.of(root);
    assertEquals(List.of("cat", "dog"), folder.classes());
    assertEquals(3, folder.size());
    assertEquals(4, folder.sampleWidth());
    Dataset data = folder.dataset();
    assertEquals(List.of(0, 1, 1), List.of(data.label(0), data.label(1), data.label(2)));
    assertArrayEquals(new float[] {0.8f, 0, 0, 0}, features(data, 0), 1e-6f);
    assertArrayEquals(new float[] {1, 1, 1, 1}, features(data, 1), 1e-6f);
    assertArrayEquals(new float[] {0, 0.2f, 0.4f, 0.6f}, features(data, 2), 1e-6f);
    assertArrayEquals(features(data, 2), folder.sample(root.resolve("dog/b.png")));
    assertTrue(folder.toString().endsWith(": 3 images in 2 classes, 2 x 2 in gray"), folder.toString());
  }

  @Test
  void colorsAreThreePlanes() throws IOException {
    write("a/1.png", colored(BufferedImage.TYPE_INT_RGB, 2, 0xFF0000, 0x00FF00));
    write("a/2.png", colored(BufferedImage.TYPE_INT_ARGB, 2, 0xFF0000FF, 0x00FFFFFF));
    ImageFolder gray = ImageFolder.of(root);
    assertEquals(2, gray.sampleWidth());
    assertArrayEquals(new float[] {0.299f, 0.587f}, features(gray.dataset(), 0), 0.002f);
    ImageFolder color = gray.inColor();
    assertEquals(6, color.sampleWidth());
    assertArrayEquals(new float[] {1, 0, 0, 1, 0, 0}, features(color.dataset(), 0));
    // transparency does not count
    assertArrayEquals(new float[] {0, 1, 0, 1, 1, 1}, features(color.dataset(), 1));
  }

  @Test
  void grayIsTakenAsItIsStored() throws IOException {
    BufferedImage deep = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
    deep.getRaster().setPixels(0, 0, 2, 1, new int[] {0x8080, 0xFFFF});
    write("a/deep.png", deep);
    write("a/palette.gif", colored(BufferedImage.TYPE_BYTE_INDEXED, 2, 0xFF333333, 0xFFFFFFFF));
    BufferedImage binary = colored(BufferedImage.TYPE_BYTE_BINARY, 2, 0xFF000000, 0xFFFFFFFF);
    write("a/zbinary.png", binary);
    Dataset data = ImageFolder.of(root).dataset();
    assertArrayEquals(new float[] {128 / 255f, 1}, features(data, 0), 1e-6f);
    assertArrayEquals(new float[] {51 / 255f, 1}, features(data, 1), 0.01f);
    assertArrayEquals(new float[] {0, 1}, features(data, 2));
  }

  @Test
  void scalesToOneSize() throws IOException {
    int[] checkered = new int[64 * 64];
    Arrays.setAll(checkered, i -> (i % 64 + i / 64) % 2 * 255);
    write("a/large.png", gray(64, checkered));
    write("a/wide.png", gray(4, 10, 10, 10, 10));
    write("a/same.png", gray(2, 1, 2, 3, 4));
    ImageFolder folder = ImageFolder.of(root).scaledTo(2, 2);
    Dataset data = folder.dataset();
    assertArrayEquals(new float[] {0.5f, 0.5f, 0.5f, 0.5f}, features(data, 0), 0.01f);
    assertArrayEquals(new float[] {1 / 255f, 2 / 255f, 3 / 255f, 4 / 255f}, features(data, 1), 1e-6f);
    assertArrayEquals(new float[] {10 / 255f, 10 / 255f, 10 / 255f, 10 / 255f}, features(data, 2), 1e-6f);
    assertEquals(3 * 6, folder.inColor().scaledTo(3, 2).sampleWidth());
    String message = assertThrows(IOException.class, () -> ImageFolder.of(root).dataset()).getMessage();
    assertTrue(message.contains("same.png has 2 x 2 pixels, not 64 x 64 as the first image"), message);
    assertThrows(IllegalArgumentException.class, () -> folder.scaledTo(0, 2));
    assertThrows(IllegalArgumentException.class, () -> folder.scaledTo(1 << 20, 1 << 20));
  }

  @Test
  void aSourceReadsTheSameImagesInAnOrderForEachPass() throws IOException {
    for (int i = 0; i < 20; i++) {
      write((i < 12 ? "a/" : "b/") + "image" + i + ".png", gray(1, 10 * i));
    }
    ImageFolder folder = ImageFolder.of(root);
    SampleSource source = folder.source(3);
    float[] first = pass(source, 0);
    assertArrayEquals(first, pass(source, 0));
    assertNotEquals(Arrays.toString(first), Arrays.toString(pass(source, 1)));
    assertNotEquals(Arrays.toString(first), Arrays.toString(pass(folder.source(4), 0)));
    assertEquals(source.toString(), ImageFolder.of(root).source(3).toString());
    Files.move(root.resolve("a/image3.png"), root.resolve("b/image3.png"));
    assertNotEquals(source.toString(), ImageFolder.of(root).source(3).toString());
    float[] sorted = first.clone();
    Arrays.sort(sorted);
    float[] expected = new float[20];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = 10 * i / 255f;
    }
    assertArrayEquals(expected, sorted, 1e-6f);
  }

  private static float[] pass(SampleSource source, int number) {
    MiniBatches batches = MiniBatches.of(source, 20, 1);
    batches.moveTo(number);
    MiniBatch batch = batches.miniBatch();
    batches.next(batch);
    for (int row = 0; row < 20; row++) {
      assertEquals(batch.samples()[row] * 255 < 115 ? 0 : 1, batch.labels()[row]);
    }
    return batch.samples().clone();
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    Map<String, String> messages = new TreeMap<>();
    messages.put("nowhere", "does not exist");
    messages.put("file", "is not a folder");
    messages.put("empty", "holds no folders; put the images of each class into a folder of its name");
    messages.put("bare", "holds no images; files must end in .png");
    Files.writeString(root.resolve("file"), "");
    Files.createDirectories(root.resolve("empty"));
    Files.createDirectories(root.resolve("bare/class"));
    messages.forEach((name, message) -> {
      String text = assertThrows(IOException.class, () -> ImageFolder.of(root.resolve(name))).getMessage();
      assertTrue(text.contains(message), text);
    });
  }

  @Test
  void namesTheFileThatIsNoImage() throws IOException {
    write("a/1.png", gray(2, 1, 2, 3, 4));
    ImageFolder folder = ImageFolder.of(root);
    Path text = Files.writeString(root.resolve("a/2.png"), "a text");
    String message = assertThrows(IOException.class, () -> ImageFolder.of(root).dataset()).getMessage();
    assertEquals(text + " is not an image that Java reads; PNG, JPEG, GIF and BMP are", message);
    SampleSource source = ImageFolder.of(root).source(1);
    assertThrows(UncheckedIOException.class, () -> pass(source, 0));
    Files.delete(root.resolve("a/1.png"));
    String gone = assertThrows(IOException.class, folder::dataset).getMessage();
    assertTrue(gone.endsWith("1.png does not exist any more"), gone);
  }

  @Test
  void survivesDamageOfEveryKind() throws IOException {
    int survived = 0;
    for (String name : List.of("a/1.png", "a/1.jpg", "a/1.gif", "a/1.bmp")) {
      int[] values = new int[16 * 16];
      Arrays.setAll(values, i -> i);
      Path file = write(name, gray(16, values));
      byte[] whole = Files.readAllBytes(file);
      SplittableRandom random = new SplittableRandom(5);
      for (int trial = 0; trial < 400; trial++) {
        byte[] damaged = trial % 4 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
        for (int i = 0; i < 1 + trial % 3 && damaged.length > 0 && trial % 4 != 0; i++) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        Files.write(file, damaged);
        survived += reads(file) ? 1 : 0;
      }
      Files.delete(file);
    }
    assertTrue(survived > 0);
  }

  /// Whether a file can be read; if it cannot, that must be an error with its name.
  private static boolean reads(Path file) {
    ImageDecoder decoder = new ImageDecoder(new ImageFormat(16, 16, false), false);
    try {
      assertEquals(256, decoder.read(file).length);
      return true;
    } catch (IOException e) {
      assertTrue(e.getMessage().startsWith(file.toString()), e.toString());
      return false;
    }
  }
}
