package dev.lanewise.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HeatMapTest {
  private static final HeatMap MAP = new HeatMap("width", new int[] {16, 17}, "batch", new int[] {1, 2});

  @Test
  void aShapeThatIsMuchSlowerThanASmallerOneIsACliff() {
    String cliffs = MAP.cliffs(new double[][] {{1, 1}, {1.4, 1.6}});
    assertEquals("width 17, batch 2: 1.60 times slower for an operation than at width 16", cliffs);
  }

  @Test
  void costsThatFallWithSizeAreNoCliff() {
    assertTrue(MAP.cliffs(new double[][] {{8, 4}, {4, 2}}).startsWith("no shape is a cliff"));
  }

  @Test
  void fractionsArePercentagesWithShades() {
    String text = MAP.draw(new double[][] {{0.01, 0.5}, {0.99, 1.2}});
    assertTrue(text.contains("  1.0  "), text);
    assertTrue(text.contains(" 50.0 ▒"), text);
    assertTrue(text.contains("120.0 █"), text);
  }
}
