package dev.lanewise.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("vector-width")
class LanesTest {
  @Test
  void takesThePreferredWidthWithinLimits() {
    assertEquals(FloatVector.SPECIES_128, Lanes.species(null, 64));
    assertEquals(FloatVector.SPECIES_256, Lanes.species(null, 256));
    assertEquals(FloatVector.SPECIES_512, Lanes.species(null, 2048));
  }

  @Test
  void propertyOverridesThePreferredWidth() {
    assertEquals(FloatVector.SPECIES_512, Lanes.species("512", 128));
    assertEquals(FloatVector.SPECIES_128, Lanes.species(" 128", 512));
  }

  @Test
  void refusesAWidthThatIsNone() {
    for (String value : new String[] {"64", "1024", "wide", ""}) {
      var refusal = assertThrows(IllegalArgumentException.class, () -> Lanes.species(value, 256));
      assertEquals("system property lanewise.vectorBits is '" + value + "' but must be 128, 256 or 512; leave it out to"
          + " use the processor's own width", refusal.getMessage());
    }
  }

  @Test
  void usesTheWidthThisRunAskedFor() {
    String bits = System.getProperty(Lanes.BITS_PROPERTY);
    int preferred = Math.clamp(FloatVector.SPECIES_PREFERRED.vectorBitSize(), 128, 512);
    assertEquals(bits == null ? preferred : Integer.parseInt(bits), Lanes.LENGTH * Float.SIZE);
    assertEquals(Lanes.LENGTH, Lanes.INT_SPECIES.length());
  }
}
