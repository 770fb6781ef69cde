package dev.lanewise.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("vector-width")
class LanesTest {
  @Test
  void usesTheWidthThisRunAskedFor() {
    String bits = System.getProperty(VectorBits.PROPERTY);
    int preferred = Math.clamp(FloatVector.SPECIES_PREFERRED.vectorBitSize(), 128, 512);
    assertEquals(bits == null ? preferred : Integer.parseInt(bits), Lanes.LENGTH * Float.SIZE);
    assertEquals(Lanes.LENGTH, Lanes.INT_SPECIES.length());
  }
}
