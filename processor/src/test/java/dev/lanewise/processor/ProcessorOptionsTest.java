package dev.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProcessorOptionsTest {
  @Test
  void isQuietAndWarnsByDefault() {
    assertEquals(new ProcessorOptions(Set.of(), Set.of(), false, true), ProcessorOptions.of(Map.of()));
  }

  @Test
  void readsValues() {
    ProcessorOptions options = ProcessorOptions.of(
        Map.of("lanewise.dump", "fuse,simplify", "lanewise.explain", "hidden,loss",
            "lanewise.verbose", "true", "lanewise.warnings", "off"));
    assertEquals(new ProcessorOptions(
        Set.of("fuse", "simplify"), Set.of("hidden", "loss"), true, false), options);
    assertTrue(options.dumps("fuse"));
    assertFalse(options.dumps("lint"));
    assertTrue(options.explains("loss"));
    assertFalse(options.explains("logits"));
  }

  @Test
  void anOptionWithoutValueIsOn() {
    Map<String, String> options = new HashMap<>();
    options.put("lanewise.dump", null);
    options.put("lanewise.verbose", null);
    assertTrue(ProcessorOptions.of(options).isVerbose());
    assertTrue(ProcessorOptions.of(options).dumps("any"));
  }
}
