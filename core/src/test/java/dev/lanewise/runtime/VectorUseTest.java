package dev.lanewise.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class VectorUseTest {
  @Test
  void readsTheProperty() {
    assertEquals(VectorUse.COMPILED, VectorUse.of(null));
    assertEquals(VectorUse.COMPILED, VectorUse.of("compiled"));
    assertEquals(VectorUse.ALWAYS, VectorUse.of(" always "));
    assertEquals(VectorUse.NEVER, VectorUse.of("never"));
  }

  @Test
  void refusesAnythingElse() {
    for (String value : new String[] {"", "Always", "true", "512"}) {
      IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> VectorUse.of(value));
      assertEquals("system property lanewise.vectors is '" + value
          + "' but must be compiled, always or never; leave it out for compiled", refused.getMessage());
    }
  }
}
