package dev.lanewise.safetensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SafetensorsFileTest {
  @TempDir Path folder;

  @Test
  void comesBackAsItWasWritten() throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", "pt");
    metadata.put("quote \" back \\ line \n tab \t bell \u0007", "größe 🦊 / \u2028");
    SafetensorsFile written = new SafetensorsFile(
        List.of(
            new NamedTensor("b.weight", List.of(2, 3), new float[] {1, -2, 3e-40f, Float.MAX_VALUE, -0f, 6}),
            new NamedTensor("a \"odd\" näme", List.of(1), new float[] {7}),
            new NamedTensor("empty", List.of(0, 5), new float[0]),
            new NamedTensor("scalar", List.of(), new float[] {8})),
        metadata);
    Path file = folder.resolve("all.safetensors");
    written.write(file);
    assertSame(written, SafetensorsFile.read(file));
  }

  @Test
  void keepsEveryBitOfNaNs() throws IOException {
    int[] bits = {0x7fc00000, 0x7fc12345, 0xffc00001, 0x7f800001, 0xffbfffff, 0x7f800000, 0x80000000};
    float[] values = new float[bits.length];
    ByteBuffer raw = ByteBuffer.allocate(4 * bits.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asIntBuffer().put(bits);
    raw.asFloatBuffer().get(values);
    Path file = folder.resolve("nan.safetensors");
    new SafetensorsFile(List.of(new NamedTensor("x", List.of(7), values)), Map.of()).write(file);
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer stored = ByteBuffer.wrap(bytes, bytes.length - 28, 28).order(ByteOrder.LITTLE_ENDIAN);
    for (int expected : bits) {
      assertEquals(expected, stored.getInt());
    }
    float[] read = SafetensorsFile.read(file).tensor("x").values();
    for (int i = 0; i < bits.length; i++) {
      assertEquals(bits[i], Float.floatToRawIntBits(read[i]));
    }
  }

  @Test
  void isLaidOutAsTheFormatSays() throws IOException {
    Path file = folder.resolve("layout.safetensors");
    new SafetensorsFile(
        List.of(
            new NamedTensor("w", List.of(1, 2), new float[] {1, 2}), new NamedTensor("b", List.of(1), new float[] {3})),
        Map.of("format", "pt"))
        .write(file);
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int headerLength = (int) bytes.getLong();
    byte[] header = new byte[headerLength];
    bytes.get(header);
    assertEquals(0, headerLength % 8);
    String json = "{\"__metadata__\":{\"format\":\"pt\"},"
        + "\"w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]},"
        + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}";
    assertEquals(json, new String(header, StandardCharsets.UTF_8).stripTrailing());
    assertEquals(1, bytes.getFloat());
    assertEquals(2, bytes.getFloat());
    assertEquals(3, bytes.getFloat());
    assertEquals(0, bytes.remaining());
  }

  @Test
  void tensorsLargerThanOneReadComeBackWhole() throws IOException {
    float[] values = new float[200_001];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    Path file = folder.resolve("large.safetensors");
    new SafetensorsFile(List.of(new NamedTensor("x", List.of(values.length), values)), Map.of()).write(file);
    assertArrayEquals(values, SafetensorsFile.read(file).tensors().getFirst().values());
  }

  @Test
  void aFileMayHoldNoTensors() throws IOException {
    Path file = folder.resolve("none.safetensors");
    new SafetensorsFile(List.of(), Map.of()).write(file);
    assertSame(new SafetensorsFile(List.of(), Map.of()), SafetensorsFile.read(file));
  }

  @Test
  void halfPrecisionsAreReadExactly() throws IOException {
    String header = "{\"h\":{\"dtype\":\"F16\",\"shape\":[3],\"data_offsets\":[0,6]},"
        + "\"b\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[6,10]}}";
    byte[] data = {0x00, 0x3c, 0x01, 0x00, 0x00, (byte) 0xfc, (byte) 0x80, 0x3f, 0x01, (byte) 0x80};
    SafetensorsFile file = SafetensorsFile.read(RawFile.write(folder.resolve("half"), header, data));
    assertArrayEquals(new float[] {1, 0x1p-24f, Float.NEGATIVE_INFINITY}, file.tensor("h").values());
    assertArrayEquals(new float[] {1, Float.intBitsToFloat(0x80010000)}, file.tensor("b").values());
  }

  @Test
  void refusesTensorsThatDoNotFit() {
    var count = assertThrows(
        IllegalArgumentException.class, () -> new NamedTensor("w", List.of(2, 3), new float[5]));
    assertEquals("tensor 'w' of shape [2, 3] takes 6 values, not 5", count.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new NamedTensor("__metadata__", List.of(0), new float[0]));
    assertThrows(IllegalArgumentException.class, () -> new NamedTensor("w", List.of(-1, -1), new float[1]));
    int large = Integer.MAX_VALUE;
    assertThrows(
        IllegalArgumentException.class, () -> new NamedTensor("w", List.of(large, large, large), new float[1]));
    NamedTensor twice = new NamedTensor("w", List.of(1), new float[1]);
    var names = assertThrows(
        IllegalArgumentException.class, () -> new SafetensorsFile(List.of(twice, twice), Map.of()));
    assertEquals("two tensors are named 'w'", names.getMessage());
  }

  @Test
  void listsTheNamesWhereOneIsUnknown() {
    SafetensorsFile file = new SafetensorsFile(
        List.of(new NamedTensor("a", List.of(0), new float[0]), new NamedTensor("b", List.of(0), new float[0])),
        Map.of());
    var thrown = assertThrows(IllegalArgumentException.class, () -> file.tensor("c"));
    assertEquals("no tensor 'c'; there are a, b", thrown.getMessage());
  }

  private static void assertSame(SafetensorsFile expected, SafetensorsFile actual) {
    assertEquals(List.copyOf(expected.metadata().entrySet()), List.copyOf(actual.metadata().entrySet()));
    assertEquals(
        expected.tensors().stream().map(NamedTensor::name).toList(),
        actual.tensors().stream().map(NamedTensor::name).toList());
    for (NamedTensor tensor : expected.tensors()) {
      assertEquals(tensor.shape(), actual.tensor(tensor.name()).shape());
      assertArrayEquals(tensor.values(), actual.tensor(tensor.name()).values());
    }
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void everyTypeIsReadBackAsTheNearestNumberItHolds(DataType type) throws IOException {
    float[] values = new float[100_003];
    Random random = new Random(1);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * Math.pow(10, i % 7 - 5));
    }
    values[0] = Float.NaN;
    values[1] = Float.NEGATIVE_INFINITY;
    values[2] = -0f;
    values[3] = Float.intBitsToFloat(0x7F80_0001);
    Path file = folder.resolve(type + ".safetensors");
    new SafetensorsFile(List.of(new NamedTensor("a", List.of(values.length), values)), Map.of()).write(file, type);
    float[] read = SafetensorsFile.read(file).tensor("a").values();
    assertTrue(Float.isNaN(read[0]) && Float.isNaN(read[3]));
    double relative = switch (type) {
      case F32 -> 0;
      case F16 -> 1 / 2048.0;
      case BF16 -> 1 / 256.0;
    };
    double absolute = type == DataType.F16 ? Math.scalb(1.0, -25) : 0;
    assertEquals(Float.NEGATIVE_INFINITY, read[1]);
    assertEquals(Float.NEGATIVE_INFINITY, 1 / read[2]);
    for (int i = 4; i < values.length; i++) {
      assertTrue(Math.abs(values[i] - read[i]) <= relative * Math.abs(values[i]) + absolute, "value " + i);
      assertEquals(type.stored(values[i]), read[i]);
    }
    assertTrue(Files.size(file) < (long) type.bytes() * values.length + 200);
  }

  @Test
  void roundsToEvenAndSaysWhatIsTooLarge() {
    assertEquals(Float.intBitsToFloat(0x3F80_0000), DataType.BF16.stored(Float.intBitsToFloat(0x3F80_8000)));
    assertEquals(Float.intBitsToFloat(0x3F82_0000), DataType.BF16.stored(Float.intBitsToFloat(0x3F81_8000)));
    assertEquals(Float.intBitsToFloat(0x3F81_0000), DataType.BF16.stored(Float.intBitsToFloat(0x3F80_8001)));
    Path file = folder.resolve("large.safetensors");
    SafetensorsFile large =
        new SafetensorsFile(List.of(new NamedTensor("a", List.of(2), new float[] {1, 65_520})), Map.of());
    Exception half = assertThrows(IllegalArgumentException.class, () -> large.write(file, DataType.F16));
    assertEquals("tensor 'a' holds 65520.0, which is too large for F16; store it as BF16 or F32", half.getMessage());
    assertFalse(Files.exists(file));
    SafetensorsFile largest = new SafetensorsFile(
        List.of(new NamedTensor("a", List.of(), new float[] {Float.MAX_VALUE})), Map.of());
    assertThrows(IllegalArgumentException.class, () -> largest.write(file, DataType.BF16));
  }
}
