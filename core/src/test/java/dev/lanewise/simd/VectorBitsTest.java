package dev.lanewise.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class VectorBitsTest {
  @Test
  void takesThePreferredWidthWithinLimits() {
    assertEquals(128, VectorBits.of(null, 64));
    assertEquals(256, VectorBits.of(null, 256));
    assertEquals(512, VectorBits.of(null, 2048));
  }

  @Test
  void propertyOverridesThePreferredWidth() {
    assertEquals(512, VectorBits.of("512", 128));
    assertEquals(128, VectorBits.of(" 128", 512));
  }

  @Test
  void refusesAWidthThatIsNone() {
    for (String value : new String[] {"64", "1024", "wide", ""}) {
      var refusal = assertThrows(IllegalArgumentException.class, () -> VectorBits.of(value, 256));
      assertEquals("system property lanewise.vectorBits is '" + value + "' but must be 128, 256 or 512; leave it out to"
          + " use the processor's own width", refusal.getMessage());
    }
  }
}
