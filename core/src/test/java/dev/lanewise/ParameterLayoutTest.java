package dev.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ParameterLayoutTest {
  private static final ParameterSlot WEIGHT = new ParameterSlot("hidden.weight", List.of(20, 3), 0, 32);
  private static final ParameterSlot BIAS = new ParameterSlot("hidden.bias", List.of(20), WEIGHT.length(), 32);

  private final ParameterLayout layout = new ParameterLayout(List.of(WEIGHT, BIAS));

  @Test
  void findsTensorsByName() {
    assertSame(BIAS, layout.slot("hidden.bias"));
    assertEquals(0, layout.index("hidden.weight"));
    assertEquals(1, layout.index("hidden.bias"));
  }

  @Test
  void namesWhatThereIs() {
    String message = "no parameter 'bias'; there are hidden.weight, hidden.bias";
    assertRefused(message, () -> layout.slot("bias"));
    assertRefused(message, () -> layout.index("bias"));
  }

  @Test
  void leavesPaddingOutOfTheCount() {
    assertEquals(WEIGHT.length() + BIAS.length(), layout.length());
    assertEquals(80, layout.count());
  }

  @Test
  void refusesGaps() {
    assertRefused("hidden.bias starts at " + WEIGHT.length() + ", not at 0", () -> new ParameterLayout(List.of(BIAS)));
  }

  private static void assertRefused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
