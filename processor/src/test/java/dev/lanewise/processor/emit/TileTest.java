package dev.lanewise.processor.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileTest {

  @Test
  void machinesWithFewRegistersHaveTilesThatFitThem() {
    assertEquals(List.of("12x2", "8x2"), suffixes(Tile.forSamples(Tile.Samples.MANY, 32, true)));
    Tile.forSamples(Tile.Samples.MANY, 32, true).forEach(tile -> assertTrue(tile.needs32Registers(), tile.suffix()));
    assertEquals(List.of("5x2"), suffixes(Tile.forSamples(Tile.Samples.MANY, 32, false)));
    assertEquals(List.of("12x1", "8x1"), suffixes(Tile.forSamples(Tile.Samples.MANY, 16, true)));
    assertEquals(List.of("12x1", "8x1"), suffixes(Tile.forSamples(Tile.Samples.MANY, 16, false)));
    for (int panelWidth : List.of(16, 32)) {
      for (Tile.Samples samples : Tile.Samples.values()) {
        Tile.forSamples(samples, panelWidth, false)
            .forEach(tile -> assertFalse(tile.needs32Registers(), tile.suffix()));
      }
    }
  }

  @Test
  void tilesNeedARegisterForEachSumAndVectorAndForThreeInputs() {
    assertFalse(new Tile(12, 1).needs32Registers());
    assertTrue(new Tile(13, 1).needs32Registers());
    assertFalse(new Tile(5, 2).needs32Registers());
    assertTrue(new Tile(6, 2).needs32Registers());
  }

  @Test
  void fewSamplesHaveTilesOfTheirOwn() {
    assertEquals(List.of("5x2"), suffixes(Tile.forSamples(Tile.Samples.FEW, 32, true)));
    assertEquals(List.of("1x1"), suffixes(Tile.forSamples(Tile.Samples.FEWER, 16, true)));
  }

  @Test
  void namesSumsByRowAndVectorAndLeavesOutWhatIsTheOnlyOne() {
    Tile wide = new Tile(6, 2);
    assertEquals("sum3_1", wide.sum(3, 1));
    assertEquals("weight1", wide.name("weight", 1));
    Tile narrow = new Tile(6, 1);
    assertEquals("sum3", narrow.sum(3, 0));
    assertEquals("weight", narrow.name("weight", 0));
  }

  @ParameterizedTest
  @CsvSource({"16, 16", "32, 32", "48, 32 16", "64, 32", "80, 32 16", "272, 32 16"})
  void panelsAreFullButForTheLast(int columns, String widths) {
    int panelWidth = Math.min(32, columns);
    String found = String.join(" ",
        new TileLoops(columns, panelWidth, "PANEL").panelWidths().stream().map(String::valueOf).toList());
    assertEquals(widths, found);
  }

  @Test
  void oneFullPanelNeedsNoLoopOverPanels() {
    assertEquals("""
        int from = share.from(ROWS);
        int to = share.to(ROWS);
        for (int column = 0; column < 32; column += 2 * LANES) {
          body(32);
        }
        """, loops(32, 32));
  }

  @Test
  void whatIsLeftAfterFullPanelsIsALoopOfItsOwn() {
    assertEquals("""
        for (int panel = 0; panel < 64; panel += PANEL) {
          int from = share.from(panel, PANEL, 80, ROWS);
          int to = share.to(panel, PANEL, 80, ROWS);
          for (int column = panel; column < panel + PANEL; column += 2 * LANES) {
            body(32);
          }
        }
        int from = share.from(64, 16, 80, ROWS);
        int to = share.to(64, 16, 80, ROWS);
        for (int column = 64; column < 80; column += LANES) {
          body(16);
        }
        """, loops(80, 32));
  }

  @Test
  void weightsAreFoundInThePanelOfTheirColumn() {
    TileLoops one = new TileLoops(32, 32, "PANEL");
    assertEquals("OFFSET + column", one.weightAt("OFFSET", "ROWS", 32).toString());
    assertEquals("column", one.inPanel(32).toString());
    TileLoops several = new TileLoops(80, 32, "PANEL");
    assertEquals("OFFSET + panel * ROWS + column - panel", several.weightAt("OFFSET", "ROWS", 32).toString());
    assertEquals("OFFSET + 64 * ROWS + column - 64", several.weightAt("OFFSET", "ROWS", 16).toString());
    assertEquals("column - panel", several.inPanel(32).toString());
    assertEquals("column - 64", several.inPanel(16).toString());
  }

  @Test
  void columnsOfTheLoopsCoverEveryPanelOnce() {
    for (int columns = 16; columns <= 320; columns += 16) {
      String text = loops(columns, Math.min(32, columns));
      assertTrue(text.contains("< " + columns + ";"), text);
    }
  }

  private static String loops(int columns, int panelWidth) {
    return new TileLoops(columns, panelWidth, "PANEL")
        .aroundShares("ROWS", width -> CodeBlock.builder().addStatement("body($L)", width).build())
        .toString();
  }

  private static List<String> suffixes(List<Tile> tiles) {
    return tiles.stream().map(Tile::suffix).toList();
  }
}
