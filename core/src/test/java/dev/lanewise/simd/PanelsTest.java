package dev.lanewise.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.ParameterSlot;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("vector-width")
class PanelsTest {
  private static final int AT = 2;
  private static final int INTO_AT = 5;

  @ParameterizedTest
  @CsvSource({
    "1, 1, 16, 16", "16, 16, 16, 16", "10, 50, 16, 32", "50, 10, 48, 16", "64, 32, 32, 16", "33, 65, 32, 48",
    "100, 130, 48, 64", "17, 31, 64, 64", "48, 48, 32, 32"
  })
  void everyWeightArrivesAtItsPlace(int outputs, int inputs, int panelWidth, int intoPanelWidth) {
    ParameterSlot slot = new ParameterSlot("weights", List.of(outputs, inputs), AT, panelWidth);
    float[] weights = new float[AT + slot.length()];
    float[] values = new float[slot.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i + 1;
    }
    slot.write(values, weights);
    ParameterSlot transposed = new ParameterSlot("transposed", List.of(inputs, outputs), INTO_AT, intoPanelWidth);
    assertEquals(transposed.length(), Panels.length(outputs, inputs));
    float[] expected = new float[INTO_AT + transposed.length() + 1];
    Arrays.fill(expected, 0, INTO_AT, -1f);
    expected[expected.length - 1] = -1f;
    for (int output = 0; output < outputs; output++) {
      for (int input = 0; input < inputs; input++) {
        expected[transposed.index(input, output)] = weights[slot.index(output, input)];
      }
    }

    float[] into = new float[expected.length];
    Arrays.fill(into, -1f);
    int panels = Panels.count(inputs, intoPanelWidth);
    Panels.transpose(weights, AT, inputs, outputs, panelWidth, into, INTO_AT, intoPanelWidth, panels / 2, panels);
    Panels.transpose(weights, AT, inputs, outputs, panelWidth, into, INTO_AT, intoPanelWidth, 0, panels / 2);
    assertArrayEquals(expected, into);
  }
}
