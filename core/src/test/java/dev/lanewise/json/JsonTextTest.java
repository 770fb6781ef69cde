package dev.lanewise.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTextTest {

  @Test
  void writesMembersOnLinesOfTheirOwn() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("name", "a \"b\" \\ \n");
    value.put("numbers", Arrays.asList(1, 2.5f, Double.NaN, null, true));
    value.put("inner", Map.of("empty", Map.of()));
    assertEquals("""
        {
          "name": "a \\"b\\" \\\\ \\u000a",
          "numbers": [1, 2.5, null, null, true],
          "inner": {
            "empty": {}
          }
        }
        """, JsonText.of(value));
  }

  @Test
  void isReadBackAsItWas() throws JsonReader.JsonException {
    Map<String, Object> value = Map.of("a", List.of("x", 3L, 1e-300, false, Map.of("b", List.of())));
    assertEquals(value, JsonReader.read(JsonText.of(value)));
  }

  @Test
  void refusesWhatJsonDoesNotHave() {
    assertThrows(IllegalArgumentException.class, () -> JsonText.of(List.of(new Object())));
  }
}
