package dev.lanewise.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.json.JsonReader.JsonException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

  @Test
  void readsEveryKindOfValue() throws JsonException {
    Object value = JsonReader.read(" { \"a\" : [ 1 , -2.5e+1 , true , false , \"x\" ] , \"b\" : { } , \"c\":[] }\n");
    assertEquals(
        Map.of("a", List.of(1L, -25.0, true, false, "x"), "b", Map.of(), "c", List.of()), value);
    assertSame(JsonReader.NULL, JsonReader.read("null"));
    assertEquals(0L, JsonReader.read("-0"));
    assertEquals(0.5, JsonReader.read("0.5"));
  }

  @Test
  void readsEveryEscape() throws JsonException {
    assertEquals("\"\\/\b\f\n\r\té🦊", JsonReader.read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83e\\udd8a\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", " ", "{", "[", "[1", "[1,", "[1,]", "[,1]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}", "{1:2}",
    "\"", "\"a", "\"\\", "\"\\x\"", "\"\\u12", "\"\\u12g4\"", "\"\\u００e9\"", "\"\u0001\"", "01", "-", "+1", "1.", ".5",
    "1e", "1e+", "--1", "NaN", "tru", "nul", "1 2", "{} {}", "[1 2]", "// x\n1", "1x"
  })
  void refusesWhatIsNotJson(String text) {
    assertThrows(JsonException.class, () -> JsonReader.read(text));
  }

  @Test
  void refusesToNestTooDeep() throws JsonException {
    JsonReader.read("[".repeat(16) + "]".repeat(16));
    String deep = "[".repeat(100_000);
    var thrown = assertThrows(JsonException.class, () -> JsonReader.read(deep));
    assertEquals("it nests deeper than 16 at character 17", thrown.getMessage());
  }

  @Test
  void refusesANameThatComesTwice() {
    var thrown = assertThrows(JsonException.class, () -> JsonReader.read("{\"a\":null,\"\\u0061\":2}"));
    assertEquals("the name \"a\" comes a second time at character 10", thrown.getMessage());
  }

  @Test
  void saysWhatItExpectedAndWhere() {
    var thrown = assertThrows(JsonException.class, () -> JsonReader.read("{\"a\" 1}"));
    assertEquals("expected :, but there is '1' at character 5", thrown.getMessage());
    thrown = assertThrows(JsonException.class, () -> JsonReader.read("{\"a\":1"));
    assertTrue(thrown.getMessage().endsWith("but the text ends at character 6"), thrown.getMessage());
  }
}
