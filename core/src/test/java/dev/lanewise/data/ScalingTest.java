package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.safetensors.NamedTensor;
import dev.lanewise.safetensors.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScalingTest {
  private final Dataset train = Dataset.of(new float[] {1, 7, 1e6f, 3, 7, 2e6f, 5, 7, 3e6f}, 3).labels(0, 1, 2)
      .weights(1, 2, 3);

  @TempDir
  private Path folder;

  @Test
  void standardScalesEveryColumnByMeanAndDeviation() {
    Dataset scaled = Scaling.standard(train).apply(train);
    float one = (float) (2 / Math.sqrt(8 / 3.0));
    assertArrayEquals(new float[] {-one, 0, -one, 0, 0, 0, one, 0, one}, all(scaled), 1e-6f);
    assertEquals(2, scaled.label(2));
    assertEquals(3, scaled.weight(2));
  }

  @Test
  void minMaxScalesFromZeroToOneAndBeyondForOthers() {
    Scaling scaling = Scaling.minMax(train);
    assertArrayEquals(new float[] {0, 0, 0, 0.5f, 0, 0.5f, 1, 0, 1}, all(scaling.apply(train)), 1e-6f);
    float[] other = {9, 8, 0};
    scaling.apply(other);
    assertArrayEquals(new float[] {2, 0, -0.5f}, other, 1e-6f);
  }

  @Test
  void bytesAreScaledToo() {
    Dataset bytes = Dataset.ofBytes(new byte[] {0, (byte) 255}, 1, 1 / 255f);
    assertArrayEquals(new float[] {-1, 1}, all(Scaling.standard(bytes).apply(bytes)), 1e-6f);
  }

  /// A large offset must not cost the deviation its digits.
  @Test
  void sumsAreInDoublePrecision() {
    Dataset far = Dataset.of(new float[] {16_777_214, 16_777_216, 16_777_214, 16_777_216}, 1);
    assertArrayEquals(new float[] {-1, 1, -1, 1}, all(Scaling.standard(far).apply(far)), 1e-6f);
  }

  @Test
  void isTheSameAfterAFile() throws IOException {
    Path file = folder.resolve("scaling.safetensors");
    Scaling scaling = Scaling.standard(train);
    scaling.save(file);
    Scaling loaded = Scaling.load(file);
    assertArrayEquals(all(scaling.apply(train)), all(loaded.apply(train)));
    assertEquals("standard scaling of 3 columns", loaded.toString());
  }

  @Test
  void refusesWhatItCannotScale() throws IOException {
    Scaling scaling = Scaling.standard(train);
    assertRefused("the samples have width 2, but the scaling was fitted to 3",
        () -> scaling.apply(Dataset.of(new float[4], 2)));
    assertRefused("4 numbers are no whole number of samples of width 3", () -> scaling.apply(new float[4]));
    assertRefused("no scaling can be fitted to a data set without samples",
        () -> Scaling.minMax(Dataset.of(new float[0], 3)));
    assertRefused("sample 1 has NaN in column 0; a scaling needs finite numbers",
        () -> Scaling.standard(Dataset.of(new float[] {1, 2, Float.NaN, 3}, 2)));
    Path file = folder.resolve("weights.safetensors");
    new SafetensorsFile(List.of(new NamedTensor("a.weight", List.of(1), new float[1])), Map.of()).write(file);
    Exception other = assertThrows(IOException.class, () -> Scaling.load(file));
    assertEquals(file + " does not hold a scaling, but tensors a.weight", other.getMessage());
  }

  private static void assertRefused(String message, Runnable call) {
    assertEquals(message, assertThrows(DatasetException.class, call::run).getMessage());
  }

  private static float[] all(Dataset dataset) {
    float[] values = new float[dataset.size() * dataset.inputWidth()];
    dataset.featureRows().copy(0, dataset.size(), values, 0);
    return values;
  }
}
