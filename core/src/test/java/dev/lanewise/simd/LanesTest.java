package dev.lanewise.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("vector-width")
class LanesTest {
  @Test
  void usesTheWidthThisRunAskedFor() {
    String bits = System.getProperty(VectorBits.PROPERTY);
    int preferred = Math.clamp(FloatVector.SPECIES_PREFERRED.vectorBitSize(), 128, 512);
    assertEquals(bits == null ? preferred : Integer.parseInt(bits), Lanes.LENGTH * Float.SIZE);
    assertEquals(Lanes.LENGTH, Lanes.INT_SPECIES.length());
  }

  @ParameterizedTest
  @CsvSource({
      "16, amd64, true", "8, amd64, false", "4, amd64, true", "8, x86_64, false", "16, x86_64, true",
      "4, aarch64, true", "8, aarch64, true", "4, riscv64, true"
  })
  void onlyX86WithVectorsOf256BitsHasFewRegisters(int length, String architecture, boolean has32Registers) {
    assertEquals(has32Registers, Lanes.has32Registers(length, architecture));
  }
}
