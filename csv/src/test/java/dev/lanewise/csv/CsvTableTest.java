package dev.lanewise.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTableTest {
  @TempDir
  private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("t.csv"), text);
  }

  @Test
  void readsQuotesSeparatorsLineBreaksAndEveryLineEnd() throws IOException {
    CsvTable table = CsvTable.read(file("a, b ,c\r\n1,\"x, \"\"y\"\"\", 2 \n\n\"two\nlines\",é,NA\r\n"));
    assertEquals(List.of("a", "b", "c"), table.columns());
    assertEquals(2, table.size());
    assertEquals("x, \"y\"", table.cell(0, "b"));
    assertEquals("2", table.cell(0, "c"));
    assertEquals("two\nlines", table.cell(1, "a"));
    assertTrue(table.isMissing(1, "c"));
    assertEquals(1, table.withoutMissing().size());
    assertTrue(table.toString().endsWith("t.csv: 2 rows of a, b, c"));
  }

  @Test
  void readsByteOrderMarksAndOtherSeparators() throws IOException {
    assertEquals(List.of("a", "b"), CsvTable.read(file("\uFEFFa,b\n1,2\n")).columns());
    assertEquals("2,5", CsvTable.read(file("a;b\n1;2,5\n"), ';').cell(0, "b"));
    assertEquals("2", CsvTable.read(file("a\tb\n1\t2\n"), '\t').cell(0, "b"));
  }

  @Test
  void namesLineAndColumnOfWhatIsWrong() throws IOException {
    assertWrong("line 3: it ends before column 'c'; it has 2 fields and the header 3", "a,b,c\n1,2,3\n1,2\n");
    assertWrong("line 2: it has 4 fields and the header only 3; text with commas must stand in quotes",
        "a,b,c\n1,2,3,4\n");
    assertWrong("line 1: two columns are named 'a'", "a,a\n1,2\n");
    assertWrong("line 1: column 2 has no name in the header", "a,,c\n1,2,3\n");
    assertWrong("is empty: it needs at least a header line", "");
    // a field with a line break counts the lines it takes
    assertWrong("line 4: it ends before column 'b'", "a,b\n\"x\ny\",2\n1\n");
  }

  private void assertWrong(String part, String text) throws IOException {
    Path file = file(text);
    Exception thrown = assertThrows(CsvException.class, () -> CsvTable.read(file));
    assertTrue(thrown.getMessage().startsWith(file + " ") && thrown.getMessage().contains(part), thrown.getMessage());
  }

  @Test
  void saysWhatKeepsItFromReading() throws IOException {
    Path none = folder.resolve("none.csv");
    assertEquals(none + " does not exist", assertThrows(IOException.class, () -> CsvTable.read(none)).getMessage());
    assertTrue(assertThrows(IOException.class, () -> CsvTable.read(folder)).getMessage().endsWith("not a CSV file"));
    Path latin = Files.write(folder.resolve("latin.csv"), "a,b\né,1\n".getBytes(StandardCharsets.ISO_8859_1));
    Exception thrown = assertThrows(RuntimeException.class, () -> CsvTable.read(latin));
    assertTrue(thrown.getMessage().contains("UTF-8"), thrown.getMessage());
    Path open = Files.writeString(folder.resolve("open.csv"), "a,b\n\"never closed,1\n");
    assertThrows(CsvException.class, () -> CsvTable.read(open));
    CsvTable table = CsvTable.parse("text", "a,b\n1,2\n");
    Exception column = assertThrows(CsvException.class, () -> table.cell(0, "x"));
    assertEquals("text has no column 'x'; there are a, b", column.getMessage());
  }
}
