package dev.lanewise.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.lanewise.ParameterSlot;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("vector-width")
class PanelsTest {
  private static final int AT = 2;

  @ParameterizedTest
  @CsvSource({
    "1, 1, 16, 16", "16, 16, 16, 16", "10, 50, 16, 32", "50, 10, 48, 16", "64, 32, 32, 16", "33, 65, 32, 48",
    "100, 130, 48, 64", "17, 31, 64, 64", "48, 48, 32, 32",
    // more than caches hold
    "1024, 2048, 32, 32", "1030, 2050, 32, 32", "130000, 17, 32, 32"
  })
  void everyWeightArrivesAtItsPlace(int outputs, int inputs, int panelWidth, int intoPanelWidth) {
    ParameterSlot slot = new ParameterSlot("weights", List.of(outputs, inputs), AT, panelWidth);
    float[] weights = new float[AT + slot.length()];
    float[] values = new float[slot.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i + 1;
    }
    slot.write(values, weights);
    for (int fromInput = 0; fromInput < inputs; fromInput += intoPanelWidth) {
      int width = Math.min(intoPanelWidth, ParameterSlot.padded(inputs - fromInput));
      float[] expected = new float[outputs * width + 1];
      expected[outputs * width] = -1f;
      for (int output = 0; output < outputs; output++) {
        for (int column = 0; column < Math.min(width, inputs - fromInput); column++) {
          expected[output * width + column] = weights[slot.index(output, fromInput + column)];
        }
      }
      float[] into = new float[expected.length];
      Arrays.fill(into, -1f);
      Panels.transpose(weights, AT, inputs, outputs, panelWidth, into, intoPanelWidth, fromInput);
      assertArrayEquals(expected, into);
      Arrays.fill(into, -1f);
      Panels.fetchAndTranspose(weights, AT, inputs, outputs, panelWidth, into, intoPanelWidth, fromInput);
      assertArrayEquals(expected, into);
    }
  }
}
