package dev.lanewise.safetensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsReaderTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      []                                                          | the header is not a JSON object
      {"x":3}                                                     | tensor 'x' is not a JSON object
      {"x":{"shape":[1],"data_offsets":[0,4]}}                    | tensor 'x' has no dtype
      {"x":{"dtype":"F32","data_offsets":[0,4]}}                  | tensor 'x' has no shape
      {"x":{"dtype":"F32","shape":[1]}}                           | tensor 'x' has no data_offsets
      {"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"a":1}}| tensor 'x' has an unknown field 'a'
      {"x":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}     | has shape with -1, which is not a whole number
      {"x":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}    | has shape with 1.0, which is not a whole number
      {"x":{"dtype":"F32","shape":[null],"data_offsets":[0,4]}}   | has shape with null, which is not a whole number
      {"x":{"dtype":"F32","shape":[1],"data_offsets":[0]}}        | data_offsets [0], which are not a begin and an end
      {"x":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}      | data_offsets [4, 0], which are not a begin and an
      {"x":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}      | takes 8 bytes, but its data_offsets span 4
      {"x":{"dtype":"F32","shape":[70000,70000],"data_offsets":[0,4]}} | [70000, 70000], more than a Java array can hold
      {"x":{"dtype":"F32","shape":[0,70000,70000],"data_offsets":[0,0]}} | more than a Java array can hold
      {"x":{"dtype":"F32","shape":[9223372036854775807,2],"data_offsets":[0,4]}} | more than a Java array can hold
      {"x":{"dtype":"F32","shape":[9223372036854775808],"data_offsets":[0,4]}} | is too large
      {"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}      | cut short: its tensors take 8 bytes, but 4 follow
      {"x":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}      | its tensors take 0 bytes, but 4 follow the header
      {"x":{"dtype":"F32","shape":[0],"data_offsets":[4,4]}}      | starts at byte 4 of the data, but the one before it
      {"__metadata__":{"a":1}}                                    | its __metadata__ holds 'a', which is not text
      {"__metadata__":"a"}                                        | __metadata__ is not a JSON object
      {"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"x":1}| the name "x" comes a second time at character 54
      """)
  void saysWhatIsWrongWithAHeader(String header, String problem) throws IOException {
    Path file = RawFile.write(folder.resolve("bad"), header, (byte) 0, (byte) 0, (byte) 0, (byte) 0);
    String message = assertThrows(IOException.class, () -> SafetensorsFile.read(file)).getMessage();
    assertTrue(message.startsWith(file + " is not a valid safetensors file: "), message);
    assertTrue(message.contains(problem), message);
  }

  @Test
  void refusesTensorsThatOverlap() throws IOException {
    String header = "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
        + "\"y\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}";
    Path file = RawFile.write(folder.resolve("overlap"), header, new byte[12]);
    assertMessage(
        file + " is not a valid safetensors file: tensor 'y' starts at byte 4 of the data, but the one before it ends "
            + "at 8",
        file);
  }

  @Test
  void readsTensorsWhoseOrderInTheHeaderIsNotThatOfTheData() throws IOException {
    String header = "{\"y\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]},"
        + "\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
    byte[] data = {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, 0x40};
    SafetensorsFile read = SafetensorsFile.read(RawFile.write(folder.resolve("turned"), header, data));
    assertEquals(1, read.tensor("x").values()[0]);
    assertEquals(2, read.tensor("y").values()[0]);
  }

  @Test
  void namesATypeItCannotRead() throws IOException {
    String header = "{\"ids\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}";
    Path file = RawFile.write(folder.resolve("ids"), header, new byte[8]);
    assertMessage(
        file + " holds tensor 'ids' as I64; only F32, F16 and BF16 can be read, so store it as F32", file);
  }

  @Test
  void refusesHugeHeaderLengthsWithoutMakingAnArray() throws IOException {
    byte[] header = "{}".getBytes();
    for (long length : new long[] {100_000_001, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
      Path file = RawFile.write(folder.resolve("huge"), length, header);
      assertMessage(
          file + " is not a safetensors file: its first 8 bytes promise a header of " + Long.toUnsignedString(length)
              + " bytes, more than the format allows, 100000000",
          file);
    }
    Path longer = RawFile.write(folder.resolve("longer"), 3, header);
    assertMessage(
        longer + " is cut short or not a safetensors file: its first 8 bytes promise a header of 3 bytes, but 2 follow",
        longer);
  }

  @Test
  void reportsEveryPlaceWhereAFileCanBeCutShort() throws IOException {
    Path whole = folder.resolve("whole");
    NamedTensor tensor = new NamedTensor("x", List.of(3), new float[] {1, 2, 3});
    new SafetensorsFile(List.of(tensor), Map.of("a", "b")).write(whole);
    byte[] bytes = Files.readAllBytes(whole);
    for (int length = 0; length < bytes.length; length++) {
      Path file = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, length));
      String message = assertThrows(IOException.class, () -> SafetensorsFile.read(file)).getMessage();
      assertTrue(message.contains(length < 8 ? "fewer than the 8" : "cut short"), length + ": " + message);
    }
  }

  @Test
  void readsOrRefusesAnyDamagedHeader() throws IOException {
    Path whole = folder.resolve("whole");
    NamedTensor tensor = new NamedTensor("x", List.of(3), new float[] {1, 2, 3});
    new SafetensorsFile(List.of(tensor), Map.of("a", "b")).write(whole);
    byte[] bytes = Files.readAllBytes(whole);
    long seed = 20;
    Random random = new Random(seed);
    int refused = 0;
    for (int trial = 0; trial < 500; trial++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(bytes.length - 12)] = (byte) random.nextInt(256);
      Path file = Files.write(folder.resolve("damaged"), damaged);
      try {
        SafetensorsFile.read(file);
      } catch (IOException e) {
        assertTrue(e.getMessage().startsWith(file + " "), "seed " + seed + ": " + e.getMessage());
        refused++;
      }
    }
    assertTrue(refused > 300, "seed " + seed + ": " + refused + " refused");
  }

  @Test
  void refusesForeignFiles() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "weights: 1 2 3\n");
    assertTrue(messageOf(text).startsWith(text + " is not a safetensors file: its first 8 bytes promise"));
    Path binary = RawFile.write(folder.resolve("binary"), 2, new byte[] {(byte) 0xff, (byte) 0xfe});
    assertMessage(binary + " is not a safetensors file: its header is not UTF-8 text", binary);
    Path json = RawFile.write(folder.resolve("json"), "nonsense");
    assertMessage(
        json + " is not a valid safetensors file: its header is not JSON: expected a value, but there is 'n' at "
            + "character 0",
        json);
  }

  @Test
  void namesWhatIsNoFile() {
    Path absent = folder.resolve("absent");
    assertMessage(absent + " does not exist", absent);
    assertMessage(folder + " is a folder, not a safetensors file", folder);
  }

  private static String messageOf(Path file) {
    return assertThrows(IOException.class, () -> SafetensorsFile.read(file)).getMessage();
  }

  private static void assertMessage(String expected, Path file) {
    assertEquals(expected, messageOf(file));
  }
}
